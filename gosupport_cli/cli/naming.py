"""Categories and channels as people name them on the command line."""

from gosupport_cli.cli.app import App


def named(app: App, what: str, word: str) -> str:
    """The id behind an id, a title or an alias of a ``category`` or ``channel``; "" for none.

    Raises UsageError ``unknown-category``, ``unknown-channel``, also where a word names several.
    """
    from gosupport_cli.core.errors import UsageError

    plain = word.strip().casefold()
    if not plain:
        return ""
    declared = app.catalogue.categories if what == "category" else app.catalogue.channels
    found = [
        identity for identity, one in declared.items()
        if plain in (identity.casefold(), one.title.casefold(),
                     *(alias.casefold() for alias in getattr(one, "aliases", ())))
    ]
    if len(found) != 1:
        raise UsageError(f"unknown-{what}", value=word, known=", ".join(found or declared))
    return found[0]
