"""Zammad and Open311 by the program itself, against servers as strict as their papers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.evidence import picture
from tests.cli.program import run_program
from tests.desks import KEY, Open311Desk, ZammadDesk, answering
from tests.rules.tree import TESTS
from tests.servers import web


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOSUPPORT_ZAMMAD_TOKEN", KEY)
    monkeypatch.setenv("GOSUPPORT_OPEN311_KEY", KEY)


def done(*words: str, code: int = 0) -> str:
    ran = run_program(*words)
    assert ran.code == code, (words, ran)
    return ran.out + ran.err


def made(channel: str) -> None:
    done("new", "--no-input", "--answers", str(TESTS / "answers" / "booking.yaml"),
         "--channel", channel)


def standing() -> tuple[str, str]:
    shape = json.loads(run_program("status", "GS-1", "--json").out)
    return shape["status"], shape["ticket"]


@pytest.fixture(params=[True, False], ids=["elastic", "plain"])
def zammad(request: pytest.FixtureRequest) -> Iterator[ZammadDesk]:
    desk = ZammadDesk(elastic=request.param)
    with web(answering(desk)) as (url, _):
        done("config", "set", "zammad.url", url)
        yield desk


def test_a_request_lives_at_zammad(zammad: ZammadDesk, tmp_path: Path) -> None:
    assert "ivanova@example.ru" in done("setup", "zammad", "--test")
    made("zammad")
    picture(tmp_path, "снимок.png")
    done("attach", "GS-1", str(tmp_path / "снимок.png"))
    preview = json.loads(run_program("send", "GS-1", "--dry-run", "--json").out)["preview"]
    assert "31001" in done("send", "GS-1", "--yes")
    assert standing() == ("waiting", "31001")
    article = zammad.articles[0]
    assert {one["label"]: one["text"] for one in preview}["body"] == article["body"]
    assert [one["filename"] for one in article["attachments"]] == ["снимок.png"]
    assert (article["internal"], article["content_type"]) == (False, "text/plain")

    done("sync")  # our own article is nobody's answer
    assert standing()[0] == "waiting"
    zammad.says("между нами", "open", internal=True)
    zammad.says("Назовите версию браузера.", "open")
    done("sync")
    assert standing()[0] == "in_progress"
    history = run_program("status", "GS-1").out
    assert "Назовите версию браузера." in history and "между нами" not in history
    done("reply", "GS-1", "--result", "Яндекс Браузер 25.10", "--yes")
    assert "Яндекс Браузер 25.10" in zammad.articles[-1]["body"]
    assert len(zammad.tickets) == 1
    zammad.says("Готово.", "closed")
    done("sync")
    assert standing()[0] == "closed"


def test_what_zammad_refuses_is_told_in_its_words(zammad: ZammadDesk) -> None:
    done("config", "set", "zammad.group", "Нет такой")
    made("zammad")
    said = done("send", "GS-1", "--yes", code=5)
    assert "No lookup value found" in said and "Ничего не отправлено" in said
    assert zammad.tickets == []
    assert standing() == ("ready", "")


def test_a_wrong_key_is_told_at_the_trial(
    zammad: ZammadDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_ZAMMAD_TOKEN", "wrong-key")
    said = done("setup", "zammad", "--test", code=5)
    assert "не приняла ключ" in said and "wrong-key" not in said


@pytest.fixture(params=[False, True], ids=["number", "token"])
def city(request: pytest.FixtureRequest) -> Iterator[Open311Desk]:
    desk = Open311Desk(later=request.param)
    with web(answering(desk)) as (url, _):
        for key, value in {"url": f"{url}/v2", "jurisdiction": "city.example.test",
                           "address": "Москва, улица Мира, 1"}.items():
            done("config", "set", f"open311.{key}", value)
        yield desk


def test_a_request_lives_at_open311(city: Open311Desk) -> None:
    assert "Порталы" in done("setup", "open311", "--test")
    made("open311")
    preview = json.loads(run_program("send", "GS-1", "--dry-run", "--json").out)["preview"]
    done("send", "GS-1", "--yes")
    assert standing() == ("waiting", "638344")
    form = city.requests[0]["form"]
    assert {one["label"]: one["text"] for one in preview}["body"] == form["description"][0]
    assert form["address_string"] == ["Москва, улица Мира, 1"]
    assert (form["last_name"], form["first_name"]) == (["Иванова"], ["Мария Сергеевна"])
    city.says("Исправлено.", "closed")
    done("sync")
    assert standing()[0] == "closed"
    assert "Исправлено." in run_program("status", "GS-1").out


@pytest.mark.parametrize(("key", "value", "says"), [
    ("open311.address", "", "a location is required"),
    ("open311.jurisdiction", "", "jurisdiction_id was not provided"),
    ("open311.service", "нет", "Ничего не отправлено"),
])
def test_what_open311_refuses_is_told(
    key: str, value: str, says: str, city: Open311Desk
) -> None:
    done("config", "set", key, value)
    made("open311")
    said = done("send", "GS-1", "--yes", code=5)
    assert says in said and "Ничего не отправлено" in said
    assert city.requests == []


def test_a_reply_has_no_place_at_open311(city: Open311Desk) -> None:
    made("open311")
    done("send", "GS-1", "--yes")
    said = done("reply", "GS-1", "--result", "Не помогло", "--yes", code=2)
    assert "Ничего не отправлено" in said
    assert len(city.requests) == 1
