"""A request is found by its id or the support's number, and never by a guess."""

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import NoSuchRequest
from tests.adapters.drafts import AT, draft


@pytest.mark.parametrize("ref", ["GS-1", "gs-1", "1", " GS-1 "])
def test_a_request_is_found_by_its_id_in_every_form(journal: SqliteJournal, ref: str) -> None:
    draft(journal)
    assert journal.get(ref).id == "GS-1"


@pytest.mark.guide("G-198", "G-65")
@pytest.mark.parametrize("ticket", ["SCR#1234567", "serviceCall$12345678", "№ 12/34-АБ",
                                    "00012345", "Обращение 7 от вторника", "a'b\"; DROP"])
def test_a_request_is_found_by_the_number_exactly_as_given(
    journal: SqliteJournal, ticket: str
) -> None:
    draft(journal)
    request_id = draft(journal)
    journal.set_ticket(request_id, ticket, at=AT, source="person")
    assert journal.get(ticket).id == request_id
    assert journal.get(ticket).ticket == ticket


def test_the_exact_number_wins_over_one_that_differs_in_case(journal: SqliteJournal) -> None:
    for ticket in ("scr#1234567", "SCR#1234567"):
        journal.set_ticket(draft(journal), ticket, at=AT, source="person")
    assert journal.get("SCR#1234567").id == "GS-2"
    assert journal.get("scr#1234567").id == "GS-1"
    with pytest.raises(NoSuchRequest, match="ambiguous-id"):
        journal.get("Scr#1234567")


@pytest.mark.guide("G-198")
def test_a_number_that_fits_two_requests_is_a_list_not_a_guess(journal: SqliteJournal) -> None:
    draft(journal)
    journal.set_ticket(draft(journal), "1", at=AT, source="person")
    with pytest.raises(NoSuchRequest) as refused:
        journal.get("1")
    assert refused.value.exit_code == 7
    assert refused.value.code == "ambiguous-id"
    assert "GS-1" in str(refused.value.values["matches"])
    assert "GS-2" in str(refused.value.values["matches"])


@pytest.mark.parametrize(("recorded", "said"), [
    ("1234567", "SCR#1234567"), ("1234567", "scr # 1234567"), ("SCR#1234567", "1234567"),
    ("№ 1234567", "SCR-1234567"), ("N 1234567", "#1234567"), ("SCR 1234567", "SCR#1234567"),
])
def test_a_number_that_differs_by_what_stands_before_its_digits_is_the_same(
    journal: SqliteJournal, recorded: str, said: str
) -> None:
    draft(journal)
    journal.set_ticket(draft(journal), recorded, at=AT, source="person")
    assert journal.get(said).id == "GS-2"


@pytest.mark.parametrize(("recorded", "said"), [
    ("SCR#1234567", "INC#1234567"), ("1234", "SCR#1234"), ("1234567", "SCR#21234567"),
    ("SCR#1234567", "34567"), ("12345", "GS-12345"), ("2026/1234567", "1234567"),
    ("0012345", "SCR#12345"),
])
def test_another_word_few_digits_or_a_part_of_a_number_is_not_the_same(
    journal: SqliteJournal, recorded: str, said: str
) -> None:
    journal.set_ticket(draft(journal), recorded, at=AT, source="person")
    with pytest.raises(NoSuchRequest, match="no-such-request"):
        journal.get(said)


def test_the_exact_number_wins_and_two_that_are_alike_are_a_list(journal: SqliteJournal) -> None:
    for ticket in ("1234567", "SCR#1234567"):
        journal.set_ticket(draft(journal), ticket, at=AT, source="person")
    assert journal.get("1234567").id == "GS-1"
    assert journal.get("SCR#1234567").id == "GS-2"
    with pytest.raises(NoSuchRequest, match="ambiguous-id") as refused:
        journal.get("№ 1234567")
    assert "GS-1" in str(refused.value.values["matches"])
    assert "GS-2" in str(refused.value.values["matches"])


def test_a_number_of_the_request_itself_is_not_ambiguous(journal: SqliteJournal) -> None:
    journal.set_ticket(draft(journal), "1", at=AT, source="person")
    assert journal.get("1").id == "GS-1"


@pytest.mark.parametrize("ref", ["GS-9", "9", "", "нет такого", "GS-", "-1", "9" * 40])
def test_what_is_not_there_is_said(journal: SqliteJournal, ref: str) -> None:
    draft(journal)
    with pytest.raises(NoSuchRequest) as refused:
        journal.get(ref)
    assert refused.value.code == "no-such-request"
