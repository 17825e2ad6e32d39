"""What a channel does not get to see, as text or JSON."""

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.model import Request
from gosupport_cli.flows.privacy import Hidden, MaskedReport


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
