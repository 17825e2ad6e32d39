"""People's own words against the reader of pasted texts: a wrong status is worse than none.

The texts are pasted_texts.yaml. The figure is printed.
"""

from pathlib import Path

import pytest
import yaml

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.letters import Letter
from gosupport_cli.core.wordings import Reading
from gosupport_cli.flows.ingest import read_letter

TEXTS = yaml.safe_load(Path(__file__).with_name("pasted_texts.yaml").read_text("utf-8"))["texts"]
OWN = "scr#1234567"
LEAST_RECALL = 0.95


@pytest.fixture(scope="module")
def catalogue() -> YamlCatalogue:
    return YamlCatalogue(Path("no-such-folder"))


def paste(catalogue: YamlCatalogue, text: str) -> Reading:
    return read_letter(catalogue, Letter(text=text, is_mail=False))


def status_set(catalogue: YamlCatalogue, text: str) -> str:
    """The status that the person's own request would get."""
    found = paste(catalogue, text)
    own = [number for number in found.numbers if number.casefold() == OWN]
    return found.status if own else ""


@pytest.mark.guide("G-69")
def test_no_text_sets_a_wrong_status_and_nearly_all_plain_ones_are_read(
    catalogue: YamlCatalogue,
) -> None:
    got = {one["id"]: status_set(catalogue, one["text"]) for one in TEXTS}
    wanted = {one["id"]: "" if one["status"] == "none" else one["status"] for one in TEXTS}
    wrong = {key: one for key, one in got.items() if one and one != wanted[key]}
    missed = [key for key, one in got.items() if wanted[key] and not one]
    stated = sum(1 for one in wanted.values() if one)
    print(f"\n{len(TEXTS)} texts: {len(wrong)} wrong; {stated - len(missed)} of {stated} read")
    assert wrong == {}
    assert 1 - len(missed) / stated >= LEAST_RECALL, missed


@pytest.mark.parametrize("before", [
    "не ", "почти ", "якобы ", "скоро будет ", "если ", "говорят, ", "почему ",
    "а где написано что ", "нe ", "завтра ",
])
@pytest.mark.parametrize("word", ["закрыто", "выполнено", "отказано", "в работе", "взято в работу"])
def test_any_word_that_is_not_known_to_be_harmless_keeps_a_status_back(
    catalogue: YamlCatalogue, before: str, word: str
) -> None:
    assert status_set(catalogue, f"Обращение SCR#1234567 {word}")
    assert status_set(catalogue, f"Обращение SCR#1234567 {before}{word}") == ""


@pytest.mark.parametrize(("text", "status"), [
    ("10:00 Поддержка: Обращение SCR#1234567 взято в работу\n12:00 Поддержка: Обращение"
     " SCR#1234567 выполнено", "resolved"),
    ("21.11.2026 Выполнено обращение SCR#1234567\n20.11.2026 В работе обращение SCR#1234567",
     "resolved"),
    ("Поддержка: Обращение SCR#1234567 в работе\nЯ: Обращение SCR#1234567 закрыто", "in_progress"),
    ("Анна: обращение SCR#1234567 закрыто", ""),
    ("Анна (поддержка): обращение SCR#1234567 закрыто", "closed"),
])
def test_a_chat_is_read_by_who_speaks_and_when(
    catalogue: YamlCatalogue, text: str, status: str
) -> None:
    assert status_set(catalogue, text) == status


@pytest.mark.parametrize("text", [
    "Обращение SCR#1234567 выполнено\nОбращение SCR#1234567 зарегистрировано",
    "Обращение SCR#1234567 закрыто. Обращение SCR#7654321 в работе.",
])
def test_where_not_one_status_is_the_last_none_is_set_and_it_is_said(
    catalogue: YamlCatalogue, text: str
) -> None:
    found = paste(catalogue, text)
    assert (found.kind, found.event) == ("unknown", "several")


def test_every_word_of_the_doubt_list_is_kept_out_of_the_harmless_ones(
    catalogue: YamlCatalogue,
) -> None:
    never = {"не", "ни", "нет", "почти", "если", "будет", "может", "ли", "когда", "скоро", "завтра"}
    assert never.isdisjoint(catalogue.lists["letter-known"])
