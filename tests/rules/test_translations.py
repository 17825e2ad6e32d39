"""Everything that templates declare speaks English too."""

import re

from tests.rules.declared_texts import OURS, catalogue, declared_texts
from tests.rules.test_texts import EN, placeholders, read

DECLARED = declared_texts(catalogue())
ENGLISH = {key: text for key, text in read(EN).items() if key.split(".")[0] in OURS}


def test_nothing_declared_is_left_untranslated() -> None:
    not_translated = [text_id for text_id in DECLARED if not ENGLISH.get(text_id)]
    assert not_translated == []


def test_no_translation_outlives_its_source() -> None:
    # Where a fact about this computer comes from is translated by its Russian words.
    kept = r"[А-Яа-яЁё]|macOS|Windows|^rule\.kind\."
    own = [text_id for text_id in ENGLISH if not re.search(kept, text_id)]
    assert [text_id for text_id in own if text_id not in DECLARED] == []


def test_translations_fill_in_the_same_values() -> None:
    different = [text_id for text_id, source in DECLARED.items()
                 if placeholders(source) != placeholders(ENGLISH.get(text_id, source))]
    assert different == []


def test_numbers_and_addresses_survive_translation() -> None:
    def hard(text: str) -> set[str]:
        return set(re.findall(r"https?://[\w./-]*\w|\b\d{3,}(?:[- ]\d+)*\b|gosupport [a-z]+", text))

    lost = {text_id: hard(source) - hard(ENGLISH[text_id])
            for text_id, source in DECLARED.items()
            if text_id in ENGLISH and hard(source) - hard(ENGLISH[text_id])}
    assert lost == {}
