"""``env`` as people and programs see it."""

import json
import re
from pathlib import Path

import pytest

from gosupport_cli.cli.show.environment import value_in_words
from gosupport_cli.collectors import collect_all
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.phrases import translated
from tests.cli.program import run_program
from tests.collectors.machines import machine
from tests.collectors.test_three_systems import MACHINES

AT = "2026-11-20T18:00:00+03:00"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)


def test_json_has_the_promised_shape_and_the_clocks_time() -> None:
    ran = run_program("env", "--json")
    assert ran.code == 0
    shape = json.loads(ran.out)
    assert shape["schema"] == "gosupport.env/1"
    for fact in shape["facts"]:
        assert set(fact) == {"id", "value", "source", "confidence", "at"}
        assert fact["confidence"] in ("high", "medium", "low", "none")
        assert fact["at"] == AT
    ids = [fact["id"] for fact in shape["facts"]]
    assert len(ids) == len(set(ids))
    assert {"device", "os", "browser", "vpn", "proxy", "timezone", "clock"} <= set(ids)


@pytest.mark.guide("G-31", "G-33", "G-34", "G-35")
def test_people_read_each_fact_with_its_source_below() -> None:
    ran = run_program("env")
    lines = ran.out.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("  Система: "))
    assert lines[place + 1].startswith("    ")
    assert "  VPN: " in ran.out
    assert "  Прокси: " in ran.out
    assert re.search(r"  Устройство: (компьютер|планшет|смартфон)", ran.out)
    assert "Ошибка была на другом устройстве?" in re.sub(r"\s+", " ", ran.err)


@pytest.mark.guide("G-32", "G-33")
def test_a_user_agent_describes_another_device_and_not_this_one() -> None:
    facts = json.loads(run_program("env", "--user-agent", PHONE, "--json").out)["facts"]
    assert {one["id"]: one["value"] for one in facts} == {
        "device": "phone", "os": "Android 15", "browser": "Google Chrome 130"}
    shown = run_program("env", "--user-agent", PHONE).out
    assert "Браузер: Google Chrome 130" in shown
    assert "Устройство: смартфон" in shown


def test_words_that_are_no_user_agent_are_explained() -> None:
    ran = run_program("env", "--user-agent", "мой браузер", "--json")
    assert ran.code == 2
    assert json.loads(ran.out)["code"] == "user-agent-unknown"


@pytest.mark.parametrize("name", [*MACHINES, "linux", "darwin", "windows"])
def test_everything_the_collectors_say_has_its_english_words(name: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    full = MACHINES.get(name)
    fakes = [machine({"mac": "darwin"}.get(name, name), root)]
    if full:
        fakes.append(full(tmp_path / "full"))
    texts = YamlTexts("en", tmp_path)
    for fake in fakes:
        for fact in collect_all(fake, AT):
            said = translated(texts, fact.source)
            # The names of systems and programs stay what they are.
            if fact.id in ("device", "vpn", "proxy", "filters", "network", "clock", "timezone"):
                said += f" {value_in_words(texts, fact)}"
            assert not re.findall(r"[а-яё]{3,}", said), (fact.id, said)
