"""The steps of a channel with what is known of the request set in."""

from collections.abc import Sequence

from gosupport_cli.core.later import later
from gosupport_cli.core.model import Request
from gosupport_cli.core.ports import Catalogue

_ONLY_TECHNICAL = later(r"\{technical:([^}]*)\}")


def steps_of(request: Request, steps: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """What to do, with the id of the request; ``{technical:…}`` only where it fits (G-90)."""
    category = catalogue.categories.get(request.category)
    kept = r"\1" if category is None or category.technical else ""
    own = (step.replace("{id}", request.id or "ID") for step in steps)
    return tuple(_ONLY_TECHNICAL.sub(kept, step) for step in own)
