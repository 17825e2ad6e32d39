"""The screen about files: taken along one by one, what they show is proposed as answers."""

import re
from pathlib import Path
from urllib.parse import unquote

from gosupport_cli.core import questionnaire
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Back, Help, Screen, Typed
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.evidence import Added, proposals
from gosupport_cli.core.model import Value
from gosupport_cli.flows.asking import AskAgain, Move, Session
from gosupport_cli.flows.compose import attach

_YES = ("да", "ага", "хочу", "приложить", "есть", "давайте", "yes", "y", "д")
_NO = ("нет", "не надо", "не нужно", "не буду", "не хочу", "потом", "без файлов", "no", "none", "n",
       "н")


def visit_files(session: Session) -> Move:
    """Screenshots and logs, one after the other, with the reminder before them (G-28, G-165)."""
    problem, ask = "", "files-more" if session.request.attachments else "files"
    policy = session.asking.tools.catalogue.channels[session.request.channel].attachments
    intro = [session.text("files-reminder")]
    if session.request.attachments:
        names = ", ".join(one.name for one in session.request.attachments)
        intro.insert(0, f"{session.text('check-files')}: {names}")
    if not policy.carried:
        intro.append(session.text("files-not-here"))
    while True:
        answered = session.asking.prompter.ask(Screen(
            id=questionnaire.FILES, shape="text", ask=session.text(ask), intro=tuple(intro),
            progress=session.number(questionnaire.FILES), problem=problem, example="screen.png",
            optional=True, can_go_back=session.can_go_back,
        ))
        match answered:
            case Back() if session.can_go_back:
                return Move.BACK
            case Help():
                intro, problem = [session.text("files-help")], ""
            case Typed(value) if _word(value) in _YES:
                ask, intro, problem = "files-which", [session.text("files-where")], ""
            case Typed(value) if not is_answered(value) or _is_no(value):
                session.mark(questionnaire.FILES)
                return Move.FORWARD
            case Typed(value):
                problem, intro = _attached(session, str(value)), []
                if not problem:
                    ask = "files-more"
            case _:
                problem = ""


def _word(value: Value) -> str:
    return str(value).strip(" .!").casefold()


def _is_no(value: Value) -> bool:
    return _word(value) in _NO


def _attached(session: Session, typed: str) -> str:
    tools, texts = session.asking.tools, session.asking.texts
    try:
        file = typed_path(typed)
        tools.evidence.check(file)
        caption = ""
        if file.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"):
            caption = _caption(session)
        done = attach(tools, session.request, file, caption=caption)
    except UsageError as error:
        hint = texts(f"error.{error.code}.hint", **error.values)
        said = texts(f"error.{error.code}.message", **error.values)
        return f"{said if said.endswith(('.', '!', '?')) else said + '.'} {hint}"
    session.request = done.request
    session.say(session.text("file-added", name=done.added.attachment.name),
                *(texts(f"attach.{note}") for note in done.added.notes))
    _offer_found(session, done.added)
    return ""


def _caption(session: Session) -> str:
    answered = session.asking.prompter.ask(Screen(
        id=f"{questionnaire.FILES}.caption", shape="text", ask=session.text("caption"),
        intro=(session.text("caption-hint"),), example=session.text("caption-example"),
        optional=True,
    ))
    if not isinstance(answered, Typed):
        return ""
    from gosupport_cli.core.normalise import clean_line
    from gosupport_cli.core.redaction import cut_secrets

    return cut_secrets(clean_line(str(answered.value))).text


def _offer_found(session: Session, added: Added) -> None:
    """What a log tells is offered, question by question."""
    for key, value in proposals(added.failures).items():
        if is_answered(session.request.answers.get(key)):
            continue
        shown = value if isinstance(value, str) else ", ".join(value)
        ask = session.text("log-found", label=session.label(key), value=shown)
        try:
            if session.confirm(f"{key}.found", ask, helps=session.text("help-log")):
                session.put({key: value}, "log")
        except AskAgain:
            return


def typed_path(text: str) -> Path:
    """A path as typed, dragged into the window or copied: quotes, «file://», «\\ »."""
    word = text.strip().strip("\"'«»").strip()
    if word.lower().startswith("file://"):
        word = unquote(re.sub(r"^file://(?:localhost)?", "", word, flags=re.IGNORECASE))
    path = Path(word).expanduser()
    if "\\ " in word and not path.exists():
        path = Path(word.replace("\\ ", " ")).expanduser()
    return path
