"""Dates as people say them: understood whole, or not at all."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.moments import read_moment
from tests.fakes import MOSCOW

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=MOSCOW)  # a Friday

EXACT = {
    "2026-11-20T14:30+03:00": "2026-11-20T14:30+03:00",
    "2026-11-20 14:30": "2026-11-20T14:30+03:00",
    "2026-11-20T11:30:15Z": "2026-11-20T11:30:15+00:00",
    "20.11.2026 14:30": "2026-11-20T14:30+03:00",
    "20.11.26, 14.30": "2026-11-20T14:30+03:00",
    "20.11 14:30": "2026-11-20T14:30+03:00",
    "20.11. в 14.30": "2026-11-20T14:30+03:00",
    "20/11/2026 14:30": "2026-11-20T14:30+03:00",
    "20.11.2026 14:30:15": "2026-11-20T14:30:15+03:00",
    "в 14:30 20 ноября": "2026-11-20T14:30+03:00",
    "Вчера в 14:30": "2026-11-19T14:30+03:00",
    "вчера 14.30": "2026-11-19T14:30+03:00",
    "вчера в четырнадцать тридцать": "2026-11-19T14:30+03:00",
    "вчера в двадцать ноль пять": "2026-11-19T20:05+03:00",
    "вчера в три часа дня": "2026-11-19T15:00+03:00",
    "вчера в половине третьего дня": "2026-11-19T14:30+03:00",
    "вчера полтретьего дня": "2026-11-19T14:30+03:00",
    "вчера без четверти три дня": "2026-11-19T14:45+03:00",
    "вчера в десять минут третьего дня": "2026-11-19T14:10+03:00",
    "вчера в час дня": "2026-11-19T13:00+03:00",
    "вчера, в четверг, в 14:30": "2026-11-19T14:30+03:00",
    "в понедельник в 10 утра": "2026-11-16T10:00+03:00",
    "в пятницу в 10 утра": "2026-11-20T10:00+03:00",
    "в пятницу в 23:00": "2026-11-13T23:00+03:00",
    "в прошлую пятницу в 9:15": "2026-11-13T09:15+03:00",
    "20 ноября в 14.30": "2026-11-20T14:30+03:00",
    "20 ноября 2026 г. в 14 ч. 30 мин.": "2026-11-20T14:30+03:00",
    "двадцатого ноября в два часа дня": "2026-11-20T14:00+03:00",
    "3 дня назад в 12:15": "2026-11-17T12:15+03:00",
    "14:30 по Москве": "2026-11-20T14:30+03:00",
    "вечером в 7:30": "2026-11-20T19:30+03:00",
    "14:30": "2026-11-20T14:30+03:00",
    "yesterday at 2:30 pm": "2026-11-19T14:30+03:00",
    "30.12 10:00": "2026-12-30T10:00+03:00",
}
APPROXIMATE = {
    "сегодня утром": "2026-11-20T09:00+03:00",
    "сегодня ночью": "2026-11-20T02:00+03:00",
    "позавчера вечером": "2026-11-18T20:00+03:00",
    "только что": "2026-11-20T18:00+03:00",
    "10 минут назад": "2026-11-20T17:50+03:00",
    "два часа назад": "2026-11-20T16:00+03:00",
    "полчаса назад": "2026-11-20T17:30+03:00",
    "полтора часа назад": "2026-11-20T16:30+03:00",
    "вчера около трёх часов дня": "2026-11-19T15:00+03:00",
    "примерно вчера в 14:30": "2026-11-19T14:30+03:00",
    "вчера часов в 5 вечера": "2026-11-19T17:00+03:00",
    # Which Monday, and which nine o'clock? Said back as «примерно», to be looked at.
    "в прошлый понедельник в 9:15": "2026-11-16T09:15+03:00",
    "вчера в 9": "2026-11-19T09:00+03:00",
}
DAY_ONLY = {
    "позавчера": "2026-11-18",
    "в прошлую пятницу": "2026-11-13",
    "неделю назад": "2026-11-13",
    "20 ноября": "2026-11-20",
    "10.11": "2026-11-10",
    "2026-11-20": "2026-11-20",
}
NOT_UNDERSTOOD = (
    "", "не помню", "май", "22", "500", "0905", "11.22.2026", "32.01.2026 10:00", "31.04.2026",
    "29.02", "20.11.2026 24:30", "20.11.2026 14:65", "вчера в 3 часа", "в три", "вчера ночью",
    "в полночь", "в 12 ночи", "с 14 до 15", "20.11 или 21.11", "утром в 15:00", "до 14:30",
    "вчера в 14:30 и сегодня", "вчера, в среду, в 14:30", "ошибка 500 вчера в 14:30",
    "+7 900 000-00-01", "14.30.15", "х" * 1000,
)


@pytest.mark.guide("G-39", "G-160")
@pytest.mark.parametrize(("said", "meant"), EXACT.items())
def test_an_exact_phrase_is_that_moment(said: str, meant: str) -> None:
    moment = read_moment(said, NOW)
    assert moment is not None
    assert (moment.iso(), moment.exact, moment.has_time) == (meant, True, True)


@pytest.mark.guide("G-160")
@pytest.mark.parametrize(("said", "meant"), APPROXIMATE.items())
def test_a_loose_phrase_is_approximate(said: str, meant: str) -> None:
    moment = read_moment(said, NOW)
    assert moment is not None
    assert (moment.iso(), moment.exact, moment.has_time) == (meant, False, True)


@pytest.mark.guide("G-160")
@pytest.mark.parametrize(("said", "meant"), DAY_ONLY.items())
def test_a_day_without_an_hour_is_only_a_day(said: str, meant: str) -> None:
    moment = read_moment(said, NOW)
    assert moment is not None
    assert (moment.iso(), moment.has_time) == (meant, False)


@pytest.mark.parametrize("said", NOT_UNDERSTOOD)
def test_what_is_not_wholly_understood_is_nothing(said: str) -> None:
    assert read_moment(said, NOW) is None


@pytest.mark.guide("G-39")
def test_no_zone_means_the_zone_of_the_clock() -> None:
    now = datetime(2026, 11, 20, 22, 0, tzinfo=timezone(timedelta(hours=7)))
    moment = read_moment("вчера в 14:30", now)
    assert moment is not None and moment.iso() == "2026-11-19T14:30+07:00"


def test_a_named_zone_is_kept_and_decides_what_yesterday_is() -> None:
    now = datetime(2026, 11, 20, 1, 0, tzinfo=timezone(timedelta(hours=7)))  # 19 Nov in Moscow
    moment = read_moment("вчера в 14:30 по Москве", now)
    assert moment is not None and moment.iso() == "2026-11-18T14:30+03:00"
    east = read_moment("14:30 МСК+4", NOW)
    assert east is not None and east.iso() == "2026-11-20T14:30+07:00"


def test_no_year_is_this_year_and_only_far_ahead_the_last_one() -> None:
    january = NOW.replace(year=2027, month=1, day=10)
    before = read_moment("30.12 10:00", january)
    assert before is not None and before.at.year == 2026
    # A few days ahead is a slip of the finger: it is refused later as future, not moved a year.
    ahead = read_moment("25.11 14:30", NOW)
    assert ahead is not None and ahead.at.year == 2026


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2026, 11, 20)))
def test_the_usual_spelling_always_comes_back(at: datetime) -> None:
    moment = read_moment(f"{at:%d.%m.%Y %H:%M}", NOW)
    assert moment is not None and moment.exact
    assert moment.at == at.replace(second=0, microsecond=0, tzinfo=MOSCOW)


_WORDS = st.sampled_from(
    ["вчера", "сегодня", "в", "14", "30", ":", ".", "часа", "дня", "утра", "пятницу", "прошлую",
     "ноября", "20", "назад", "минут", "полчаса", "около", "мск", "+4", "31", "00", "-", "пол",
     "третьего", "без", "ночью"]
)


@given(st.one_of(st.text(max_size=40), st.lists(_WORDS, max_size=7).map(" ".join)))
def test_any_text_is_an_aware_moment_or_nothing(text: str) -> None:
    moment = read_moment(text, NOW)
    assert moment is None or moment.at.tzinfo is not None
