"""YAML as people mean it: strings stay strings, nothing repeats, every key has a line.

Stock YAML 1.1 turns ``14:30`` into 870, ``no`` into False and ``+7916…`` into a number
(DEPENDENCIES, pitfall 1). JSON is read by the same reader; it is nearly a subset.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

import yaml

from gosupport_cli.content.parsed import LARGEST, Broken, Parsed

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
class _Loader(_Base):  # type: ignore[misc]
    """Only true, false and null are resolved; everything else stays text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])


def parse(text: str) -> Parsed:
    """Raises Broken with the line where reading stopped."""
    if len(text) > LARGEST:
        raise Broken("too-large", 1)
    try:
        loader = _Loader(_as_yaml(text))
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        kind, mark = _kind(error, text), error.problem_mark or error.context_mark
        if kind == "no-colon" and error.context_mark:
            mark = error.context_mark  # the line itself, not the next, where reading stopped
        raise Broken("syntax", mark.line + 1 if mark else 1, kind) from None
    except yaml.YAMLError as error:
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        raise Broken("syntax", line, "control") from None
    except RecursionError:
        raise Broken("too-deep", 1) from None
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        data = None if node is None else _build(node, (), lines, set())
    except RecursionError:
        raise Broken("too-deep", 1) from None
    return Parsed(data, lines)


# What the reader of YAML says, in English, by the id of our own sentence (``error.broken-…``).
_KINDS = {
    "mapping values are not allowed": "colon",
    "expected ','": "bracket",
    "expected node content": "bracket",
    "end of stream": "quote",
    "document separator": "quote",
    "escape": "escape",
    "hexdecimal": "escape",
    "expected hex": "escape",
    "another document": "documents",
    "undefined alias": "alias",
    "expected ':'": "no-colon",
    "expected alphabetic": "sign",
    "cannot start any token": "sign",
}


def _kind(error: yaml.MarkedYAMLError, text: str) -> str:
    said = error.problem or ""
    kind = next((kind for words, kind in _KINDS.items() if words in said), "indent")
    mark = error.problem_mark
    lines = text.splitlines()
    if kind == "sign" and mark and mark.line < len(lines):
        return "tab" if lines[mark.line][mark.column : mark.column + 1] == "\t" else "sign"
    return kind


# What JSON allows and YAML does not: an emoji as two escapes, tabs between words.
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE
)


def _as_yaml(text: str) -> str:
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return text
    # A raw tab inside a string is an error in JSON anyway, so no answer loses one here.
    return _PAIR.sub(_one_sign, text).replace("\t", " ")


def _one_sign(found: re.Match[str]) -> str:
    high, low = (int(found[place], 16) for place in (2, 3))
    return found[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _build(
    node: Any, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], seen: set[int]
) -> Any:
    line = node.start_mark.line + 1
    # A key has noted its line already; an alias, seen below, would only know its anchor's.
    lines.setdefault(path, line)
    # The composer hands out the same node again for an alias: a bomb of a kilobyte.
    if id(node) in seen:
        raise Broken("alias", lines[path])
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, path, lines, seen))
    if isinstance(node, yaml.SequenceNode):
        return [_build(one, (*path, place), lines, seen) for place, one in enumerate(node.value)]
    return _scalar(node, line)


def _pairs(
    node: yaml.MappingNode,
    path: tuple[str | int, ...],
    lines: dict[tuple[str | int, ...], int],
    seen: set[int],
) -> Iterator[tuple[str, Any]]:
    known: set[str] = set()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Broken("bad-key", line)
        key = key_node.value
        if key in known:
            raise Broken("repeated-key", line, key)
        known.add(key)
        lines[(*path, key)] = line
        yield key, _build(value_node, (*path, key), lines, seen)


def _scalar(node: Any, line: int) -> Any:
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value == "true"
    if node.tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:value"):
        raise Broken("tag", line, node.tag.replace("tag:yaml.org,2002:", "!!"))
    return node.value
