"""The wizard in a real terminal, ended at every question and stopped at every system call."""

import shlex
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.proof import trace
from tests.proof.flows import FLOWS, Flow, World, fresh, world
from tests.proof.judge import look
from tests.proof.matrix import Row, replayed
from tests.servers import Smtp
from tests.terminal import person as terminal
from tests.terminal.person import TYPED, Person, answers

pytestmark = [pytest.mark.proof, pytest.mark.terminal, pytest.mark.timeout(900)]
Told = Callable[[str, Row], None]
WAYS = ("SIGKILL", "SIGINT", "SIGHUP", "end of input")


def answered(person: Person, count: int, *, linear: bool) -> None:
    """Answer the first ``count`` questions and see the next one."""
    for words, text, shape in TYPED[:count]:
        person.sees("Что делаем" if words == "self-help" else words)
        if linear:
            person.type(text + ("\n\n" if shape in ("list", "long") else "\n"))
        elif shape == "list":
            person.type(text.replace("\n", "\r") + "\r\r")
        else:
            person.type("\r" if shape == "prefilled" else text + "\r")
    if count < len(TYPED):
        words = TYPED[count][0]
        person.sees("Что делаем" if words == "self-help" else words)


@pytest.mark.services("strace")
def test_the_wizard_has_every_answer_on_the_disk_before_the_next_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told, deep: bool
) -> None:
    made = World(tmp_path, tmp_path / "home", Smtp())
    log = tmp_path / "trace.log"
    before = trace.Disk.of(made.home)
    monkeypatch.setattr(terminal, "PROGRAM", [*trace.command(log), *terminal.PROGRAM])
    person = Person(made.home, "new", "booking", "--linear")
    answered(person, len(TYPED) if deep else 5, linear=True)
    person.sees("Вопрос 13." if deep else "какого действия")
    person.type("\x03")
    assert person.ends() == 130
    row = replayed(made, Flow("new, typed", ("new",)), events=trace.read(log, made.home),
                   disk=before, stride=1 if deep else 9, means=("power", "torn"))
    told("Kill matrix, built from a recorded run: SIGKILL, power cut and torn pages", row)


@pytest.mark.beyond
@pytest.mark.parametrize("linear", [True, False], ids=["linear", "menus"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", range(1, len(TYPED)))
def test_whatever_ends_the_wizard_at_any_question_what_was_typed_is_there(
    count: int, way: str, linear: bool, tmp_path: Path, told: Told
) -> None:
    row = Row(f"{'linear' if linear else 'menus'}, {way}", steps=1, stops=1)
    person = Person(tmp_path, "new", "booking", *(["--linear"] if linear else []))
    answered(person, count, linear=linear)
    if way == "end of input":
        person.type("\x04")
    elif way == "SIGINT":
        person.type("\x03")
    else:
        person.child.kill(getattr(signal, way))
    code = person.ends()
    kept = str(answers(tmp_path))
    row.given = sum(shape != "choice" for _, _, shape in TYPED[:count])
    row.lost = sum(text.split("\n")[0].strip(".") not in kept and "14:30" not in text
                   for _, text, shape in TYPED[:count] if shape != "choice")
    row.troubles += [] if code in (130, -9, -1, 129, 137) else [f"{way} at {count}: exit {code}"]
    row.troubles += list(look(tmp_path).troubles)
    again = Person(tmp_path, "new", "--resume", "GS-1", "--linear")
    again.sees(TYPED[count][0])
    again.type("\x03")
    assert again.ends() == 130
    told("Kill matrix, the wizard before a terminal, ended at every question", row)


@pytest.mark.services("strace")
def test_what_was_written_in_an_editor_is_in_its_file_or_in_the_journal_at_every_step(
    tmp_path: Path, line: Callable[[str, str], None]
) -> None:
    script = tmp_path / "write.py"
    script.write_text("import sys, pathlib\n"
                      "pathlib.Path(sys.argv[-1]).write_text('Напечатано в редакторе', 'utf-8')\n")
    with world(tmp_path) as made:
        flow = next(one for one in FLOWS if one.name == "edit --set")
        fresh(made, flow)
        disk, log = trace.Disk.of(made.home), tmp_path / "trace.log"
        done = made.run(flow, before=trace.command(log),
                        words=("edit", "GS-1", "--field", "problem.actual", "--editor"),
                        VISUAL=shlex.join([sys.executable, str(script)]))
        assert done.returncode == 0, done.stderr
        events = trace.read(log, made.home)
        written = 0
        for event in events:
            disk.take(event)
            typed = "Напечатано в редакторе".encode()
            in_file = any(bytes(one.now) == typed for name, one in disk.files.items()
                          if "/drafts/" in name)
            written += written > 0 or in_file
            if written and not in_file:
                disk.lay(made.home, tmp_path / "stopped", disk.left("kill"))
                kept = [answer for _, key, answer in look(tmp_path / "stopped").answers
                        if key == "problem.actual"]
                assert any("u041d\\u0430\\u043f\\u0435\\u0447" in one or "Напечатано" in one
                           for one in kept), (event.call, event.path)
        assert written > 3
        line("The person's editor", f"stops after the text was written: {written}, lost: 0")


def test_an_editor_that_fails_at_any_moment_leaves_the_text(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        flow = next(one for one in FLOWS if one.name == "edit --set")
        for code in ("sys.exit(3)", "import os; os.kill(os.getpid(), 9)"):
            fresh(made, flow)
            before = look(made.home)
            script = tmp_path / "fail.py"
            script.write_text("import sys, pathlib\npathlib.Path(sys.argv[-1]).write_text("
                              f"'Половина текста', 'utf-8')\n{code}\n")
            done = made.run(flow, words=("edit", "GS-1", "--field", "problem.actual", "--editor"),
                            VISUAL=shlex.join([sys.executable, str(script)]))
            assert done.returncode == 2 and "Traceback" not in done.stderr
            assert look(made.home).state == before.state
            left = list((made.home / "drafts").iterdir())
            assert [one.read_text("utf-8") for one in left] == ["Половина текста"]
            assert str(left[0]) in done.stderr.replace("\n", "")
