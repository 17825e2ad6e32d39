"""The knowledge base out of templates/knowledge: entries, steps, topics, synonyms."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property, lru_cache
from pathlib import Path

from gosupport_cli.content.declared import entries, load, wrong
from gosupport_cli.content.locate import find, folders
from gosupport_cli.core.knowledge import Entry, Step, Topic, plain
from gosupport_cli.core.knowledge_index import Index
from gosupport_cli.core.knowledge_words import Lists


class YamlKnowledge:
    """Everything that ``solve`` knows; a person's own entry replaces the one of the same id."""

    def __init__(self, user_folder: Path) -> None:
        self._folder = user_folder
        # id -> (file, line), for cross-checks
        self.places: dict[str, tuple[Path, int]] = {}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        files = [
            file
            for place in folders(self._folder)
            for file in sorted((place / "knowledge").glob("*.yaml"))
        ]
        found = entries(Entry, files, "entries")
        self.places |= {name: (file, line) for name, (_, file, line) in found.items()}
        return {name: found[name][0] for name in sorted(found)}

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        found = entries(Step, find(self._folder, "knowledge_steps.yaml"), "steps")
        self.places |= {f"step {name}": (file, line) for name, (_, file, line) in found.items()}
        return {name: step for name, (step, _, _) in found.items()}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        found = entries(Topic, find(self._folder, "knowledge_topics.yaml"), "topics")
        return {name: topic for name, (topic, _, _) in found.items()}

    @cached_property
    def index(self) -> Index:
        """Ready for searching. Raises DeclarationError for a step or topic that is not there."""
        for entry in self.entries.values():
            for what, names, known in (
                ("step", entry.steps, self.steps.keys()),
                ("topic", (entry.group,), self.topics.keys()),
            ):
                for name in names:
                    if name not in known:
                        raise wrong(*self.places[entry.id], f"no-such-{what}", name)
        synonyms, lists = self._vocabulary
        return Index(tuple(self.entries.values()), _stem, synonyms, lists)

    @cached_property
    def _vocabulary(self) -> tuple[dict[str, str], Lists]:
        """Synonyms and the lists of special words, of both folders together."""
        synonyms: dict[str, str] = {}
        lists: dict[str, set[str]] = {one.name: set() for one in fields(Lists)}
        for file in reversed(find(self._folder, "synonyms.yaml")):
            parsed = load(file)
            for name in parsed.data:
                if name not in ("synonyms", *lists):
                    raise wrong(file, parsed.line(name), "unknown-key", name)
            for place, words in enumerate(parsed.data.get("synonyms") or ()):
                if not isinstance(words, list) or not all(isinstance(one, str) for one in words):
                    raise wrong(file, parsed.line("synonyms", place), "no-list", place)
                synonyms |= {plain(word): plain(words[0]) for word in words[1:]}
            for name, words in lists.items():
                for line in parsed.data.get(name) or ():
                    words |= set(plain(str(line)).split())
        return synonyms, Lists(**{name: frozenset(words) for name, words in lists.items()})


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    stemmer = _stemmer("russian" if any("а" <= sign <= "я" for sign in word) else "english")
    return str(stemmer.stemWord(word))


@lru_cache(maxsize=2)
def _stemmer(language: str):  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer(language)
