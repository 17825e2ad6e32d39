"""What a channel does not get to see, line by line, and what the person shows there after all."""

import re
from collections.abc import Iterator
from typing import Literal

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.later import later
from gosupport_cli.core.masking import shown
from gosupport_cli.core.model import Answers, Request, Value
from gosupport_cli.core.ports import Catalogue, Clock
from gosupport_cli.core.redaction import MARK

_PLACEHOLDER = later(r"\[[А-ЯЁа-яё ]{2,20}-\d{1,4}\]")


class Hidden(Frozen):
    """One change. ``what``: cut (a secret, never comes back), masked, revealed, left_out,
    shortened. ``value`` is the masked value, for the person's own eyes only; "" for a secret;
    ``wish`` is kept when the person wants it in full."""

    field: str
    what: Literal["cut", "masked", "revealed", "left_out", "shortened"]
    mark: str = ""
    value: str = ""
    wish: str = ""


class MaskedReport(Frozen):
    """All changes that ``channel`` makes to the answers of a request, in their order."""

    channel: str
    lines: tuple[Hidden, ...]


def masked_report(request: Request, channel: str, catalogue: Catalogue) -> MaskedReport:
    """What was cut out or masked for ``channel``. Raises UsageError ``unknown-channel``."""
    known = catalogue.channels.get(channel)
    if known is None:
        raise UsageError("unknown-channel", value=channel, known=", ".join(catalogue.channels))
    revealed = request.reveals.get(channel, ())
    captions = tuple(one.caption for one in request.attachments)
    masked = shown(request.answers, known.policy, captions=captions)
    before = {**request.answers, "attachments": captions}
    after = {**masked.answers, "attachments": masked.captions}
    lines = [*_cut(before)]
    for mark in masked.hidden:
        field, value = _value_of(before, after, mark)
        wanted = masked.wishes[mark] in revealed
        lines.append(Hidden(field, "revealed" if wanted else "masked", mark, value,
                            masked.wishes[mark]))
    for key in masked.left_out:
        if key not in {line.field for line in lines}:
            lines.append(Hidden(key, "left_out"))
    name = masked.answers.get("person.full_name", "")
    if name != request.answers.get("person.full_name", ""):
        lines.append(Hidden("person.full_name", "shortened", str(name)))
    return MaskedReport(channel, tuple(lines))


def reveal(
    journal: Journal, request: Request, channel: str, marks: tuple[str, ...],
    catalogue: Catalogue, clock: Clock, *, hide: bool = False,
) -> Request:
    """Show masked values in full in one channel, or hide them again. Secrets never come back.

    Raises UsageError ``no-such-placeholder`` for what is not masked there.
    """
    wanted = tuple(f"[{mark.strip('[] ')}]" for mark in marks)
    report = masked_report(request, channel, catalogue)
    known = [line.mark for line in report.lines if line.what in ("masked", "revealed")]
    for mark in wanted:
        if MARK.fullmatch(mark) or mark not in known:
            raise UsageError("no-such-placeholder", mark=mark, ref=request.id, channel=channel,
                             known=", ".join(known) or "-")
    after = [line.wish for line in report.lines
             if (line.what == "revealed" and not (hide and line.mark in wanted))
             or (line.what == "masked" and not hide and line.mark in wanted)]
    return journal.reveal(request.id, channel, tuple(after), at=clock.now())


def _cut(answers: Answers) -> Iterator[Hidden]:
    for path, text in _parts(answers):
        for found in MARK.finditer(text):
            yield Hidden(path, "cut", found.group())


def _parts(answers: Answers) -> Iterator[tuple[str, str]]:
    for key, value in answers.items():
        yield from _places(key, value)


def _places(key: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    else:
        yield from ((f"{key}[{place}]", text) for place, text in enumerate(value))


def _value_of(before: Answers, after: Answers, mark: str) -> tuple[str, str]:
    """The field where ``mark`` first stands and what stood there before."""
    old = dict(_parts(before))
    for path, text in _parts(after):
        at = text.find(mark)
        if at < 0 or path not in old:
            continue
        # What stands before and behind the mark is the same in both, but for other marks.
        pattern = "".join(
            "(.+?)" if piece == mark else ".+?" if _PLACEHOLDER.fullmatch(piece)
            else re.escape(piece)
            for piece in re.split(rf"({_PLACEHOLDER.pattern})", text)
        )
        found = re.fullmatch(pattern, old[path], re.DOTALL)
        return path, found[1] if found else ""
    return "", ""
