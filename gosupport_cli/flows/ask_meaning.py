"""What will stand in the Russian document, with its English beside it on an English screen."""

from gosupport_cli.core import proposals
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.category import Category
from gosupport_cli.core.model import Answers
from gosupport_cli.core.ports import Texts
from gosupport_cli.flows.asking import Session

_ENGLISH = proposals.SubjectWords("Error “{}”", ", code {}")


def example_of(texts: Texts, question: Question, category: Category | None = None) -> str:
    """The first example of ``question``; a service is one of the topic."""
    if question.id == "problem.service" and category is not None and category.services:
        return _beside(texts, category.services[0],
                       texts.of(f"category.{category.id}.services.0", ""))
    if not question.examples:
        return ""
    return _beside(texts, question.examples[0], texts.of(f"question.{question.id}.example.0", ""))


def demand_label(session: Session, demand: proposals.Demand) -> str:
    """A demand that is offered; what is recorded is its Russian text."""
    texts, inside = session.asking.texts, demand.inside
    if texts.language == "ru":
        return demand.text
    if demand.place is None:
        return _beside(texts, demand.text, texts("ask.demand-service", service=inside))
    meaning = texts.of(f"category.{session.request.category}.demands.{demand.place}", "")
    return _beside(texts, demand.text, meaning.replace("“…”", f"“{inside}”"))


def subject_meaning(session: Session, answers: Answers) -> tuple[str, ...]:
    """The subject that is proposed, in English; nothing on a Russian screen."""
    texts, category = session.asking.texts, session.category
    if texts.language == "ru":
        return ()
    title = texts.of(f"category.{category.id}.title", category.title) if category else ""
    made = proposals.subject_of(title, answers, _ENGLISH)
    return (texts("ask.subject-meaning", meaning=made),) if made else ()


def _beside(texts: Texts, text: str, meaning: str) -> str:
    if not meaning:
        return text
    inner = text.replace("«", "„").replace("»", "“")
    return texts("ask.with-meaning", text=inner, meaning=meaning)
