"""docs/knowledge.ru.md: the whole knowledge base to read, made of the templates.

``python -m tests.knowledge_page --write`` renews it.
"""

import sys
from pathlib import Path

from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.content.languages import YamlTexts

PAGE = Path(__file__).parent.parent / "docs" / "knowledge.ru.md"
_NOWHERE = Path("no-such-folder")


def page() -> str:
    """The page as it should stand in the repository."""
    knowledge, texts = YamlKnowledge(_NOWHERE), YamlTexts("ru", _NOWHERE)
    lines = [
        "# Что значит ошибка и что попробовать",
        "",
        "Эта страница сделана из `templates/knowledge`. Найти нужное по тексту с экрана:"
        " `gosupport solve ТЕКСТ`.",
    ]
    for topic in knowledge.topics.values():
        lines += ["", f"## {topic.id}. {topic.title}"]
        for entry in knowledge.entries.values():
            if entry.group != topic.id:
                continue
            lines += ["", f"### {entry.id}. {entry.title}", ""]
            seen = [f"«{text}»" for text in entry.texts] + [f"`{code}`" for code in entry.codes]
            if seen:
                lines += ["На экране: " + ", ".join(seen) + ".", ""]
            lines += [texts(f"solve.route-{entry.route}"), ""]
            lines += [f"{place}. {knowledge.steps[name].text}"
                      for place, name in enumerate(entry.steps, 1)]
            if entry.note:
                lines += ["", texts("solve.note", note=entry.note)]
            as_of = texts("solve.undated") if entry.as_of == "undated" else entry.as_of
            evidence = texts(f"solve.evidence-{entry.evidence}")
            lines += ["", texts("solve.known", evidence=evidence, as_of=as_of)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
