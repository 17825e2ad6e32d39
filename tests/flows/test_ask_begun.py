"""What was typed and not finished: harmless wherever it comes from."""

import pytest

from gosupport_cli.flows.asking import Asking, Session
from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import TEXTS, Clerk, Notepad
from tests.flows.clerk import begun as asked


def session(tools: Tools, kept: str) -> Session:
    """GS-1 whose unfinished texts are ``kept``, as a backup may bring them."""
    made = asked(tools, Clerk()).request
    tools.journal.put_state(f"begun.{made.id}", kept)
    return Session(Asking(tools, Clerk(), TEXTS, Notepad()), made)


@pytest.mark.parametrize("kept", ["[1]", "{", '{"problem.summary": 5}', "[" * 9000])
def test_begun_texts_of_a_doctored_backup_are_no_hindrance(tools: Tools, kept: str) -> None:
    one = session(tools, kept)
    assert one.begun("problem.summary") == ""
    one.begin("problem.summary", "Нет кнопки")
    assert one.begun("problem.summary") == "Нет кнопки"


def test_begun_texts_from_elsewhere_hold_nothing_that_a_terminal_obeys(tools: Tools) -> None:
    one = session(tools, r'{"problem.summary": "Нет\u001b[31m к\u202eнопки\n"}')
    assert one.begun("problem.summary") == "Нет кнопки\n"
