"""Scripted stand-ins for the outside world; a script that is not used up fails the test."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone, tzinfo

from gosupport_cli.core.asking_ports import Answered, Screen

MOSCOW = timezone(timedelta(hours=3))


class FixedClock:
    """Time stands still at ``at`` (2026-11-20 18:00 +03:00, a Friday) until ``move``."""

    def __init__(self, at: datetime = datetime(2026, 11, 20, 18, 0, tzinfo=MOSCOW)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    @property
    def zone(self) -> tzinfo:
        assert self.at.tzinfo is not None
        return self.at.tzinfo

    def move(self, by: timedelta) -> None:
        self.at += by


class ScriptedPrompter:
    """Answers by screen id, in order: a list of (screen id, what the person does)."""

    def __init__(self, script: list[tuple[str, Answered | BaseException]]) -> None:
        self.script = list(script)
        self.screens: list[Screen] = []
        self.said: list[str] = []

    def ask(self, screen: Screen) -> Answered:
        self.screens.append(screen)
        assert self.script, f"unexpected question {screen.id}: the script is used up"
        wanted, answer = self.script.pop(0)
        assert wanted == screen.id, f"expected {wanted}, was asked {screen.id}"
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def say(self, lines: Iterable[str]) -> None:
        self.said.extend(lines)

    def finish(self) -> None:
        assert not self.script, f"never asked: {[name for name, _ in self.script]}"
