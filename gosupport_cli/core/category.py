"""A kind of problem, as ``templates/categories/`` declares it."""



from gosupport_cli.core.frozen import Frozen


class Route(Frozen):
    """Somewhere else to go: ``to`` is a fact id (contacts) or an address of the allow-list."""

    text: str
    to: str = ""


class Category(Frozen):
    """One kind of problem (templates/categories/<id>.yaml).

    ``questions`` are ids in the order asked; those also in ``extras`` are only offered, once, at
    the end. ``groups`` are the letters of the knowledge base.
    ``aliases`` are words by which people and the guide name it. ``technical`` False: the
    support is not the right addressee. ``demands`` are templates for «что прошу».
    ``channel_note`` is said before the channel is chosen. ``service`` is proposed where the
    portal itself is what does not work; ``services`` are examples of what people name.
    """

    id: str
    title: str
    covers: str
    groups: tuple[str, ...]
    deadline_class: str
    technical: bool
    channels: tuple[str, ...]
    questions: tuple[str, ...]
    order: int = 100
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    elsewhere: tuple[Route, ...] = ()
    self_help: tuple[str, ...] = ()
    channel_note: str = ""
    service: str = ""
    services: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
