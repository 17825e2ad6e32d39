"""A letter finds its request by the thread or by the number, and guesses nothing."""

import pytest

from gosupport_cli.core.letters import Letter
from gosupport_cli.core.model import Request, Status
from gosupport_cli.flows.ingest import Tools, examine, record
from tests.factories import complete_answers
from tests.flows.letters.incoming import DONE, SENT, letter


def test_the_thread_counts_before_the_number_and_brings_the_number(tools: Tools) -> None:
    journal = tools.journal
    journal.create(complete_answers(), at=SENT, source="test")
    attempt = journal.begin_attempt("GS-1", channel="email", key="<ours@example.ru>", digest="0",
                                    at=SENT)
    journal.finish_attempt(attempt.id, "sent", at=SENT)
    answer = letter("[desk #77] Ваше письмо", references=("<ours@example.ru>",), tickets=("77",))
    found = examine(tools, answer)
    assert (found.kind, found.number) == ("answer", "77")
    changed = record(tools, found).request
    assert changed is not None and changed.ticket == "77"
    assert changed.status is Status.WAITING


@pytest.mark.guide("G-70")
@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("Запрос SCR#7654321 выполнен. Тема: В", "no-such-number"),
        ("Зарегистрирован запрос SCR#1234567. Тема запроса: В", "wrong-order"),
    ],
)
def test_an_unknown_number_or_a_step_backwards_is_said_and_not_recorded(
    tools: Tools, waiting: Request, subject: str, why: str
) -> None:
    record(tools, examine(tools, letter(DONE)))
    found = examine(tools, letter(subject))
    assert (found.can_apply, found.why) == (False, why)


@pytest.mark.parametrize(("recorded", "kept"), [
    ("1234567", Status.RESOLVED), ("№ 1234567", Status.RESOLVED), ("INC#1234567", Status.WAITING),
    ("SCR#11234567", Status.WAITING),
])
def test_a_letter_finds_a_number_that_was_recorded_without_its_letters(
    tools: Tools, waiting: Request, recorded: str, kept: Status
) -> None:
    tools.journal.set_ticket("GS-1", recorded, at=SENT, source="test")
    found = examine(tools, letter(DONE))
    if found.can_apply:
        record(tools, found)
    else:
        assert found.why == "no-such-number"
    assert tools.journal.get("GS-1").status is kept


def test_an_id_of_ours_with_a_number_of_its_own_is_no_number_of_the_support(
    tools: Tools, waiting: Request
) -> None:
    assert examine(tools, letter("[desk #1] Ваша заявка выполнена")).request is None


def test_our_own_ids_are_no_numbers_of_the_support(tools: Tools) -> None:
    tools.journal.create(complete_answers(), at=SENT, source="test")
    found = examine(tools, letter("[desk #1] Привет"))
    assert found.request is None


def test_a_text_about_another_request_is_not_recorded_where_the_person_slipped(
    tools: Tools, waiting: Request
) -> None:
    tools.journal.create(complete_answers(), at=SENT, source="test")
    tools.journal.mark_sent("GS-2", sent_at=SENT, at=SENT, ticket="SCR#7654321")
    said = Letter(text="Запрос SCR#7654321 закрыт", is_mail=False)
    assert examine(tools, said, ref="GS-1").why == "names-another"
    assert examine(tools, said, ref="GS-2").can_apply
