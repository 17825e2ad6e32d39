"""What a channel does not get to see, as text or JSON."""

from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.model import Request
from gosupport_cli.flows.privacy import Hidden, MaskedReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gosupport_cli.content.network import Spoken


def show_network(app: App, declared: "Mapping[str, Spoken]") -> None:
    """Command by command; what is not named here opens no connection."""
    if app.as_json:
        as_json(app, {
            "schema": "gosupport.network/1",
            "commands": [{"command": one.command, "kinds": list(one.kinds)}
                         for one in declared.values()],
        })
        return
    for one in declared.values():
        kinds = "; ".join(app.texts(f"privacy.net-{kind}") for kind in one.kinds)
        app.streams.out_fitted(f"{one.command}: {kinds}")
    app.streams.tell(app.texts("privacy.net-others"))


def show_report(app: App, request: Request, report: MaskedReport) -> None:
    """Line by line: where, what, and the way to show a masked value after all."""
    if app.as_json:
        as_json(app, {
            "schema": "gosupport.privacy/1",
            "id": request.id,
            "channel": report.channel,
            "changes": [
                {"field": one.field, "what": one.what, "mark": one.mark, "value": one.value}
                for one in report.lines
            ],
        })
        return
    if not report.lines:
        app.streams.out_fitted(app.texts("privacy.nothing", channel=report.channel))
    for one in report.lines:
        app.streams.out_fitted(_line(app, one))
    masked = next((one.mark for one in report.lines if one.what == "masked"), "")
    if masked:
        app.streams.tell(app.texts("privacy.how", ref=request.id, channel=report.channel,
                                   mark=masked.strip("[]")))


def _line(app: App, one: Hidden) -> str:
    key = one.field.partition("[")[0]
    question = app.catalogue.questions.get(key)
    label = app.texts.of(f"question.{key}.label", question.label) if question else key
    place = one.field.partition("[")[2].rstrip("]")
    if place.isdecimal():
        label += f", {int(place) + 1}"
    return app.texts(f"privacy.{one.what}", field=label, mark=one.mark, value=one.value)
