"""A request as ``gosupport.request/1`` (SPEC, JSON results)."""

from typing import Any

from gosupport_cli.cli.show.attachments import attachment_shape
from gosupport_cli.core.answers import nest
from gosupport_cli.core.model import Request

_GROUPS = ("person", "problem", "environment")


def request_shape(request: Request) -> dict[str, Any]:
    """Exactly the promised keys; an answer that was not asked yet is absent.

    The three groups are always objects, so that programs need not test for them.
    """
    nested = nest(request.answers)
    shape: dict[str, Any] = {
        "schema": "gosupport.request/1",
        "id": request.id,
        "ticket": request.ticket,
        "status": str(request.status),
        "category": request.category,
        "channel": request.channel,
        "revision": request.revision,
        "created_at": request.created_at.isoformat(timespec="seconds"),
        "updated_at": request.updated_at.isoformat(timespec="seconds"),
    }
    if nested.get("deadline_class"):
        shape["deadline_class"] = nested["deadline_class"]
    for group in _GROUPS:
        shape[group] = nested.get(group, {})
    shape["attachments"] = [attachment_shape(one) for one in request.attachments]
    return shape
