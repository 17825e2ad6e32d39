"""The index finds entries by code, by the screen's words and by people's words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.core.knowledge import Entry, Step, remaining
from gosupport_cli.core.knowledge_index import Index
from gosupport_cli.core.knowledge_words import Lists


def entry(name: str, title: str, **parts: tuple[str, ...]) -> Entry:
    return Entry(
        id=name, group=name[0], title=title, evidence="screen", as_of="2023", route="self-help",
        deadline_class="login-24h", steps=("1",), codes=parts.get("codes", ()),
        texts=parts.get("texts", ()), words=parts.get("words", ()),
    )


INDEX = Index(
    (
        entry("A1", "Неверное время запроса", codes=("ESIA-007015",)),
        entry("A2", "Группа кодов согласия", codes=("ESIA-0367…",)),
        entry("A3", "Страница входа ЕСИА", codes=("ERR_FAILED",)),
        entry("B1", "Чужой сертификат", codes=("NET::ERR_CERT_AUTHORITY_INVALID",)),
        entry("E1", "Файл слишком большой", texts=("Файл тяжелее {N} МБ",),
              words=("скан много весит",)),
        entry("C1", "Кнопка неактивна", words=("кнопка отправить не нажимается",)),
        entry("J1", "Дороги", words=("яма на дороге",)),
    ),
    stem=lambda word: word[: max(4, len(word) - 2)],
    synonyms={"выбоина": "яма"},
    lists=Lists(ignored=frozenset(("на", "у", "меня"))),
)


def first(text: str) -> str:
    found = [one for one in INDEX.search(text) if one.confident]
    return found[0].entry.id if found else ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ESIA-007015", "A1"),
        ("у меня ошибка esia-007015.", "A1"),
        ("ESIA-036712 что это", "A2"),
        ("ERR_FAILED", "A3"),
        ("NET::ERR_CERT_AUTHORITY_INVALID", "B1"),
        ("пишет: Файл тяжелее 5 МБ!", "E1"),
        ("скан весит много", "E1"),
        ("кнпка отправить не нажимается", "C1"),
        ("выбоина у меня на дороге", "J1"),
        ("Длинная страница. Много слов о разном.\nФайл тяжелее 10 МБ\nЕщё слова.", "E1"),
    ],
)
def test_codes_screen_texts_and_words_find_their_entry(text: str, wanted: str) -> None:
    assert first(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "   ", "борщ со сметаной", "ESIA-0070155", "XERR_FAILEDX", "не"]
)
def test_what_fits_nothing_finds_nothing(text: str) -> None:
    assert first(text) == ""


def test_another_site_turns_the_words_away_unless_a_person_gave_it_a_meaning() -> None:
    lists = Lists(foreign=frozenset(("телеграмма",)))
    smses = entry("A1", "СМС не пришла", words=("смс не пришла",))
    asked = "телеграмма смс не пришла"
    assert not Index((smses,), str, lists=lists).search(asked)
    assert Index((smses,), str, {"телеграмма": "смс"}, lists).search(asked)


def test_an_alarm_needs_one_of_its_words() -> None:
    alarm = Entry(
        id="A9", group="A", title="Взлом", evidence="news", as_of="2026", route="urgent",
        deadline_class="none", steps=("1",), words=("чужие заявления в кабинете",),
        needs=("чужие",),
    )
    index = Index((alarm,), stem=lambda word: word)
    assert index.search("чужие заявления в кабинете")[0].confident
    assert not any(one.confident for one in index.search("заявления в кабинете"))


def test_a_code_beats_words_and_scores_stay_between_zero_and_one() -> None:
    found = INDEX.search("скан много весит, ESIA-007015")
    assert [one.entry.id for one in found[:2]] == ["A1", "E1"]
    assert all(0 <= one.score <= 1 for one in found)
    assert [one.by for one in found[:2]] == ["code", "words"]


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_no_text_breaks_the_search(text: str) -> None:
    scores = [one.score for one in INDEX.search(text)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.guide("G-43")
def test_steps_that_were_tried_are_left_out() -> None:
    steps = [Step("1", "Подождите"), Step("2", "Приватное окно", tried=("private_window",))]
    assert remaining(steps, ["private_window"]) == steps[:1]
    assert remaining(steps, ["clear_cache"]) == steps
