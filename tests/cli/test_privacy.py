"""``privacy``: what was changed for a channel, and a masked value shown in one channel."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.program import new_request, run_program


def draft() -> None:
    new_request(
        person__snils="112-233-445 95",
        problem__summary="Ввожу СНИЛС 112-233-445 95, пароль: Qwerty123 не подходит, ошибка 500.",
        problem__actual="Мой муж Петров Олег Иванович видит то же самое",
    )


def changes(channel: str) -> dict[str, dict[str, str]]:
    ran = run_program("privacy", "GS-1", "--channel", channel, "--json")
    return {one["mark"] or one["field"]: one for one in json.loads(ran.out)["changes"]}


@pytest.mark.guide("G-174")
def test_every_change_is_listed_with_its_place_and_value() -> None:
    draft()
    found = changes("email")
    assert found["[СНИЛС-1]"]["value"] == "112-233-445 95"
    assert found["[лицо-1]"]["value"] == "Петров Олег Иванович"
    assert found["[лицо-1]"]["field"] == "problem.actual"
    assert found["[удалено: пароль]"]["value"] == ""
    assert found["[удалено: пароль]"]["field"] == "problem.summary"


def test_a_value_is_shown_in_one_channel_only_and_can_be_hidden_again() -> None:
    draft()
    run_program("privacy", "GS-1", "--channel", "email", "--reveal", "СНИЛС-1")
    assert "112-233-445 95" in run_program("show", "GS-1", "--channel", "email").out
    assert "112-233-445 95" not in run_program("show", "GS-1", "--channel", "chat").out
    assert changes("email")["[СНИЛС-1]"]["what"] == "revealed"
    run_program("privacy", "GS-1", "--channel", "email", "--hide", "[СНИЛС-1]")
    assert "112-233-445 95" not in run_program("show", "GS-1", "--channel", "email").out


@pytest.mark.guide("G-24")
@pytest.mark.parametrize("mark", ["удалено: пароль", "[удалено: пароль]", "СНИЛС-7", ""])
def test_a_secret_and_an_unknown_mark_do_not_come_back(mark: str) -> None:
    draft()
    ran = run_program("privacy", "GS-1", "--channel", "email", "--reveal", mark, "--json")
    assert ran.code == 2
    assert json.loads(ran.out)["code"] == "no-such-placeholder"


def test_an_unknown_channel_is_refused_in_words() -> None:
    draft()
    assert run_program("privacy", "GS-1", "--channel", "pigeon").code == 2


def test_what_was_opened_in_the_request_opens_nothing_else_in_a_reply() -> None:
    new_request(channel="email", problem__actual="Ввожу СНИЛС 112-233-445 95, ошибка 500")
    run_program("privacy", "GS-1", "--channel", "email", "--reveal", "СНИЛС-1")
    run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    reply = ("reply", "GS-1", "--no-send", "--channel", "email", "--message")
    # The message stands in the place of the text, and so does its first number.
    assert "[СНИЛС-1]" in run_program(*reply, "У мужа СНИЛС 087-654-303 00").out
    assert "112 233 445 95" in run_program(*reply, "Повторяю: СНИЛС 112 233 445 95").out


def test_a_caption_is_listed_and_can_be_opened(private_world: Path) -> None:
    draft()
    picture = private_world / "screen.png"
    Image.new("RGB", (40, 30), "white").save(picture)
    run_program("attach", "GS-1", str(picture), "--caption", "видно СНИЛС 087-654-303 00")
    found = changes("email")["[СНИЛС-2]"]
    assert (found["field"], found["value"]) == ("attachments[0]", "087-654-303 00")
    run_program("privacy", "GS-1", "--channel", "email", "--reveal", "СНИЛС-2")
    said = run_program("show", "GS-1", "--channel", "email").out
    assert "087-654-303 00" in said and "112-233-445 95" not in said
