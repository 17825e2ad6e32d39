"""``setup``: asks, checks each answer at once, keeps, tries."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gosupport_cli.adapters.settings import FileSettings
from gosupport_cli.content.declared import load
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.content.settings import declared_settings
from gosupport_cli.core.asking_ports import Answered, Back, Help, Typed
from gosupport_cli.core.errors import NotDelivered
from gosupport_cli.flows.set_up import KINDS, SetUp, choose, run
from tests.fakes import ScriptedPrompter

Script = list[tuple[str, Answered | BaseException]]


def tools(home: Path, script: Script, test: Callable[[str], str] = str) -> SetUp:
    settings = FileSettings(home, declared_settings(), {}, load)
    return SetUp(
        prompter=ScriptedPrompter(script), texts=YamlTexts("ru", home / "none"),
        get=settings.get, put=settings.set,
        describe=lambda key: settings.declared[key].description,
        choices=lambda key: settings.declared[key].choices, test=test,
    )


def prompter(made: SetUp) -> ScriptedPrompter:
    assert isinstance(made.prompter, ScriptedPrompter)
    return made.prompter


def test_answers_are_kept_and_the_connection_is_tried(tmp_path: Path) -> None:
    made = tools(tmp_path, [
        ("setup.rt.url", Typed("https://rt.example.test/")), ("setup.rt.queue", Typed("Линия 1")),
        ("setup.rt.token_command", Typed("pass show rt")),
    ], test=lambda kind: f"tried {kind}")
    assert run(made, "rt") == "tried rt"
    prompter(made).finish()
    assert (made.get("rt.url"), made.get("rt.queue")) == ("https://rt.example.test", "Линия 1")
    assert [one.progress for one in prompter(made).screens] == ["1/3", "2/3", "3/3"]


def test_a_wrong_answer_is_asked_for_again_with_the_reason(tmp_path: Path) -> None:
    made = tools(tmp_path, [
        ("setup.rt.url", Typed("http://rt.example.test")), ("setup.rt.url", Help()),
        ("setup.rt.url", Typed("")), ("setup.rt.queue", Typed("")),
        ("setup.rt.token_command", Typed("tool --password=тайна")),
        ("setup.rt.token_command", Typed("")),
    ])
    run(made, "rt")
    shown = prompter(made).screens
    assert "https" in shown[1].problem
    assert "виден пароль" in shown[5].problem
    assert "тайна" not in shown[5].problem
    text = (tmp_path / "settings.yaml").read_text("utf-8") if (
        tmp_path / "settings.yaml").exists() else ""
    assert "тайна" not in text


def test_a_step_back_offers_what_was_answered(tmp_path: Path) -> None:
    made = tools(tmp_path, [
        ("setup.redmine.url", Typed("https://a.example.test")),
        ("setup.redmine.project", Back()),
        ("setup.redmine.url", Typed("https://b.example.test")),
        ("setup.redmine.project", Typed("support")), ("setup.redmine.key_command", Typed("")),
    ])
    run(made, "redmine")
    assert prompter(made).screens[2].prefill == "https://a.example.test"
    assert made.get("redmine.url") == "https://b.example.test"
    assert not prompter(made).screens[0].can_go_back


def test_a_failed_trial_keeps_the_settings(tmp_path: Path) -> None:
    def fails(kind: str) -> str:
        raise NotDelivered("server-no-connection", host="rt.example.test", said="")

    made = tools(tmp_path, [
        ("setup.rt.url", Typed("https://rt.example.test")), ("setup.rt.queue", Typed("")),
        ("setup.rt.token_command", Typed("")),
    ], test=fails)
    with pytest.raises(NotDelivered):
        run(made, "rt")
    assert made.get("rt.url") == "https://rt.example.test"


def test_a_kind_is_chosen_from_all(tmp_path: Path) -> None:
    made = tools(tmp_path, [("setup.kind", Help()), ("setup.kind", Typed("inbox"))])
    assert choose(made) == "inbox"
    assert [one.value for one in prompter(made).screens[0].options] == list(KINDS)


def test_every_asked_setting_is_declared_and_none_is_a_secret() -> None:
    declared = declared_settings()
    asked = {key for keys in KINDS.values() for key in keys}
    assert asked <= set(declared)
    assert not [key for key in asked if key.endswith((".password", ".token", ".key"))]
