"""The borders of what is understood of a time: hours of the day, days back, zones, years."""

from datetime import datetime

import pytest

from gosupport_cli.core.moments import far_year, read_moment
from tests.fakes import MOSCOW

NOW = datetime(2026, 11, 20, 18, 0, 40, 7, tzinfo=MOSCOW)  # a Friday

HOURS = {  # what was said of yesterday -> its hour and minute, None: asked again
    "в 2 утра": None, "в 3 утра": "03:00", "в 11 утра": "11:00", "в 12 утра": None,
    "в 14 утра": None, "в 12 дня": "12:00", "в 1 дня": "13:00", "в 6 дня": "18:00",
    "в 7 дня": None, "в 9 дня": None, "в 10 дня": "10:00", "в 13 дня": "13:00",
    "в 17 дня": "17:00", "в 18 дня": None, "в 3 вечера": None, "в 4 вечера": "16:00",
    "в 11 вечера": "23:00", "в 12 вечера": None, "в 15 вечера": None, "в 16 вечера": "16:00",
    "в 23 вечера": "23:00", "в 1 ночи": "01:00", "в 5 ночи": "05:00", "в 6 ночи": None,
    "в 9 ночи": None, "в 10 ночи": "22:00", "в 11 ночи": "23:00", "в 23 ночи": None,
    "at 12 am": "00:00", "at 1 am": "01:00", "at 12 pm": "12:00", "at 11 pm": "23:00",
    "at 13 pm": "13:00", "at 13 am": None, "в 6": None, "в 13": "13:00", "в 23 часа": "23:00",
    "в 0:05": "00:05", "в 23:59": "23:59", "в 24:00": None, "в 14:60": None, "в 14:30:60": None,
    "в полдень": "12:00", "в час ночи": "01:00", "полпервого дня": "12:30",
    "полвторого дня": "13:30", "полдвенадцатого дня": "11:30", "в половине первого дня": "12:30",
    "в половине первого ночи": None, "без 10 два дня": "13:50", "без десяти час": None,
    "без двадцати минут пять дня": "16:40", "без четверти час дня": None,
    "в 5 минут первого дня": "12:05", "в пять минут второго ночи": "01:05",
    "в 14 ч 30": "14:30", "в 14ч30 мин": "14:30", "в 14-30": "14:30", "в 14 30": "14:30",
    "в двадцать два сорок": "22:40", "в ноль пять": None, "в двадцать ноль пять": "20:05",
    "утром в 7:30": "07:30", "утром в 2:30": None, "днём в 2:30": "14:30",
    "днём в 12:30": "12:30", "в обед в 1:30": "13:30", "после обеда в 3:30": "15:30",
    "вечером в 7:30": "19:30", "вечером в 3:30": None, "ночью в 0:30": "00:30",
    "ночью в 2:30": "02:30", "утром в 15:00": None, "с утра в 7:30": "07:30",
    "утром в 0:30": None, "at 2:30 p.m.": "14:30", "at 2:30pm": "14:30", "at 9 a.m.": "09:00",
    "в двадцать нуль пять": "20:05", "14.12": "14:12", "в 14.12": "14:12", "14-12": "14:12",
    "14.13": "14:13",
}


@pytest.mark.parametrize(("said", "clock"), HOURS.items())
def test_an_hour_fits_its_part_of_the_day_or_is_asked_again(said: str, clock: str | None) -> None:
    for phrase in (f"вчера {said}", f"{said} вчера"):
        moment = read_moment(phrase, NOW)
        assert (moment and moment.iso()) == (clock and f"2026-11-19T{clock}+03:00"), phrase
        assert moment is None or moment.exact


ABOUT = {
    "вчера с утра": "2026-11-19T09:00", "вчера днём": "2026-11-19T14:00",
    "вчера в обед": "2026-11-19T13:00", "вчера после обеда": "2026-11-19T15:00",
    "сегодня днём": "2026-11-20T14:00", "сегодня вечером": "2026-11-20T18:00",
    "вечером": "2026-11-20T18:00", "ночью": "2026-11-20T02:00", "утром": "2026-11-20T09:00",
    "минуту назад": "2026-11-20T18:00", "прямо сейчас": "2026-11-20T18:00",
    "2 минуты назад": "2026-11-20T17:58", "час назад": "2026-11-20T17:00",
    "2 часа тому назад": "2026-11-20T16:00", "an hour ago": "2026-11-20T17:00",
    "2 дня назад вечером": "2026-11-18T20:00", "вчера где-то в 14:30": "2026-11-19T14:30",
    "кажется, вчера в 14:30": "2026-11-19T14:30", "вчера часов в 7 утра": "2026-11-19T07:00",
    "вчера в 7": "2026-11-19T07:00", "вчера в 12": "2026-11-19T12:00",
    "в прошлую среду в 14:30": "2026-11-18T14:30", "примерно в полдень": "2026-11-20T12:00",
    "полторы минуты назад": "2026-11-20T17:59", "полтора часа назад": "2026-11-20T16:30",
    "yesterday about 9 am": "2026-11-19T09:00", "this morning": "2026-11-20T09:00",
}


@pytest.mark.parametrize(("said", "meant"), ABOUT.items())
def test_what_leaves_room_for_doubt_is_read_back_as_approximate(said: str, meant: str) -> None:
    moment = read_moment(said, NOW)
    assert moment is not None
    assert (moment.iso(), moment.exact, moment.has_time) == (f"{meant}+03:00", False, True)
    assert moment.at.microsecond == 0


EXACT = {
    "2026-11-19 в 14:30": "2026-11-19T14:30", "2026-11-19 в два часа дня": "2026-11-19T14:00",
    "в 14.12": "2026-11-20T14:12", "14.13": "2026-11-20T14:13", "14-12": "2026-11-20T14:12",
    "вчера в 14:30:59": "2026-11-19T14:30:59",
    "2025-11-19 в 14:30": "2025-11-19T14:30", "в двадцать два, вчера": "2026-11-19T22:00",
    "с утра в 2:30": None, "в двадцать два сорок, вчера": "2026-11-19T22:40",
    "в десять тридцать двадцать пятого октября": "2026-10-25T10:30",
    "двадцатого, в пятницу, в десять, утра": None,
    "было": None, "примерно": None, "по Москве": None,
}


@pytest.mark.parametrize(("said", "meant"), EXACT.items())
def test_a_number_with_a_point_is_a_date_or_a_time_by_what_stands_beside_it(
    said: str, meant: str | None
) -> None:
    moment = read_moment(said, NOW)
    assert (moment and moment.iso()) == (meant and f"{meant}+03:00")


def test_a_part_of_this_day_that_is_not_over_is_no_later_than_now() -> None:
    at_five = read_moment("утром", NOW.replace(hour=5, minute=0, second=0, microsecond=0))
    assert at_five is not None and at_five.iso() == "2026-11-20T05:00+03:00"
    for hour, said, meant in ((5, "утром", "05:20"), (4, "утром", "09:00"), (9, "утром", "09:00"),
                              (1, "ночью", "01:20"), (12, "днём", "12:20"), (17, "днём", "14:00"),
                              (18, "вечером", "18:20"), (17, "вечером", "20:00"),
                              (21, "сегодня вечером", "20:00"), (12, "в обед", "12:20"),
                              (13, "после обеда", "13:20")):
        moment = read_moment(said, NOW.replace(hour=hour, minute=20))
        assert moment is not None and moment.iso() == f"2026-11-20T{meant}+03:00", (hour, said)


DAYS = {
    "день назад": "2026-11-19", "2 суток назад": "2026-11-18", "2 недели назад": "2026-11-06",
    "неделю назад": "2026-11-13", "позапозавчера": "2026-11-17", "полторы недели назад": None,
    "полдня назад": None, "в среду": "2026-11-18", "в эту среду": "2026-11-18",
    "во вторник": "2026-11-17", "в пятницу": "2026-11-20", "в минувшую пятницу": "2026-11-13",
    "в прошлую субботу": "2026-11-14", "в воскресенье": "2026-11-15",
    "вчера, в четверг": "2026-11-19", "вчера, в пятницу": None,
    "20 ноября, в пятницу": "2026-11-20",
    "вчера сегодня": None, "20 ноября, 21 ноября": None,
    "2 часа назад вчера": None, "2 часа назад в пятницу": None, "2 часа назад в 14:30": None,
    "2 часа назад вечером": None, "2 часа назад 20 ноября": None, "20 ноября, в среду": None,
    "1 января": "2026-01-01", "23 мая": "2026-05-23", "23 мая 2025 года": "2025-05-23",
    "двадцать пятого октября": "2026-10-25", "тридцатое октября": "2026-10-30",
    "20.11.25": "2025-11-20", "14.12": "2026-12-14", "20/11": "2026-11-20",
    "2026-11-19": "2026-11-19", "2026-11-2": None, "2026-13-20": None, "31 сентября": None,
}


@pytest.mark.parametrize(("said", "day"), DAYS.items())
def test_a_day_is_counted_from_today_and_two_days_that_differ_are_none(
    said: str, day: str | None
) -> None:
    moment = read_moment(said, NOW)
    assert (moment and moment.iso()) == day
    if moment:
        # Noon of that day, where the person is: whether it is to come can be told.
        assert moment.at == datetime.fromisoformat(f"{day}T12:00+03:00")
        assert (moment.exact, moment.has_time) == (False, False)


def test_a_last_weekday_is_sure_only_when_no_other_can_be_meant() -> None:
    for said, exact in (("в прошлую субботу", True), ("в прошлую пятницу", True),
                        ("в прошлую среду", False), ("в минувший понедельник", False)):
        moment = read_moment(f"{said} в 14:30", NOW)
        assert moment is not None and moment.exact is exact, said


def test_a_date_half_a_year_ahead_without_a_year_was_last_year() -> None:
    spring = NOW.replace(month=3, day=1)
    for said, year in (("30.08 10:00", 2026), ("31.08 10:00", 2026), ("01.09 10:00", 2025),
                       ("30.12 10:00", 2025), ("30.12.2026 10:00", 2026), ("30.12.26", 2026)):
        moment = read_moment(said, spring)
        assert moment is not None and moment.at.year == year, said


ZONES = {
    "utc": "+00:00", "GMT": "+00:00", "UTC+3": "+03:00", "(UTC+03:00)": "+03:00",
    "utc-3:30": "-03:30", "gmt+5:45": "+05:45", "UTC+14": "+14:00", "UTC-12": "-12:00",
    "МСК": "+03:00", "(мск)": "+03:00", "МСК+4": "+07:00", "МСК-1": "+02:00",
    "МСК+4:30": "+07:30", "по московскому времени": "+03:00", "по москве": "+03:00",
    "Moscow time": "+03:00", "по местному времени": "+07:00", "по местному": "+07:00",
    "UTC+15": None, "UTC-13": None, "UTC+5:60": None, "МСК+12": None, "": "+07:00",
}


@pytest.mark.parametrize(("said", "offset"), ZONES.items())
def test_a_zone_is_understood_and_one_that_cannot_be_is_never_passed_over(
    said: str, offset: str | None
) -> None:
    tomsk = datetime.fromisoformat("2026-11-20T15:00+07:00")
    moment = read_moment(f"20.11.2026 14:30 {said}", tomsk)
    assert (moment and moment.iso()) == (offset and f"2026-11-20T14:30{offset}")


ISO = {
    "2026-11-20T14:30": "2026-11-20T14:30+03:00", "2026-11-20t14:30z": "2026-11-20T14:30+00:00",
    "2026-11-20 14:30 +0500": "2026-11-20T14:30+05:00", "2026-11-20 14:30 Z":
    "2026-11-20T14:30+00:00", "2026-11-20T14:30:15.5": "2026-11-20T14:30:15+03:00",
    "2026-11-20T25:30": None, "2026-02-29T10:00": None,
}


@pytest.mark.parametrize(("said", "meant"), ISO.items())
def test_what_programs_write_is_read_to_the_second_and_keeps_its_zone(
    said: str, meant: str | None
) -> None:
    moment = read_moment(said, NOW)
    assert (moment and moment.iso()) == meant
    assert moment is None or moment.at.microsecond == 0


def test_a_weekday_whose_hour_is_yet_to_come_was_a_week_ago() -> None:
    for said, meant in (("в пятницу в 18:00", "2026-11-20"), ("в пятницу в 18:01", "2026-11-13"),
                        ("сегодня в 18:01", "2026-11-20"), ("в четверг в 18:01", "2026-11-19")):
        moment = read_moment(said, NOW)
        assert moment is not None and moment.iso()[:10] == meant, said
    just = read_moment("в пятницу в 18:00", NOW.replace(second=0, microsecond=0))
    assert just is not None and just.iso() == "2026-11-20T18:00+03:00"


def test_filling_words_change_nothing_and_any_other_word_is_asked_about() -> None:
    for said in ("это случилось вчера ровно в 14:30!", " Вчера , в 14:30. ", "было вчера, 14:30;"):
        moment = read_moment(said, NOW)
        assert moment is not None and moment.exact, said
        assert moment.iso() == "2026-11-19T14:30+03:00"
    for said in ("вчера в 14:30 кот", "вчера в 14:30 и", "вчера в 14:30 в 15:30"):
        assert read_moment(said, NOW) is None, said


def test_a_phrase_of_a_hundred_signs_is_read_and_a_longer_one_is_not() -> None:
    for size in (100, 101):
        said = f"вчера{',' * (size - 13)} в 14:30"
        assert len(said) == size
        assert (read_moment(said, NOW) is None) is (size > 100)


@pytest.mark.parametrize(("said", "year"), [
    ("20.11.1989", "1989"), ("20.11.1990", ""), ("20.11.2199 14:30", ""),
    ("20.11.2200 14:30", "2200"), ("1989-11-20", "1989"), ("2200-01-01T10:00", "2200"),
    ("20/11/3000", "3000"), ("1990-01-01", ""), ("с 20.11.2026 по 20.11.3026", "3026"),
    ("в 14:30", ""), ("120.11.30001", ""),
])
def test_the_year_that_is_too_far_away_is_named(said: str, year: str) -> None:
    assert far_year(said) == year
    assert (read_moment(said, NOW) is None) or not year
