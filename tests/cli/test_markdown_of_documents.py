"""``show --format md``: whatever people typed, Markdown makes text of it and nothing else."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gosupport_cli.cli.show.document import as_markdown, as_text
from gosupport_cli.core.document import DocumentField
from tests.factories import request
from tests.rendering import CATALOGUE, CHANNELS, document

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HARMLESS = {"text", "softbreak", "hardbreak", "inline", "paragraph_open", "paragraph_close",
            "heading_open", "heading_close", "hr"}
# One character is the shortest word of this language of accidents.
ALPHABET = st.text(st.sampled_from("\\`*_{}[]()<>#|~$+-=.!&1: \nабa/"), max_size=60)


def kinds(markdown: str) -> set[str]:
    found: set[str] = set()
    for token in READER.parse(markdown):
        found.add(token.type)
        found |= {child.type for child in token.children or ()}
    return found


def shown_text(markdown: str) -> str:
    """The words that a reader of the rendered Markdown sees."""
    parts = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            parts.append("".join("\n" if child.type.endswith("break") else child.content
                                 for child in token.children or ()))
    return "\n".join(parts)


def plain(text: str) -> list[str]:
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    return [line for line in lines if line]


def one_field(text: str) -> tuple[str, str]:
    made = replace(document(request(), "email"), fields=(DocumentField("body", "Текст", text),))
    channel = CATALOGUE.channels["email"]
    return as_markdown(channel, made), as_text(channel, made)


def test_every_channel_is_plain_paragraphs_under_its_own_headings() -> None:
    evil = request(
        problem__service="<script>alert(1)</script> ![x](http://x/y.png)",
        problem__error_text="line\n---\n===\n\n    four blanks\n| a | b |\n|---|---|\n# head",
        problem__steps=("*раз*", "[два](javascript:1)", "```", "> три", "<http://x>", "&lt;b&gt;"),
    )
    for channel in CHANNELS:
        made = document(evil, channel)
        markdown = as_markdown(CATALOGUE.channels[channel], made)
        assert kinds(markdown) <= HARMLESS, channel
        labels = [one.label for one in made.fields if one.text] if not made.messages else []
        headings = [line[3:] for line in markdown.split("\n") if line.startswith("## ")]
        assert headings == labels


@given(ALPHABET)
@settings(max_examples=400, deadline=None)
def test_any_text_is_seen_as_it_was_typed(text: str) -> None:
    body = "Начало " + text.strip()
    markdown, _ = one_field(body)
    assert kinds(markdown) <= HARMLESS - {"hr"}
    assert plain(shown_text(markdown)) == plain("Текст\n" + body)


def test_links_keep_their_underlines() -> None:
    markdown, _ = one_field("Страница: https://www.gosuslugi.ru/a_b_c")
    assert "https://www.gosuslugi.ru/a_b_c" in markdown


def test_a_line_of_dashes_in_an_error_does_not_cut_a_chat_message() -> None:
    made = document(request(problem__error_text="до\n---\nпосле"), "chat")
    shown = as_text(CATALOGUE.channels["chat"], made)
    assert len(shown.split("\n---\n")) == len(made.messages)
