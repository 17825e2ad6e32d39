"""A mailbox is only read; each letter counts once, and waits for a person until they answered."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import pytest

from gosupport_cli.core.letters import Letter
from gosupport_cli.core.model import Event, Request, Status
from gosupport_cli.flows.ingest import Tools
from gosupport_cli.flows.sync import answered, sync_mail
from tests.fakes import MOSCOW
from tests.flows.letters.incoming import DONE, SENT, WANTED, ShownMailbox, bounce, letter, other


def test_sync_reads_only_letters_that_may_be_ours_and_the_second_time_only_new_ones(
    tools: Tools, waiting: Request
) -> None:
    mailbox = ShownMailbox({1: other(1), 2: letter(WANTED), 3: other(3)})
    first = sync_mail(tools, mailbox, "me")
    assert (first.seen, first.new, len(first.applied), mailbox.read) == (3, 1, 1, [2])
    assert sync_mail(tools, mailbox, "me").seen == 0
    mailbox.letters_by_uid[4] = letter(DONE, message_id="<next@sc>",
                                       date=datetime(2026, 11, 20, 10, 0, tzinfo=MOSCOW))
    again = sync_mail(tools, mailbox, "me")
    assert (again.seen, len(again.applied)) == (1, 1)
    assert tools.journal.get("GS-1").status is Status.RESOLVED


def test_new_uids_for_the_same_letters_record_nothing_twice(
    tools: Tools, waiting: Request
) -> None:
    sync_mail(tools, ShownMailbox({7: letter(WANTED)}), "me")
    events = len(tools.journal.events("GS-1"))
    renumbered = sync_mail(tools, ShownMailbox({1: letter(WANTED)}, validity=2), "me")
    assert renumbered.applied == ()
    assert len(tools.journal.events("GS-1")) == events


def test_a_trial_records_nothing_and_looks_again_next_time(
    tools: Tools, waiting: Request
) -> None:
    mailbox = ShownMailbox({1: letter(DONE)})
    trial = sync_mail(tools, mailbox, "me", dry_run=True)
    assert (trial.new, trial.applied) == (1, ())
    assert tools.journal.get("GS-1").status is Status.WAITING
    assert len(sync_mail(tools, mailbox, "me").applied) == 1


def test_sync_names_suspicious_letters_and_changes_nothing_by_them(
    tools: Tools, waiting: Request
) -> None:
    spoofed = letter(DONE, authentication=("mx.me; dkim=fail",))
    found = sync_mail(tools, ShownMailbox({1: spoofed}), "me")
    assert [one.why for one in found.suspect] == ["failed"]
    assert tools.journal.get("GS-1").status is Status.WAITING


def test_an_interruption_neither_loses_nor_repeats_a_letter(
    tools: Tools, waiting: Request
) -> None:
    class Breaks(ShownMailbox):
        def letters(self, uids: Sequence[int]) -> Iterator[tuple[int, Letter]]:
            for number, found in enumerate(super().letters(uids)):
                if number == 1:
                    raise ConnectionResetError
                yield found

    letters = {
        1: letter(WANTED, message_id="<1@sc>"),
        2: letter(DONE, message_id="<2@sc>", date=datetime(2026, 11, 20, 10, 0, tzinfo=MOSCOW)),
    }
    with pytest.raises(ConnectionResetError):
        sync_mail(tools, Breaks(letters), "me")
    assert tools.journal.get("GS-1").status is Status.NEEDS_INFO
    found = sync_mail(tools, ShownMailbox(letters), "me")
    assert len(found.applied) == 1
    assert tools.journal.get("GS-1").status is Status.RESOLVED


def test_the_first_look_goes_back_to_the_oldest_open_request(
    tools: Tools, waiting: Request
) -> None:
    asked: list[date | None] = []

    class Asked(ShownMailbox):
        def uids(self, *, after: int = 0, since: date | None = None) -> list[int]:
            asked.append(since)
            return super().uids(after=after, since=since)

    sync_mail(tools, Asked({1: other(1)}), "me")
    assert asked == [SENT.date()]


def test_a_bounce_of_other_letters_is_nobodys_fraud_and_nothing_new(
    tools: Tools, waiting: Request
) -> None:
    other_one = bounce(message_id="<d@x>")
    mailbox = ShownMailbox({1: Letter(**{**vars(other_one), "returned": ("<alien@x>",)})})
    found = sync_mail(tools, mailbox, "me")
    assert (found.new, found.suspect, found.waiting, mailbox.read) == (0, (), (), [1])
    waits = sync_mail(tools, ShownMailbox({2: bounce(message_id="<e@x>")}), "me")
    assert [one.why for one in waits.waiting] == ["bounced"]
    assert tools.journal.get("GS-1").status is Status.WAITING


def test_a_letter_that_waits_for_a_person_is_asked_about_until_they_have_answered(
    tools: Tools, waiting: Request
) -> None:
    nobody = ShownMailbox({
        1: letter(WANTED, authentication=(), message_id="<1@sc>"), 2: other(2),
        3: letter(DONE, authentication=(), message_id="<3@sc>"),
    })
    assert len(sync_mail(tools, nobody, "me").waiting) == 2  # no terminal: nobody was asked
    assert sync_mail(tools, nobody, "me").waiting == ()
    asked = sync_mail(tools, nobody, "me", ask_again=True).waiting
    assert [one.letter.message_id for one in asked] == ["<1@sc>", "<3@sc>"]
    answered(tools, "me")
    asked = sync_mail(tools, nobody, "me", ask_again=True).waiting
    assert [one.letter.message_id for one in asked] == ["<3@sc>"]
    del nobody.letters_by_uid[3]
    nobody.letters_by_uid[4] = other(4)
    assert sync_mail(tools, nobody, "me", ask_again=True).waiting == ()
    assert sync_mail(tools, nobody, "me", ask_again=True).seen == 0


@pytest.mark.parametrize("at", [SENT - timedelta(days=3), datetime(2027, 1, 1, tzinfo=MOSCOW)])
def test_a_letter_with_an_impossible_date_is_laid_aside_once_and_changes_nothing(
    tools: Tools, waiting: Request, at: datetime
) -> None:
    mailbox, before = ShownMailbox({1: letter(DONE, date=at)}), events(tools)
    trial = sync_mail(tools, mailbox, "me", dry_run=True)
    assert (len(trial.waiting), events(tools)) == (1, before)
    first = sync_mail(tools, mailbox, "me")
    assert (first.new, first.applied, len(first.waiting)) == (1, (), 1)
    after = tools.journal.get("GS-1")
    assert (after.status, after.raw_status, after.support_at) == (Status.WAITING, "", None)
    (aside,) = events(tools)[len(before):]
    assert (aside.event, aside.source) == ("odd_date", "letter")
    assert aside.text == f"{at:%d.%m.%Y} {DONE}"
    # It is there again when a person can be asked, and no second line is written.
    again = sync_mail(tools, mailbox, "me", ask_again=True)
    assert [one.why for one in again.waiting] == [one.why for one in first.waiting]
    assert len(events(tools)) == len(before) + 1


def events(tools: Tools) -> tuple[Event, ...]:
    return tools.journal.events("GS-1")
