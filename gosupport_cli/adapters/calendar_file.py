"""Dates as an iCalendar file (RFC 5545), for the calendar that the person already uses."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from gosupport_cli.adapters.folders import write_output
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen


class Entry(Frozen):
    """One date; ``key`` stays the same, so that a second import moves it, not doubles it."""

    key: str
    at: datetime
    title: str
    text: str


def calendar_bytes(entries: Iterable[Entry], *, made_at: datetime) -> bytes:
    """The whole file; times in UTC, a reminder an hour before each."""
    calendar = Calendar()
    calendar.add("prodid", "-//gosupport//RU")
    calendar.add("version", "2.0")
    for entry in entries:
        event, alarm = Event(), Alarm()
        event.add("uid", f"{entry.key}@gosupport.invalid")
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("dtstart", entry.at.astimezone(UTC))
        event.add("duration", timedelta(minutes=15))
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(hours=-1))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def write_calendar(file: Path, entries: Iterable[Entry], *, made_at: datetime) -> None:
    """Whole or not at all. Raises UsageError ``ics-not-written``."""
    try:
        write_output(file, calendar_bytes(entries, made_at=made_at))
    except OSError as error:
        raise UsageError("ics-not-written", file=str(file)) from error
