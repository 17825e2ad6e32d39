"""Everything that ``templates/`` declares; each part is read when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gosupport_cli.content.declared import entries, load, named, wrong
from gosupport_cli.content.locate import find, listed
from gosupport_cli.core.category import Category
from gosupport_cli.core.terms import CalendarYear, DeadlineClass, Reminder, StatusRecord

if TYPE_CHECKING:
    from gosupport_cli.core.catalogue import Channel, FactRecord, Question, Rule
    from gosupport_cli.core.wordings import Pattern


class YamlCatalogue:
    """Implements ``core.ports.Catalogue`` over the person's folder and the packaged one."""

    def __init__(self, user_folder: Path) -> None:
        self.user_folder = user_folder
        # id of a declared thing -> (file, line), for cross-checks: ("question", "problem.steps")
        self.places: dict[tuple[str, str], tuple[Path, int]] = {}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        from gosupport_cli.core.catalogue import Question

        return self._entries(Question, "question", ("questions.yaml",), "questions")

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        return self._files(Category, "category", "categories")

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        from gosupport_cli.core.catalogue import Rule

        return self._entries(Rule, "rule", ("checklist.yaml",), "rules")

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        from gosupport_cli.core.catalogue import Channel

        return self._files(Channel, "channel", "channels")

    @cached_property
    def facts(self) -> Mapping[str, FactRecord]:
        from gosupport_cli.core.catalogue import FactRecord

        return self._entries(FactRecord, "fact", ("contacts.yaml", "facts.yaml"), "facts")

    @cached_property
    def deadlines(self) -> Mapping[str, DeadlineClass]:
        return self._entries(DeadlineClass, "deadline", ("deadlines.yaml",), "deadlines")

    @cached_property
    def calendar(self) -> Mapping[str, CalendarYear]:
        return self._entries(CalendarYear, "calendar", ("calendar.yaml",), "calendar")

    @cached_property
    def statuses(self) -> Mapping[str, StatusRecord]:
        return self._entries(StatusRecord, "status", ("statuses.yaml",), "statuses")

    @cached_property
    def reminders(self) -> Mapping[str, Reminder]:
        return self._entries(Reminder, "reminder", ("reminders.yaml",), "reminders")

    @cached_property
    def mail_patterns(self) -> Mapping[str, Pattern]:
        from gosupport_cli.core.wordings import Pattern

        return self._entries(Pattern, "pattern", ("mail_patterns.yaml",), "patterns")

    @cached_property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        merged: dict[str, tuple[str, ...]] = {}
        for file in reversed(find(self.user_folder, "lists.yaml")):
            parsed = load(file)
            for name, words in parsed.data.items():
                if not isinstance(words, list) or not all(isinstance(one, str) for one in words):
                    raise wrong(file, parsed.line(name), "no-list", name)
                merged[name] = tuple(words)
        return merged

    def document(self, name: str, values: Mapping[str, object]) -> str:
        return str(self._environment.get_template(name).render(dict(values)))

    @cached_property
    def _environment(self) -> Any:
        from gosupport_cli.content.documents import environment

        return environment(self.user_folder)

    def _entries(
        self, kind: type[Any], label: str, names: tuple[str, ...], top: str
    ) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for name in names:
            for identity, (value, file, line) in entries(
                kind, find(self.user_folder, name), top
            ).items():
                merged[identity] = value
                self.places[(label, identity)] = (file, line)
        return merged

    def _files(self, kind: type[Any], label: str, folder: str) -> dict[str, Any]:
        made: list[Any] = []
        for file in listed(self.user_folder, folder):
            made.append(named(kind, file))
            self.places[(label, file.stem)] = (file, 1)
        return {one.id: one for one in sorted(made, key=lambda one: (one.order, one.id))}
