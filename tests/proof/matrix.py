"""The kill matrix: a flow recorded once and stopped at every step of it, or stopped for real."""

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gosupport_cli.core.errors import GosupportError
from tests.proof import trace
from tests.proof.flows import Flow, World, fresh
from tests.proof.judge import Held, look


@dataclass
class Row:
    """One line of the table. ``untrue``: an outcome that says what did not happen."""

    flow: str
    steps: int = 0
    stops: int = 0
    given: int = 0
    lost: int = 0
    messages: int = 0
    untrue: int = 0
    troubles: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.lost or self.untrue or self.troubles or self.messages > 1)


def table(title: str, rows: Sequence[Row]) -> str:
    """For people: ``pytest -m proof -s``."""
    head = (f"{'flow':<20}{'steps':>7}{'stops':>7}{'answers':>9}{'lost':>6}"
            f"{'sent/rev':>10}{'untrue':>8}{'journal':>9}")
    lines = [f"\n{title}", head]
    whole = Row("all")
    for row in rows:
        for name in ("steps", "stops", "given", "lost", "untrue"):
            setattr(whole, name, getattr(whole, name) + getattr(row, name))
        whole.messages = max(whole.messages, row.messages)
        whole.troubles += row.troubles
    for row in (*rows, whole):
        lines.append(f"{row.flow:<20}{row.steps:>7}{row.stops:>7}{row.given:>9}{row.lost:>6}"
                     f"{row.messages:>10}{row.untrue:>8}"
                     f"{'broken' if row.troubles else 'ok':>9}")
    lines += [f"  {one}" for one in whole.troubles[:20]]
    return "\n".join(lines)


def replayed(
    made: World, flow: Flow, *, stride: int = 1, means: Iterable[str] = trace.MEANS,
    events: Sequence[trace.Event] | None = None, disk: trace.Disk | None = None
) -> Row:
    """Record the flow, then stop it after every ``stride``-th step, by each of ``means``."""
    row = Row(flow.name)
    if events is None or disk is None:
        fresh(made, flow)
        disk = trace.Disk.of(made.home)
        log = made.work / "trace.log"
        done = made.run(flow, before=trace.command(log))
        if done.returncode != flow.code:
            row.troubles.append(f"{flow.name}: exit {done.returncode}: {done.stderr[-200:]}")
        events = trace.read(log, made.home)
    row.steps = len(events)
    past = _Past(made.home, made.work / "stopped")
    past.see(disk, "before")
    left = 0
    for number, event in enumerate(events):
        disk.take(event)
        turn = number % stride == 0 or number == len(events) - 1
        if turn or event.tells or event.call in ("sync", "rename", "remove"):
            past.see(disk, f"{flow.name}, step {number} {event.call}", tells=event.tells)
        left += _leaves(event, flow)
        if turn:
            for way in means:
                past.judge(row, disk, way, flow, number, arrived=left > 0)
    row.troubles += past.troubles
    row.messages = left
    return row


def _leaves(event: trace.Event, flow: Flow) -> int:
    if not event.tells or not flow.delivers:
        return 0
    if flow.delivers == "smtp":
        return int(event.data == b".\r\n" or event.data.endswith(b"\r\n.\r\n"))
    return int(event.data.startswith((b"POST /issues", b"PUT /issues")))


class _Past:
    """The states that the folder went through, and which of them somebody was told of."""

    def __init__(self, home: Path, target: Path) -> None:
        self.home, self.target = home, target
        self.states: list[Held] = []
        self.told = 0
        self.troubles: list[str] = []
        self._known: dict[str, Held | str] = {}

    def see(self, disk: trace.Disk, where: str, *, tells: bool = False) -> None:
        """What a kill at this moment leaves is a state; ``tells``: it was visible outside."""
        held = self._look(disk, "kill")
        if isinstance(held, str):
            self.troubles.append(f"{where}: {held}")
            return
        if not self.states or self.states[-1].state != held.state:
            self.states.append(held)
        if tells:
            self.told = len(self.states) - 1

    def judge(
        self, row: Row, disk: trace.Disk, way: str, flow: Flow, number: int, *, arrived: bool
    ) -> None:
        """Whatever stopped it, one of the states since the last word is there, whole."""
        row.stops += 1
        where = f"{flow.name}, {way} at step {number}"
        held = self._look(disk, way, seed=number)
        must = self.states[self.told]
        row.given += len(must.answers)
        if isinstance(held, str):
            row.troubles.append(f"{where}: {held}")
            row.lost += len(must.answers)
            return
        row.troubles += [f"{where}: {one}" for one in _troubles(held, flow)]
        allowed = self.states[self.told :]
        if held.state not in [one.state for one in allowed]:
            old = any(one.state == held.state for one in self.states)
            row.troubles.append(f"{where}: {'an older state' if old else 'a state that never was'}")
        kept = {one[:2] for one in held.answers}
        later = [{one[:2] for one in state.answers} for state in allowed]
        row.lost += sum(answer[:2] not in kept and all(answer[:2] in one for one in later)
                        for answer in must.answers)
        new = set(held.outcomes) - set(self.states[0].outcomes)
        row.untrue += sum(outcome == "sent" and not arrived for _, _, outcome in new)

    def _look(self, disk: trace.Disk, way: str, seed: int = 0) -> Held | str:
        """Equal folders are laid and opened once."""
        files = disk.left(way, seed)
        name = trace.mark(files, disk.folders)
        if name not in self._known:
            disk.lay(self.home, self.target, files)
            try:
                self._known[name] = look(self.target)
            except GosupportError as error:
                self._known[name] = f"refused: {error.code}"
        return self._known[name]


@dataclass(frozen=True)
class Blow:
    """What is done to the running program, at its ``nth`` call of ``call``."""

    call: str
    nth: int
    does: str  # signal=SIGKILL, error=ENOSPC …

    def words(self, log: Path) -> list[str]:
        plus = "+" if self.does.startswith("error") else ""
        # No --seccomp-bpf: strace 6.1 silently injects no signal with it.
        return ["strace", "-f", "-q", "-o", str(log), "-e", f"trace={self.call}",
                "-e", f"inject={self.call}:{self.does}:when={self.nth}{plus}", "--"]

    def landed(self, log: Path) -> bool:
        """Whether the program was there to be struck: a shorter run never comes so far."""
        mark = "(INJECTED)" if self.does.startswith("error") else self.does.partition("=")[2]
        return mark in log.read_text(encoding="utf-8", errors="replace")


def blows(made: World, flow: Flow, *, every: int = 1) -> list[Blow]:
    """One blow of each kind at every ``every``-th step, numbered as a run of its own shows."""
    fresh(made, flow)
    made.run(flow)  # what the program keeps of its texts is no step of the flow
    fresh(made, flow)
    log = made.work / "count.log"
    made.run(flow, before=["strace", "-f", "-q", "--seccomp-bpf", "-o", str(log),
                           "-e", f"trace={','.join(_STEPS)}", "--"])
    text = log.read_text(encoding="utf-8", errors="replace")
    found = []
    for call, ways in _STEPS.items():
        count = len(re.findall(rf"^\d+\s+{call}\(", text, re.MULTILINE))
        found += [Blow(call, nth, does) for nth in range(1, count + 1) for does in ways]
    return found[::every]


# Syncs and sends are the steps that matter; where SQLite writes, the disk may refuse.
_SIGNALS = ("signal=SIGKILL", "signal=SIGINT", "signal=SIGHUP")
_STEPS = {
    "fdatasync": (*_SIGNALS, "error=EIO"),
    "fsync": ("signal=SIGKILL", "error=EIO", "error=ENOSPC"),
    "rename": ("signal=SIGKILL", "signal=SIGINT", "error=ENOSPC"),
    "unlink": ("signal=SIGKILL", "error=EROFS"),
    "sendto": _SIGNALS,
    "mkdir": ("error=EROFS",),
    "ftruncate": ("signal=SIGKILL", "error=ENOSPC"),
}


def struck(made: World, flow: Flow, blows: Iterable[Blow]) -> Row:
    """Run for real, struck; look; the same command again; nothing lost, nothing sent twice."""
    row, gone_on = Row(flow.name), set()
    undisturbed = _once(made, flow) if flow.once else None
    for blow in blows:
        row.steps += 1
        fresh(made, flow)
        before, arrived = look(made.home), made.taken(flow.delivers) if flow.delivers else 0
        log = made.work / "blow.log"
        done = made.run(flow, before=blow.words(log))
        row.stops += blow.landed(log)
        where = f"{flow.name}, {blow.does} at {blow.call} {blow.nth}"
        _judge_end(row, flow, where, done.returncode, done.stdout + done.stderr, made.home)
        _judge_held(row, flow, where, made, before, arrived)
        came = made.taken(flow.delivers) - arrived if flow.delivers else 0
        if (same := (trace.mark(trace.Disk.of(made.home).left("kill")), came)) in gone_on:
            continue  # from the very same bytes it went on before
        gone_on.add(same)
        again = made.run(flow)
        codes = {flow.code, *((flow.again,) if isinstance(flow.again, int) else flow.again)}
        if again.returncode not in codes:
            row.troubles.append(f"{where}: the same again: exit {again.returncode}"
                                f" {again.stderr[-160:]!r}")
        _judge_held(row, flow, f"{where}, the same again", made, before, arrived)
        if undisturbed and look(made.home).state != undisturbed.state:
            row.troubles.append(f"{where}, the same again: ends otherwise than undisturbed")
    return row


def _once(made: World, flow: Flow) -> Held:
    """What one run that nobody stops leaves, and a second one does not change."""
    fresh(made, flow)
    for _ in range(2):
        assert made.run(flow).returncode == flow.code
    return look(made.home)


def _troubles(held: Held, flow: Flow) -> list[str]:
    """Erasing takes the files first, so that a request that is still named can be erased again."""
    return [one for one in held.troubles if not (flow.erases and one.startswith("file lost"))]


def _judge_end(row: Row, flow: Flow, where: str, code: int, said: str, home: Path) -> None:
    if "Traceback" in said or list(home.glob("crashes/*")):
        crash = "".join(one.read_text("utf-8") for one in home.glob("crashes/*"))
        row.troubles.append(f"{where}: crashed: {(crash or said)[-500:]}")
    if "\x1b" in said:
        row.troubles.append(f"{where}: an escape byte came out")
    if code not in (flow.code, 0, 1, 2, 3, 4, 5, 6, 130, 137, 129, 143, -9, -2, -1, -15):
        row.troubles.append(f"{where}: exit {code}")


def _judge_held(
    row: Row, flow: Flow, where: str, made: World, before: Held, arrived: int
) -> None:
    try:
        held = look(made.home)
    except GosupportError as error:
        row.troubles.append(f"{where}: refused: {error.code}")
        return
    row.troubles += [f"{where}: {one}" for one in _troubles(held, flow)]
    if not flow.erases:
        kept = {one[:2] for one in held.answers}
        row.given += len(before.answers)
        row.lost += sum(one[:2] not in kept for one in before.answers)
    if flow.delivers:
        time.sleep(0.3)  # the server may still be reading what a killed program sent
        came = made.taken(flow.delivers) - arrived
        new = held.outcomes[len(before.outcomes):]
        kinds = len({(request, about) for request, about, _ in new})  # revisions and messages
        most = -(-came // max(1, kinds))
        row.messages = max(row.messages, most)
        if most > 1:
            row.troubles.append(f"{where}: {came} arrived, {new}")
        said = sum(outcome == "sent" for _, _, outcome in new)
        perhaps = said + sum(outcome in ("unknown", "sending") for _, _, outcome in new)
        # More is said to have arrived than did, or more arrived than is said to be possible.
        row.untrue += max(0, said - came) + max(0, came - perhaps)
