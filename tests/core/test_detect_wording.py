"""Detectors of wording, each by itself: what is named, what is let pass, and the borders."""

import pytest

from gosupport_cli.core.words import (
    folded,
    mixes_scripts,
    phrases_in,
    sentences_of,
    unquoted,
    without_links,
    words_of,
)
from tests.core.test_detectors import ACTUAL, hits

DEMAND = "problem.demand"


def test_listed_words_are_named_once_as_they_stand_and_at_most_four() -> None:
    text = "Ничего   не  работает, кошмар! Глючит, глючит"
    assert hits("listed_words", text, list="bad") == [
        (ACTUAL, {"words": "«ничего не работает», «кошмар», «глючит»"})]
    many = "глюча глючб глючв глючг глючд"
    assert hits("listed_words", many, list="bad")[0][1]["words"].count("«") == 4
    for fine in ("Надпись «кошмар» видна", "https://кошмар.рф/кошмар", "кошмарный", "а-кошмар"):
        assert hits("listed_words", fine, list="bad") == [], fine
    assert hits("listed_words", "Надпись «кошмар» видна", list="bad", quotes=True) != []
    assert hits("listed_words", "кошмар", list="нет такого") == []


def test_a_text_of_nothing_but_listed_words_says_nothing() -> None:
    def general(text: str, service: str = "") -> bool:
        found = hits("general_only", {"problem.service": service, ACTUAL: text}, ACTUAL,
                     list="plain", besides=("problem.service",))
        assert found in ([], [(ACTUAL, {"value": " ".join(text.split())})])
        return bool(found)

    assert general("Не работает сервис") and general("не  Работает, сервис!")
    assert not general("Не работает сервис 500") and not general("Не работает кнопка")
    assert general("Не работает сервис, не работает сервис")
    assert not general("Не работает сервис записи")
    assert general("Не работает сервис записи", "Запись к врачу")
    assert not general("Не работает сервис записи", "Оплата")
    assert general("Не работает сервис https://a.ru/записи")
    assert general("Не работает сервис отчёта", "Отчёт")
    both = {ACTUAL: "Это раз.", DEMAND: "Там два."}
    assert [field for field, _ in hits("lone_this", both, ACTUAL, DEMAND)] == [ACTUAL, DEMAND]


@pytest.mark.parametrize(("text", "fires"), [
    ("аб", True), ("абв", False), ("абвг", False), ("абвгд", True)])
def test_a_length_is_told_with_its_borders(text: str, fires: bool) -> None:
    told = {"size": str(len(text)), "least": "3", "most": "4"}
    assert hits("length", text, least=3, most=4) == [(ACTUAL, told)] * fires
    assert bool(hits("length", text, least=3)) is (len(text) < 3)
    assert bool(hits("length", text, most=4)) is (len(text) > 4)
    assert hits("length", "не  Работает сервис!", most=4, not_of="plain") == []


# detector -> text -> the words that are named, True without words, False: no finding
CASES: dict[str, dict[str, str | bool]] = {
    "capitals": {
        "ФОРМА ПУСТАЯ СОВСЕМ": True, "ФОРМА ПУСТАЯ СОВСЕМ и ещё много малых букв тут": True,
        "ФОРМА ПУСТАЯ и ещё много малых букв тут": False, "АБВГДЕЖЗИ": False,
        "АБВГДЕЖЗИК": True, "АБВГДЕ абвгде": False, "АБВГДЕЖ абвгде": True,
        "СМС СМС СМС СМС": False, "«ФОРМА ПУСТАЯ СОВСЕМ»": False,
        "ФОРМА СМС ПУСТАЯ СОВСЕМ и ещё много малых букв тут": True, "НЕ ТО НЕ ТО НЕ ТО": False,
        "https://A.RU/ФОРМА/ПУСТАЯ/СОВСЕМ": False,
        "и ещё много малых букв тут ВИЖУ ВИЖУ ВИЖУ": True,
        "и ещё много малых букв тут НЕТ НЕТ НЕТ": False,
    },
    "shouting": {"а!!": True, "а??": True, "а?!": True, "а!": False, "а! б?": False,
                 "«а!!»": False},
    "doubled_words": {
        "вот форма  форма": "«форма форма»", "форма Форма": "«форма Форма»", "чуть-чуть": False,
        "да, да": False, "12 12": False, "форма формат": False, "я я": False,
        "а-форма форма": False, "форма форма-а": False,
    },
    "doubled_signs": {
        "а,, б": "«,,»", "а .. б": "«..»", "а... б": False, "а;; б": "«;;»", "а , б": "«а ,»",
        "а: , б": "«: ,»", "5 , 6": False, "А , б": "«А ,»", "Q , б": "«Q ,»", "а, б; в: г.": False,
    },
    "mixed_words": {"Фopма": "«Фopма»", "HTML-код": False, "форма": False,
                    "мaил, Фopма и мaил": "«мaил», «Фopма»", "www.мaил.ru": False},
    "abbreviations": {
        "Форма ДПЦР": "«ДПЦР»", "Форма СМС": False, "АБВГДЕ и АБ": "«АБВГДЕ», «АБ»",
        "АБВГДЕЖ": False, "форма ДПЦР-1 и а-ДПЦР": False, "Нажала «ДПЦР»": False,
        "ВИЖУ ПУСТО ТУТ СОВСЕМ ЯСНО": False,
    },
    "lone_this": {
        "Это плохо": "«Это плохо»", "Это очень плохо": "«Это очень плохо»",
        "Это очень плохо и долго": False, "Форма. Там ошибка.": "«Там ошибка.»", "ОНО": "«ОНО»",
        "Это плохо и долго": False, "Этот": False, "Вижу это": False, "500": False,
        "Это раз. Это два.": "«Это раз.»",
    },
}


@pytest.mark.parametrize(("test", "text", "found"), [
    (test, text, found) for test, some in CASES.items() for text, found in some.items()])
def test_a_slip_of_wording_is_found_and_what_is_right_is_not(
    test: str, text: str, found: str | bool
) -> None:
    values = {} if isinstance(found, bool) else {"words": found}
    assert hits(test, text) == ([(ACTUAL, values)] if found else [])


def test_sentences_are_counted_and_long_ones_shown_by_their_beginning() -> None:
    assert hits("several_sentences", "Раз. Два! Три") == [(ACTUAL, {"count": "3"})]
    assert hits("several_sentences", "Раз. Два!") == [(ACTUAL, {"count": "2"})]
    assert hits("several_sentences", "Раз, т. е. два, № 5.2") == []
    assert hits("long_sentence", "раз два три четыре", most=4) == []
    long = "Раз. С" + "лово " * 12 + "конец. Ещё " + "слово " * 12
    assert hits("long_sentence", long, most=11) == [(ACTUAL, {
        "value": "Слово лово лово лово лово лово лово лов…", "count": "13", "most": "11"})]


def test_questions_are_counted_in_the_whole_message_and_shown_at_the_first() -> None:
    both = {ACTUAL: "Когда?? И", DEMAND: "Кто? Где?"}
    assert hits("many_questions", both, ACTUAL, DEMAND) == [(ACTUAL, {"count": "3"})]
    assert hits("many_questions", {**both, ACTUAL: "x"}, ACTUAL, DEMAND) == [
        (DEMAND, {"count": "2"})]
    assert hits("many_questions", "Когда??") == []
    assert hits("many_questions", "Надпись «Кто?» и «Где?»") == []


@pytest.mark.parametrize(("text", "of", "begins", "whole"), [
    ("Ошибка 500 снова", "ошибка 500", True, False), ("Ошибка 5000", "ошибка 500", False, False),
    ("Ошибка,  500!", "ошибка 500", True, True), ("аб", "аб", False, False),
    ("абв", "абв", True, True), ("Снова ошибка 500", "ошибка 500", False, False),
])
def test_what_repeats_another_answer_is_found(
    text: str, of: str, begins: bool, whole: bool
) -> None:
    case = {ACTUAL: text, "problem.subject": of}
    for wanted, fires in ((False, begins), (True, whole)):
        assert hits("repeats", case, ACTUAL, of="problem.subject", whole=wanted) == (
            [(ACTUAL, {})] if fires else [])


def test_words_of_two_lists_in_one_message_are_named_at_the_first_list() -> None:
    lists = {"list": "bad", "other": "other"}
    both = {ACTUAL: "прошу вы", DEMAND: "кошмар"}
    assert hits("both_of", both, ACTUAL, DEMAND, **lists) == [
        (DEMAND, {"words": "«кошмар», «вы»"})]
    for one in ("кошмар", "вы", "прошу"):
        assert hits("both_of", one, **lists) == []


@pytest.mark.parametrize(("text", "asks"), [
    ("Запись важна", False), ("Почините форму", True), ("Верните деньги", True),
    ("Запись?", True), ("Ничего не работает", True), ("Помочь", True), ("Исправить", True),
    ("Дайте", True), ("Исправьте форму", True), ("Проверьте", True), ("Разобраться", True),
    ("Дети", False), ("Новости", False), ("Внести", True), ("Отнестись", True),
    ("Ответьте", True), ("Вместе", False), ("Найдите", True), ("Найти", True),
])
def test_a_demand_has_a_verb_a_question_or_a_word_that_asks(text: str, asks: bool) -> None:
    assert hits("asks_nothing", text, list="bad") == ([] if asks else [(ACTUAL, {})])


def test_a_categorys_name_alone_is_no_subject() -> None:
    for text in ("Ошибка входа", "не работает сервис!"):
        assert hits("only_category", {"category": "login", ACTUAL: text}, ACTUAL, list="plain"
                    ) == [(ACTUAL, {"value": text})]
    assert hits("only_category", "Ошибка входа", list="plain") == []
    assert hits("only_category", "Не работает сервис", list="plain") != []
    assert hits("only_category", "Не работает сервис записи", list="plain") == []


# --- Words ------------------------------------------------------------------------------------


def test_words_sentences_and_links_are_told_apart() -> None:
    assert words_of("Из-за 5 окон, ёж-Z.") == ["Из-за", "окон", "ёж-Z"]
    assert folded(" Ещё,  РАЗ-два 5! ") == "еще раз два 5"
    assert sentences_of("Раз.  Два! Три…\nчетыре\n\n т. е. пять, № 5.2. «Семь»") == [
        "Раз.", "Два!", "Три…", "четыре", "т. е. пять, № 5.2.", "«Семь»"]
    assert without_links("а https://b.ru/в www.г.рф д@e.ru HTTP://X ж").split() == ["а", "ж"]
    assert unquoted("а «б» \"в\" “г” д").split() == ["а", "д"]
    assert [mixes_scripts(one) for one in ("мaил", "HTML-код", "mail", "почта", "a.б")] == [
        True, False, False, False, False]


def test_phrases_are_found_by_whole_words_the_longest_first() -> None:
    found = [one.group() for one in phrases_in(
        "Ещё не раб, не работает и глючило; не-раб", ("не раб", "не работает", "глюч*", "ещё"))]
    assert found == ["еще", "не раб", "не работает", "глючило"]
    assert [*phrases_in("а", ())] == []
