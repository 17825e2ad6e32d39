"""Questions for a yes or a no: «?» says what each of them does, and then it is asked again."""

import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.journal_ports import Selection
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]
# By question and language: the question, what a yes does, what a no does.
TOLD = {
    ("purge", "ru"): ("Стереть?", "«Да» — всё, что названо выше, исчезнет с этого компьютера",
                      "«Нет» — всё останется как есть"),
    ("purge", "en"): ("Erase?", "Yes: all that is named above goes from this computer",
                      "No: everything stays as it is"),
    ("import", "ru"): ("Добавить их", "«Да» — обращения из файла добавятся к вашим",
                       "«Нет» — всё останется как есть"),
    ("import", "en"): ("Add them", "Yes: the requests of the file are added to yours",
                       "No: everything stays as it is"),
    ("status", "ru"): ("Записать это в обращение", "«Да» — новый статус и слова поддержки",
                       "«Нет» — обращение не изменится"),
    ("status", "en"): ("Record this for request", "Yes: the new status and the support's words",
                       "No: the request does not change"),
    ("attach", "ru"): ("Записать найденное в обращение?", "«Да» — найденное станет ответами там",
                       "«Нет» — файл приложен, ответы прежние"),
    ("attach", "en"): ("Put this into the request?", "Yes: what was found becomes the answers",
                       "No: the file is attached, the answers stay"),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """GS-1 waits with a number and says nothing of a code; ``other`` has a copy of it."""
    home = tmp_path / "home"
    journal = SqliteJournal(home)
    answers = complete_answers()
    del answers["problem.error_code"]
    journal.create(answers, at=FixedClock().now(), source="test")
    for words in (("sent", "GS-1", "--ticket", "SCR#1234567", "--at", "15.11.2026 10:00"),
                  ("export", str(tmp_path / "kept.zip"))):
        ran = run_program("--home", str(home), *words)
        assert ran.code == 0, ran
    return home


def asked(question: str, folder: Path) -> tuple[str, ...]:
    """The command that asks it, and the file that it needs."""
    if question == "purge":
        return ("purge", "GS-1")
    if question == "import":
        return ("--home", str(folder / "other"), "import", str(folder / "kept.zip"))
    if question == "attach":
        return ("attach", "GS-1", _log(folder / "portal.har"))
    (folder / "chat.txt").write_text("Обращение SCR#1234567 выполнено", encoding="utf-8")
    return ("ingest", str(folder / "chat.txt"))


def _log(path: Path) -> str:
    entry = {
        "startedDateTime": "2026-11-20T11:30:00Z", "time": 1,
        "request": {"method": "GET", "url": "https://www.gosuslugi.ru/10700", "headers": []},
        "response": {"status": 500, "statusText": "", "content": {"size": 0},
                     "headers": [{"name": "x-trace-id", "value": "ab12cd34ef56ab12"}]},
    }
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}), encoding="utf-8")
    return str(path)


def state(folder: Path) -> tuple[list[tuple[object, ...]], int]:
    """What a yes to one of the questions changes."""
    one, other = SqliteJournal(folder / "home"), SqliteJournal(folder / "other")
    here: list[tuple[object, ...]] = [
        (each.id, each.status, each.answers.get("problem.error_code"), len(one.events(each.id)))
        for each in one.find(Selection())
    ]
    return here, len(other.find(Selection()))


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "lines"])
@pytest.mark.parametrize(("question", "language"), TOLD, ids=["-".join(one) for one in TOLD])
def test_help_says_what_a_yes_and_what_a_no_does_and_the_question_comes_again(
    question: str, language: str, linear: bool, home: Path
) -> None:
    folder, (ask, yes, no) = home.parent, TOLD[question, language]
    words = ("--home", str(home), "--lang", language, *asked(question, folder))
    one = Person(home, *words, *(["--linear"] if linear else []), cols=100, rows=60)
    end = "\n" if linear else "\r"
    one.sees(ask)
    before = state(folder)
    one.type("?" + end * linear)
    one.sees(yes)
    one.sees(no)
    one.type(" " * (not linear))  # a menu waits below its help for any key
    one.read(0.5)
    assert ask in one.raw.partition(yes[:4])[2], one.raw
    one.type("2" + end)
    assert one.ends() == (5 if question in ("purge", "import") else 0)
    after = state(folder)
    if question != "attach":
        assert after == before
    else:
        assert after[0][0][2] is None  # the code of the log became no answer
