"""A letter changes something only when it may be believed; what is secret in it is kept nowhere."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gosupport_cli.core.letters import Letter
from gosupport_cli.core.model import Request, Status
from gosupport_cli.flows.ingest import Examined, Tools, examine, record
from gosupport_cli.flows.thread import thread_of
from tests.fakes import MOSCOW, FixedClock
from tests.flows.letters.incoming import DONE, SENT, WANTED, bounce, everything_on_disk, letter

DAY, NOW = timedelta(days=1), FixedClock().now()


@pytest.mark.guide("G-70")
@pytest.mark.parametrize(
    ("change", "kind", "needs_yes"),
    [
        ({"authentication": ()}, "status", True),
        ({"authentication": ("mx.me; dkim=fail header.d=sc.digital.gov.ru",)}, "suspect", True),
        ({"authentication": ("mx.evil; dkim=pass header.d=sc.digital.gov.ru",)}, "suspect", True),
        ({"sender": "noreply@sc-digital.gov.ru.example.com"}, "suspect", True),
        ({"text": "Позвоните 8-800-555-66-66"}, "suspect", True),
        ({"text": "Войдите: https://gosuslugi.ru.example.com/login"}, "suspect", True),
    ],
)
def test_spoofed_letters_change_nothing_and_unverified_ones_wait_for_a_person(
    tools: Tools, waiting: Request, change: dict[str, object], kind: str, needs_yes: bool
) -> None:
    before = tools.journal.get("GS-1")
    found = examine(tools, letter(DONE, **change))
    assert (found.kind, found.needs_yes) == (kind, needs_yes)
    assert found.can_apply is (kind != "suspect")
    assert tools.journal.get("GS-1") == before


@pytest.mark.guide("G-204")
def test_a_letter_with_a_code_is_ignored_and_its_code_is_nowhere(
    tools: Tools, waiting: Request, tmp_path: Path
) -> None:
    code = letter("Код подтверждения адреса электронной почты организации", text="Код: 739105")
    found = examine(tools, code)
    assert (found.kind, found.can_apply, found.request) == ("code", False, None)
    assert b"739105" not in everything_on_disk(tmp_path)


def test_secrets_in_a_letter_are_cut_before_they_are_kept(
    tools: Tools, waiting: Request, tmp_path: Path
) -> None:
    record(tools, examine(tools, letter(DONE, text="Ваш пароль: Zx81qwe7 и код 5512 из смс")))
    kept = everything_on_disk(tmp_path)
    assert b"Zx81qwe7" not in kept and b"5512" not in kept


def test_a_pasted_text_is_the_persons_own_word_and_wants_a_yes(
    tools: Tools, waiting: Request
) -> None:
    found: Examined = examine(tools, Letter(text="Обращение SCR#1234567 в работе", is_mail=False))
    assert (found.belief.trust, found.can_apply, found.needs_yes) == ("person", True, True)
    changed = record(tools, found).request
    assert changed is not None and changed.raw_status == "В работе"
    assert changed.support_at == tools.clock.now()
    assert tools.clock.now() - SENT > timedelta(hours=48)


def test_a_letter_that_came_back_is_asked_about_and_makes_the_delivery_unknown(
    tools: Tools, waiting: Request
) -> None:
    found = examine(tools, bounce())
    assert (found.kind, found.why, found.can_apply, found.needs_yes) == (
        "auto_reply", "bounced", True, True)
    changed = record(tools, found).request
    assert changed is not None and changed.status is Status.UNKNOWN
    assert thread_of(tools.journal, "GS-1") is None
    again = tools.journal.begin_attempt("GS-1", channel="email", key="<two@example.ru>",
                                        digest="0", at=SENT, resend=True)
    assert tools.journal.finish_attempt(again.id, "sent", at=SENT).status is Status.WAITING


def test_a_bounce_changes_no_status_once_the_support_has_answered(
    tools: Tools, waiting: Request
) -> None:
    record(tools, examine(tools, letter(WANTED)))
    changed = record(tools, examine(tools, bounce())).request
    assert changed is not None and changed.status is Status.NEEDS_INFO
    assert tools.journal.events("GS-1")[-1].event == "bounced"


@pytest.mark.guide("G-71")
@pytest.mark.parametrize(("text", "until"), [
    ("Ответьте в течение 5-ти календарных дней.", datetime(2026, 11, 25, 18, 0, tzinfo=MOSCOW)),
    ("Ответьте в течение 2 рабочих дней.", datetime(2026, 11, 24, 23, 59, 59, tzinfo=MOSCOW)),
    ("", None),
])
def test_a_pasted_question_has_the_term_that_it_names_and_no_other(
    tools: Tools, waiting: Request, text: str, until: datetime | None
) -> None:
    said = f"По обращению SCR#1234567 нужна дополнительная информация. {text}"
    changed = record(tools, examine(tools, Letter(text=said, is_mail=False))).request
    assert changed is not None and changed.status is Status.NEEDS_INFO
    assert changed.answer_by == until


def test_a_code_beside_a_status_is_kept_nowhere(
    tools: Tools, waiting: Request, tmp_path: Path
) -> None:
    said = "Госуслуги: код 482913. Обращение SCR#1234567 в работе. Введите 482913 на сайте."
    record(tools, examine(tools, Letter(text=said, is_mail=False)))
    record(tools, examine(tools, letter(DONE, text="482913 — ваш код. Введите 482913", date=None)))
    assert b"482913" not in everything_on_disk(tmp_path)


@pytest.mark.parametrize(("at", "why"), [
    (SENT - DAY - timedelta(minutes=1), "date-before-sending"),
    (SENT - DAY, "passed"),
    (NOW + DAY, "passed"),
    (NOW + DAY + timedelta(minutes=1), "date-to-come"),
])
@pytest.mark.parametrize("subject", [DONE, WANTED])
def test_a_letter_whose_date_cannot_be_true_waits_for_a_person(
    tools: Tools, waiting: Request, at: datetime, why: str, subject: str
) -> None:
    found = examine(tools, letter(subject, date=at))
    assert (found.belief.trust, found.why, found.can_apply) == ("pass", why, True)
    assert found.needs_yes is (why != "passed")
    assert tools.journal.get("GS-1").status is Status.WAITING
    record(tools, found)  # the person has looked at it and said yes
    assert tools.journal.get("GS-1").status is not Status.WAITING


def test_an_odd_date_makes_a_forged_letter_no_more_believable(
    tools: Tools, waiting: Request
) -> None:
    forged = letter(DONE, date=NOW + 9 * DAY, authentication=("mx.me; dkim=fail",))
    found = examine(tools, forged)
    assert (found.kind, found.why, found.can_apply) == ("suspect", "failed", False)
