"""A clerk who fills in the wizard from a script: what to answer on which screen."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from gosupport_cli.adapters.evidence import EvidenceFolder
from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.asking_ports import Answered, Screen, Typed
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.model import Fact, Request, Value
from gosupport_cli.flows.ask import Asked, Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("nowhere"))
TEXTS = YamlTexts("ru", Path("nowhere"))
FACTS = (
    Fact("device", "computer", "система", "high", "2026-11-20"),
    Fact("os", "Windows 11 23H2", "реестр", "high", "2026-11-20"),
    Fact("browser", "Яндекс Браузер 25.10", "реестр", "high", "2026-11-20"),
    Fact("vpn", "no", "сетевые адаптеры", "medium", "2026-11-20"),
)
ANSWERS: dict[str, Answered] = {
    "self-help": Typed("go-on"),
    "problem.service": Typed("Запись на приём к врачу"),
    "problem.summary": Typed("При выборе времени приёма появляется ошибка 500."),
    "problem.occurred_at": Typed("20.11.2026 14:30"),
    "problem.steps": Typed(("Открыла услугу", "Нажала «Выбрать время»")),
    "problem.action": Typed("Нажала «Выбрать время»"),
    "problem.expected": Typed("Откроется список времени"),
    "problem.actual": Typed("Страница с ошибкой"),
    "problem.error_text": Typed("500 Internal Server Error"),
    "problem.error_code": Typed("ab12cd34ef56"),
    "problem.pages": Typed(("https://www.gosuslugi.ru/10700",)),
    "problem.tried": Typed(("clear_cache",)),
    "problem.application_number": Typed("3500308079"),
    "machine": Typed("yes"),
    "environment.device": Typed("phone"),
    "environment.os": Typed("Android 15"),
    "environment.browser": Typed("Яндекс Браузер 25.10"),
    "environment.app_version": Typed("4.52.1"),
    "environment.vpn": Typed("no"),
    "environment.network": Typed("home"),
    "attachments": Typed(""),
    "person.full_name": Typed("Иванова Мария Сергеевна"),
    "person.phone": Typed("+7 900 000-00-01"),
    "person.email": Typed("ivanova@example.ru"),
    "person.same_contacts": Typed("yes"),
    "problem.subject": Typed("Ошибка 500 при выборе времени приёма"),
    "problem.demand": Typed("Прошу восстановить работу выбора времени приёма."),
    "problem.reply_via": Typed("email"),
    "extras": Typed(()),
    "channel": Typed("portal"),
    "check": Typed("done"),
    "findings": Typed("keep"),
    "contacts": Typed("yes"),
    "profile": Typed("no"),
}


class Clerk:
    """Answers any question of ``ANSWERS``; ``first`` says otherwise for the first times."""

    def __init__(self, **first: Sequence[Answered | BaseException]) -> None:
        self.first = {key.replace("__", "."): list(said) for key, said in first.items()}
        self.screens: list[Screen] = []
        self.said: list[str] = []

    def ask(self, screen: Screen) -> Answered:
        self.screens.append(screen)
        assert len(self.screens) < 80, f"the wizard goes round in circles at {screen.id}"
        waiting = self.first.get(screen.id)
        answer: Answered | BaseException = waiting.pop(0) if waiting else ANSWERS[screen.id]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def say(self, lines: Iterable[str]) -> None:
        self.said += lines

    def ids(self) -> list[str]:
        return [screen.id for screen in self.screens]


class Notepad:
    """An editor that writes ``text`` or fails."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def found(self) -> bool:
        return True

    def edit(self, text: str, *, name: str, keep: bool = False) -> str:
        if self.text is None:
            raise UsageError("editor-failed", editor="ed", status=1, file=f"drafts/{name}.txt")
        return self.text

    def forget(self, name: str) -> None:
        self.forgotten = name


def begun(
    tools: Tools, clerk: Clerk, category: str = "booking", editor: Notepad | None = None,
    **given: Value,
) -> Asked:
    asking = Asking(tools, clerk, TEXTS, editor or Notepad())
    raw: dict[str, Value] = {"category": category}
    raw.update({key.replace("__", "."): value for key, value in given.items()})
    made = start(asking, raw, files=(), source="test")
    return ask(asking, made.request)


def kept(tools: Tools) -> Request:
    return tools.journal.get("GS-1")


def asking_tools(tmp_path: Path) -> Tools:
    home = tmp_path / "gosupport"
    return Tools(
        journal=SqliteJournal(home), catalogue=CATALOGUE, clock=FixedClock(),
        identifiers=LibraryIdentifiers(), collect=lambda _wanted: FACTS,
        evidence=EvidenceFolder(home, lambda: None),  # type: ignore[arg-type, return-value]
    )
