"""What ``doctor`` found: for people, as JSON, and as the text file that goes along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.called import quoted
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.attachments import attachment_shape
from gosupport_cli.core.diagnosis import Check
from gosupport_cli.core.folding import folded
from gosupport_cli.core.phrases import translated
from gosupport_cli.flows.diagnose import Diagnosis, Taken

if TYPE_CHECKING:
    from gosupport_cli.core.ports import Texts

# What stands under «this computer»; all else is the way to the portal.
_COMPUTER = ("clock", "proxy", "vpn", "filters", "browser")


def show_diagnosis(app: App, found: Diagnosis, added: Taken | None) -> None:
    """``gosupport.doctor/1``, or three headings, the worst and its remedy once more below."""
    if app.as_json:
        shape: dict[str, Any] = {
            "schema": "gosupport.doctor/1",
            "checks": [_shape(app, check) for check in (*found.checks, *found.ours)],
        }
        if added:
            shape |= {"id": added.request.id, "proposals": added.proposals,
                      "attached": attachment_shape(added.attachment),
                      "attachments": [one.name for one in added.request.attachments]}
        as_json(app, shape)
        return
    way = [check for check in found.checks if check.id not in _COMPUTER]
    here = [check for check in found.checks if check.id in _COMPUTER]
    for number, (heading, checks) in enumerate(
        (("way", way), ("computer", here), ("ours", found.ours))
    ):
        app.streams.out(("\n" if number else "") + app.texts(f"doctor.group-{heading}"))
        for check in checks:
            _show(app, check)
    _sum_up(app, (*found.checks, *found.ours))
    if added:
        _show_added(app, added)


def _show(app: App, check: Check) -> None:
    state = app.texts(f"doctor.state-{check.state}")
    app.streams.out(_wrapped(app, f"{state}: {words(app.texts, check, 'message')}", "  "))
    fix = words(app.texts, check, "fix")
    if fix:
        app.streams.out(_wrapped(app, fix, "    "))
    if app.verbose and check.evidence:
        app.streams.out(_wrapped(app, translated(app.texts, check.evidence), "    "))


def _sum_up(app: App, checks: Sequence[Check]) -> None:
    bad = [check for check in checks if check.state in ("problem", "warning")]
    bad.sort(key=lambda check: check.state != "problem")
    app.streams.tell("")
    if not bad:
        _tell(app, app.texts("doctor.all-well"))
        return
    _tell(app, app.texts("doctor.begin-with", count=len(bad)))
    _tell(app, words(app.texts, bad[0], "fix") or words(app.texts, bad[0], "message"))


def _show_added(app: App, added: Taken) -> None:
    app.streams.tell("")
    _tell(app, app.texts("doctor.attached", ref=added.request.id, name=added.attachment.name))
    if added.proposals:
        _tell(app, app.texts("doctor.proposals"))
    for key, value in added.proposals.items():
        pair = quoted(f"{key}={value}")
        app.streams.tell(f"  gosupport edit {added.request.id} --set {pair}")


def words(texts: Texts, check: Check, part: str) -> str:
    """``message`` or ``fix`` of a check in the language of ``texts``."""
    values: dict[str, object] = {"hosts": "", "detail": "", **check.values, "why": ""}
    if check.error is not None:
        half = "message" if part == "message" else "hint"
        values["why"] = texts(f"error.{check.error.code}.{half}", **check.error.values)
    return texts(f"doctor.{check.code}.{part}", **values).strip()


def report(app: App, found: Diagnosis) -> str:
    """The text file for the support: Russian, without a word about our own folders."""
    from gosupport_cli.cli.show.environment import facts_in_words
    from gosupport_cli.content.languages import YamlTexts

    texts = YamlTexts("ru", app.templates_folder)
    lines = [texts("doctor.report-title"), app.clock.now().strftime("%d.%m.%Y %H:%M %z"), ""]
    for check in found.checks:
        if check.id == "browser":  # advice to the person, nothing that was seen
            continue
        lines.append(f"{texts(f'doctor.state-{check.state}')}: {words(texts, check, 'message')}")
        if check.evidence:
            lines.append(f"  {check.evidence}")
    return "\n".join([*lines, "", *facts_in_words(texts, found.facts)]) + "\n"


def _shape(app: App, check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "state": check.state,
        "message": words(app.texts, check, "message"),
        "fix": words(app.texts, check, "fix"),
        "evidence": check.evidence,
        "code": check.code,
    }


def _wrapped(app: App, text: str, indent: str) -> str:
    rest = f"{indent}  " if indent else ""
    return folded(text, app.streams.width() - 1, first=indent, rest=rest)


def _tell(app: App, text: str) -> None:
    app.streams.tell(_wrapped(app, text, ""))
