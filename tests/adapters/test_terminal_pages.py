"""A long text in pages: broken between paragraphs and sentences, no word lost, no page too high."""

from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.adapters.terminal_pages import height, pages

ADVICE = (
    "- Откройте портал в приватном окне. Войдите ещё раз. Если ошибка осталась, выйдите.",
    "- Обновите браузер.",
    "- Отключите VPN и расширения. Потом очистите кеш: в настройках браузера, раздел «История».",
)


def test_a_page_ends_where_a_paragraph_or_a_sentence_ends() -> None:
    read = pages(ADVICE, 39, 5)
    assert len(read) > 1
    assert all(page[-1].endswith(".") for page in read), read
    assert all(height(page, 40) <= 5 for page in read)


def test_what_is_more_than_half_a_page_away_from_fitting_begins_the_next_one() -> None:
    text = "Первое предложение стоит здесь. Второе предложение стоит рядом. Третье тоже стоит."
    first, second = pages(["Одна строка.", "Две строки.", "Три строки.", text], 39, 6)
    assert first == ["", "Одна строка.", "Две строки.", "Три строки."]
    assert " ".join(second) == text


def test_a_sentence_longer_than_the_screen_goes_on_over_it() -> None:
    text = "слово " * 60
    read = pages([text], 39, 6)
    assert " ".join(line for page in read for line in page).split() == text.split()
    assert all(height(page, 40) <= 6 for page in read)


def test_there_is_no_page_with_nothing_on_it() -> None:
    assert pages(["Раз.", "Два.", "Три.", "", ""], 39, 4) == [["", "Раз.", "Два.", "Три."]]


@given(st.lists(st.text("абв .!\n-Г«", max_size=200), max_size=4), st.integers(10, 60),
       st.integers(3, 20))
def test_no_word_is_lost_and_no_page_is_too_high(
    paragraphs: list[str], width: int, room: int
) -> None:
    short = [" ".join(word[:9] for word in one.split()) for one in paragraphs]
    read = pages(short, width, room)
    assert all(height(page, width + 1) <= room for page in read)
    words = [word for one in short for word in one.split()]
    assert [word for page in read for line in page for word in line.split()] == words


def test_a_command_longer_than_the_screen_counts_as_the_rows_that_it_takes() -> None:
    command = "gosupport profile set я person.full_name='Иванова Мария Сергеевна'"
    (page,) = pages([f"Запустите: {command}"], 39)
    assert command in page
    assert height(page, 40) == 4
