"""How much of what must not leave is found, and how often something harmless is taken for it.

The budgets are promises; ``pytest tests/core/test_corpus.py -s -n0`` prints the figures.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gosupport_cli.core.redaction import cut_secrets, mask_found

CORPUS = Path(__file__).parent / "corpus"
# At least so many of the marked values vanish whole, at most so many clean texts change.
RECALL_SECRETS = 0.99
RECALL_PRIVATE = 0.97
FALSE_ALARMS = 0.01

Texts = list[tuple[str, str]]


def read(name: str) -> Texts:
    """(kind, text) of one corpus file."""
    data = yaml.safe_load((CORPUS / name).read_text(encoding="utf-8"))
    return [(kind, text) for kind, texts in data.items() for text in texts]


def variants(marked: str) -> Iterator[str]:
    """The text as given and as people and programs change it on the way."""
    yield marked
    yield marked.replace(" ", "\u00a0") if "\n" not in marked else marked
    yield f"Здравствуйте! {marked}. Помогите."
    yield f"Ошибка при входе.\n{marked}\nЖду ответа."
    yield marked.replace("\n", " ")


def taken_apart(marked: str) -> tuple[str, list[str]]:
    """The plain text and the marked values."""
    values = re.findall(r"⟦(.*?)⟧", marked, re.DOTALL)
    return marked.replace("⟦", "").replace("⟧", ""), values


def left_over(value: str, text: str) -> str:
    """A piece of ``value`` that still stands in ``text``: a line, a half of four signs or more."""
    for piece in re.split(r"\s+", value):
        halves = [piece, piece[: len(piece) // 2], piece[len(piece) // 2 :]]
        for half in halves:
            if len(half) >= 4 and half in text:
                return half
    return value if value in text else ""


def clean_of(text: str) -> str:
    return mask_found(cut_secrets(text.replace("\u00a0", " ")).text).text


def misses(texts: Texts, clean: object) -> list[str]:
    found: list[str] = []
    for kind, marked in texts:
        for variant in variants(marked):
            text, values = taken_apart(variant)
            outside = re.sub(r"⟦.*?⟧", " ", variant, flags=re.DOTALL)
            result = clean(text)  # type: ignore[operator]
            for value in values:
                rest = left_over(value, result)
                if rest and rest not in outside:
                    found.append(f"{kind}: {text!r} -> {result!r}")
    return found


def report(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n  {line}\n")


@pytest.mark.guide("G-24", "G-108")
def test_secrets_are_cut_out_within_the_stated_recall(capsys: pytest.CaptureFixture[str]) -> None:
    texts = read("dirty_secrets.yaml")
    total = 5 * len(texts)
    missed = misses(texts, lambda text: cut_secrets(text.replace("\u00a0", " ")).text)
    report(capsys, f"secrets: {len(texts)} texts, {total} variants, {len(missed)} missed, "
                   f"recall {1 - len(missed) / total:.3f} (promised {RECALL_SECRETS})")
    assert len(texts) >= 150
    assert 1 - len(missed) / total >= RECALL_SECRETS, "\n".join(missed)


def test_private_values_are_masked_within_the_stated_recall(
    capsys: pytest.CaptureFixture[str],
) -> None:
    texts = read("dirty_private.yaml")
    total = 5 * len(texts)
    missed = misses(texts, clean_of)
    report(capsys, f"private values: {len(texts)} texts, {total} variants, {len(missed)} missed, "
                   f"recall {1 - len(missed) / total:.3f} (promised {RECALL_PRIVATE})")
    assert 1 - len(missed) / total >= RECALL_PRIVATE, "\n".join(missed)


@pytest.mark.guide("G-108")
def test_clean_texts_stay_as_they_are_within_the_stated_budget(
    capsys: pytest.CaptureFixture[str],
) -> None:
    texts = [(kind, variant) for kind, text in read("clean.yaml") for variant in variants(text)]
    changed = [f"{kind}: {text!r} -> {clean_of(text)!r}" for kind, text in texts
               if clean_of(text) != text.replace("\u00a0", " ")]
    share = len(changed) / len(texts)
    report(capsys, f"clean: {len(read('clean.yaml'))} texts, {len(texts)} variants, "
                   f"{len(changed)} false alarms, {share:.3f} (promised at most {FALSE_ALARMS})")
    assert len(read("clean.yaml")) >= 150
    assert share <= FALSE_ALARMS, "\n".join(changed)


def test_the_rest_of_a_dirty_text_is_kept() -> None:
    for _, marked in read("dirty_secrets.yaml"):
        text, _ = taken_apart(marked)
        result = cut_secrets(text).text
        for word in re.findall(r"[А-Яа-яёЁ]{4,}", re.sub(r"⟦.*?⟧", " ", marked, flags=re.DOTALL)):
            assert word in result, (text, result)


def test_what_is_known_to_be_missed_is_still_missed() -> None:
    # The honest sentence in README speaks of these; one that is found belongs elsewhere.
    for kind, marked in read("missed.yaml"):
        text, values = taken_apart(marked)
        assert values[0] in clean_of(text), (kind, text)


def test_cutting_and_masking_twice_changes_nothing_more() -> None:
    for name in ("dirty_secrets.yaml", "dirty_private.yaml", "clean.yaml"):
        for _, marked in read(name):
            for variant in variants(marked):
                once = cut_secrets(taken_apart(variant)[0]).text
                assert cut_secrets(once) == type(cut_secrets(""))(once), variant
                masked = mask_found(once).text
                assert mask_found(masked).text == masked, variant
