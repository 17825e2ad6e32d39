"""Categories, channels and statuses as people name them on the command line."""

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


def status_word(app: App, word: str) -> str:
    """The id where ``word`` is what English screens call a status, in any case; else ``word``.

    English names are the program's own, so they are never kept as the support's words.
    """
    from gosupport_cli.content.languages import YamlTexts

    english = YamlTexts("en", app.templates_folder)
    plain = " ".join(word.casefold().strip(" .,;:!“”\"'").split())
    for identity in app.catalogue.statuses:
        if plain and plain == english.of(f"status.{identity}", "").casefold():
            return identity
    return word
