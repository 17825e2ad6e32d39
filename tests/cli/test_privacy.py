"""``privacy``: what was changed for a channel, and a masked value shown in one channel."""

import json

import pytest

from tests.cli.program import run_program
from tests.cli.test_no_secret_anywhere import nested
from tests.factories import complete_answers


def draft() -> None:
    answers = nested(dict(complete_answers(
        person__snils="112-233-445 95",
        problem__summary="Ввожу СНИЛС 112-233-445 95, пароль: Qwerty123 не подходит, ошибка 500.",
        problem__actual="Мой муж Петров Олег Иванович видит то же самое",
    )))
    run_program("new", "--no-input", "--answers", "-", typed=json.dumps(answers))


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
