"""What deadlines and statuses are declared as: all that following a request needs."""

from typing import Literal

from gosupport_cli.core.frozen import Frozen

Verified = Literal["confirmed", "plausible", "unverified", "contradicted", "dangerous"]


class DeadlineClass(Frozen):
    """How long an answer may take; exactly one of ``hours`` and ``working_days`` is set."""

    id: str
    title: str
    label: str
    verified: Verified
    as_of: str
    source: str
    hours: int = 0
    working_days: int = 0


class CalendarYear(Frozen):
    """Days of a year that are not as its weekdays say (templates/calendar.yaml).

    ``id`` is the year, or ``every-year`` for the holidays of the law, which are written as
    month and day. ``worked``: Saturdays and Sundays that are working days.
    """

    id: str
    verified: Verified
    as_of: str
    source: str
    days_off: tuple[str, ...] = ()
    worked: tuple[str, ...] = ()


class StatusRecord(Frozen):
    """One status of a request (templates/statuses.yaml).

    ``follows``: ids of the statuses that may come next; ``words``: how the support, the guide
    and people call it.
    """

    id: str
    label: str
    verified: Verified
    as_of: str
    source: str
    follows: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Reminder(Frozen):
    """After how long the program reminds (templates/reminders.yaml)."""

    id: str
    hours: int
    verified: Verified
    as_of: str
    source: str
