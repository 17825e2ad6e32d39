"""What a pasted sentence plainly states: reasons, doubts, quotes, names and misspelt words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.letters import Letter, read
from gosupport_cli.core.statements import Words, first_of, plain_words, unquoted, words_from
from gosupport_cli.core.wordings import Pattern, Reading, compiled

CATALOGUE = YamlCatalogue(Path("no-such"))
PATTERNS: Sequence[Pattern] = tuple(CATALOGUE.mail_patterns.values())
WORDS = words_from(CATALOGUE.lists)


def pasted(text: str) -> Reading:
    return read(Letter(text=text, is_mail=False), PATTERNS, words=WORDS)


STATED = {
    # A reason behind the wording may have any words, a doubt in it still counts.
    "Запрос закрыт в связи с дублированием записей": "closed",
    "Запрос закрыт сегодня в связи с дублированием записей": "closed",
    "Запрос закрыт по вашему обращению, так как котик пришёл": "closed",
    "Запрос закрыт сегодня из-за котика, но не полностью": "",
    "Запрос закрыт сегодня из-за котика, возможно": "",
    "Запрос закрыт котиком сегодня в связи с дублированием": "",
    "Запрос закрыт котиком": "", "Запрос закрыт сегодня ввиду котика": "closed",
    # What is wanted may be anything.
    "По вашему запросу требуется дополнительная информация о котике": "needs_info",
    "Просим прислать фото котика": "needs_info",
    "Котик просит: просим прислать фото": "",
    # «Сбой в работе» is no work on the request.
    "Сбой в работе портала": "", "Ошибка в работе": "", "Запрос в работе": "in_progress",
    "Проблема в работе": "", "Ошибка закрыта": "closed", "Ошибки устранены": "",
    "Ошибка устранена": "resolved",
    # A name that is spoken to, a date and a number are no unknown words.
    "Мария Сергеевна, ваш запрос закрыт": "closed",
    "Здравствуйте, Мария Сергеевна, ваш запрос закрыт": "closed",
    "Уважаемая Мария Сергеевна, ваш запрос закрыт": "closed",
    "Мария, ваш запрос закрыт": "",
    "20.11.2026 в 14:30 ваш запрос закрыт": "closed", "Запрос закрыт 20 ноября 2026 г": "closed",
    "Запрос SCR#1234567 закрыт": "closed", "Обращение № 12345678 закрыто": "closed",
    "Кот № 12345678 закрыт": "",
    # Words of a request that people misspell; short and foreign words are not guessed.
    "Ваш запос закрыт": "closed", "Ваш заапрос закрыт": "closed", "Ваш зопрос закрыт": "closed",
    "Ваш зарпос закрыт": "closed", "Ваше обрщение закрыто": "closed",
    "Ваш запрсо закрыт": "closed", "Ваш запросы закрыт": "closed", "Ваш заявко закрыт": "closed",
    "Ваш опрос закрыт": "", "Ваш допрос закрыт": "", "Ваш запорт закрыт": "",
    "Ваш апрос закрыт": "", "Ваш запр закрыт": "", "Ваш запро5 закрыт": "",
    "Ваша заяка закрыта": "closed", "Ваша заява закрыта": "closed", "Ваш заросли закрыт": "",
    "Ваш запроссс закрыт": "", "Ваш статс закрыт": "closed",
    # Quoted words are somebody's, unless a status is named by them or there is nothing else.
    "Вы писали «запрос закрыт»": "", "«Запрос закрыт»": "closed", "«Запрос закрыт».": "closed",
    "Статус «закрыт»": "closed", "\"Запрос закрыт\"": "closed", "Надпись \"закрыт\" видна": "",
    "Надпись “закрыт” видна": "", "Запрос „кот“ закрыт": "closed",
    # Lists of phrases: two words that together are harmless, not each of them.
    "Довожу до сведения, запрос закрыт": "closed", "Приносим извинения, запрос закрыт": "closed",
}


@pytest.mark.parametrize(("text", "status"), STATED.items())
def test_a_sentence_states_a_status_or_nothing(text: str, status: str) -> None:
    found = pasted(text)
    assert found.status == status
    assert found.kind == ("status" if status else "unknown")


@pytest.mark.parametrize(("text", "numbers", "raw", "event"), [
    ("Запрос SCR# 1234567 закрыт", ("SCR#1234567",), "закрыт", "closed"),
    ("Обращение №  12345678  закрыто", ("12345678",), "закрыто", "text-closed"),
    ("Запрос принят  в   работу", (), "принят в работу", "text-taken"),
    ("Запрос ведутся работы", (), "ведутся работы", "text-under-way"),
])
def test_a_statement_keeps_its_number_the_words_of_the_support_and_the_wording(
    text: str, numbers: tuple[str, ...], raw: str, event: str
) -> None:
    found = pasted(text)
    assert (found.numbers, found.raw_status, found.event) == (numbers, raw, event)


def test_the_word_of_the_support_decides_where_the_wording_names_one() -> None:
    def meaning(word: str) -> str:
        return {"Отложен": "waiting", "выполнен": "refused"}.get(word, "")

    def said(text: str) -> str:
        return read(Letter(text=text, is_mail=False), PATTERNS, meaning, WORDS).status

    assert said("Статус: Отложен") == "waiting"
    assert said("Статус: Загадочен") == ""
    assert said("Запрос выполнен") == "resolved"


@pytest.mark.parametrize(("subject", "kind", "event", "raw"), [
    ("К запросу SCR#1234567 добавлен файл", "status", "file-added", "добавлен файл"),
    ("Новый штраф", "unknown", "notice-fine", ""), ("Код подтверждения", "code", "", ""),
    ("Запрос SCR#1234567  закрыт", "status", "closed", "закрыт"),
])
def test_a_subject_is_remembered_by_its_wording(
    subject: str, kind: str, event: str, raw: str
) -> None:
    found = read(Letter(text="", subject=subject), PATTERNS)
    assert (found.kind, found.event, found.raw_status) == (kind, event, raw)


@pytest.mark.parametrize(("say", "fits", "others"), [
    ("решён/решена", ("решён", "решен", "РЕШЕНА"), ("решёна", "нерешен", "решены")),
    ("статус: {term}", ("статус:  новый", "статус : новый"), ("статус новый", "статус: н")),
    ("в работу", ("в  работу", "в\nработу"), ("вработу", "в работу-то?".replace("-то?", "х"))),
    ("№ {number} готов", ("№ 1234 готов", "№ SCR# 12 готов"), ("№ 123 готов",)),
    ("а.б", ("а.б",), ("а,б",)),
])
def test_a_wording_fits_its_spellings_and_nothing_longer(
    say: str, fits: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert [one for one in fits if not compiled(say).fullmatch(one)] == []
    assert [one for one in others if compiled(say).search(one)] == []


def test_word_lists_know_phrases_and_stars_by_whole_words() -> None:
    assert first_of("а не закрыто б", ("не закрыт*", "б")) == 2
    assert first_of("а из-за б", ("из-за",)) == 2
    assert first_of("такова", ("так",)) is None
    assert first_of("из-за", ("из", "за")) is None
    assert first_of("а", ()) is None
    assert plain_words("Ещё,  РАЗ-два; 5%!") == "еще раз-два 5%"


def test_quoted_words_are_blanked_and_keep_their_place() -> None:
    assert unquoted("а «б в» г") == "а       г"
    assert unquoted("СТАТУС «б»") == "СТАТУС  б "
    assert unquoted("“б”, „в“!") == " б ,  в !"


def test_missing_lists_are_empty() -> None:
    assert words_from({}) == Words()
    some = words_from({"letter-known": ("Рады сообщить", "ещё", "до сведения", "раз")})
    assert some.known == {"еще", "раз"}
    assert some.phrases == ("рады сообщить", "до сведения")
