"""One typed answer becomes the value that is kept."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.model import NONE, UNKNOWN, Value
from gosupport_cli.flows.accept import Accepted, accept
from tests.fakes import FixedClock

QUESTIONS = YamlCatalogue(Path("nowhere")).questions


def take(key: str, raw: Value) -> Accepted:
    return accept(QUESTIONS[key], raw, clock=FixedClock(), identifiers=LibraryIdentifiers())


@pytest.mark.guide("G-39")
def test_a_moment_is_kept_with_its_zone_and_a_future_one_is_a_problem() -> None:
    assert take("problem.occurred_at", "вчера в 14:30") == Accepted("2026-11-19T14:30+03:00")
    assert take("problem.occurred_at", "20.11.2026 18:01").problem == "moment-future"


@pytest.mark.guide("G-160")
def test_a_moment_without_an_hour_is_asked_again_and_a_loose_one_is_noted() -> None:
    assert take("problem.occurred_at", "позавчера") == Accepted("18.11.2026", "moment-hour")
    assert take("problem.occurred_at", "сегодня утром").notes == ("moment-read",)
    assert take("problem.occurred_at", "когда-то") == Accepted("когда-то", "moment")


@pytest.mark.guide("G-21", "G-22", "G-137", "G-63")
@pytest.mark.parametrize(
    ("key", "typed", "kept", "problem"),
    [
        ("person.phone", "8\u202f(900)\u00a0000\u201100\u201101", "+79000000001", ""),
        ("person.phone", "12345", "12345", "phone"),
        ("person.email", " ivanova@example.ru ", "ivanova@example.ru", ""),
        ("person.email", "ivanova@", "ivanova@", "email"),
        ("person.email", "мария@mail.ru", "мария@mail.ru", "email-letters"),
        ("person.email", "ivanova@mаil.example.ru", "ivanova@mаil.example.ru", "email-letters"),
    ],
)
def test_contacts_are_normalised_and_wrong_ones_stay_for_correction(
    key: str, typed: str, kept: str, problem: str
) -> None:
    done = take(key, typed)
    assert (done.value, done.problem) == (kept, problem)


@pytest.mark.guide("G-20")
def test_identity_numbers_have_their_check_digits_looked_at() -> None:
    assert take("person.inn", "5001 0073 2259") == Accepted("500100732259")
    assert take("person.inn", "500100732258").problem == "inn"
    assert take("person.snils", "11223344595") == Accepted("112-233-445 95")


@pytest.mark.guide("G-42", "G-159")
@pytest.mark.parametrize("code", ["ESIA-007015", "ab12cd34ef56", "500", "12345678"])
def test_the_usual_codes_of_errors_pass_as_they_are(code: str) -> None:
    assert take("problem.error_code", code) == Accepted(code)


@pytest.mark.guide("G-42", "G-108", "G-159")
def test_words_around_a_code_go_and_a_code_like_one_of_an_sms_is_asked_again() -> None:
    assert take("problem.error_code", "код ошибки: ab12cd34ef56").value == "ab12cd34ef56"
    assert take("problem.error_code", "кода нет") == Accepted(NONE)
    assert take("problem.error_code", "482193").problem == "code-like-sms"


@pytest.mark.guide("G-25")
def test_ten_bare_digits_as_a_ticket_make_the_program_ask_which_number_it_is() -> None:
    assert take("problem.previous_ticket", "3500308079").notes == ("which-number",)
    assert take("problem.previous_ticket", "SCR#1234567") == Accepted("SCR#1234567")
    assert take("problem.application_number", "№ 3500 308079") == Accepted("3500308079")
    assert take("problem.application_number", "SCR#1234567").problem == "application"


@pytest.mark.guide("G-117")
def test_links_lose_query_and_fragment_with_a_note() -> None:
    done = take("problem.pages", "https://www.gosuslugi.ru/600101/1/form?token=abc#x")
    assert done == Accepted(("https://www.gosuslugi.ru/600101/1/form",), notes=("link-cleaned",))
    bare = take("problem.pages", "gosuslugi.ru/600101?token=abc")
    assert bare == Accepted(("https://gosuslugi.ru/600101",), notes=("link-cleaned",))
    inside = take("problem.actual", "Открыла www.gosuslugi.ru/1?a=b и ждала")
    assert inside.value == "Открыла www.gosuslugi.ru/1 и ждала"


@pytest.mark.guide("G-24", "G-108")
def test_a_secret_is_cut_out_before_anything_is_kept() -> None:
    done = take("problem.actual", "Ввела пароль: Qwerty1 и код 4821 из смс, не пускает")
    assert "Qwerty1" not in done.value and "4821" not in done.value
    assert set(done.removed) == {"password", "code"}
    assert "secret-removed" in done.notes


@pytest.mark.guide("G-41", "G-158")
def test_a_pasted_error_stays_one_answer_of_several_lines() -> None:
    text = "Ошибка 500\r\n  at com.example\x1b[31m\r\nКонец"
    assert take("problem.error_text", text).value == "Ошибка 500\n  at com.example\nКонец"


@pytest.mark.guide("G-26", "G-180")
def test_steps_lose_their_own_numbers_and_stay_a_list() -> None:
    done = take("problem.steps", "1. Открыла услугу\n2) Выбрала\n\n- Нажала")
    assert done.value == ("Открыла услугу", "Выбрала", "Нажала")


@pytest.mark.guide("G-43")
def test_what_was_tried_is_ids_and_own_words() -> None:
    done = take("problem.tried", ("очистка кэша", "other_browser", "звонил провайдеру"))
    assert done.value == ("clear_cache", "other_browser", "звонил провайдеру")


def test_dont_know_and_nothing_are_answers_where_the_question_takes_them() -> None:
    assert take("problem.service", "Не знаю.").value == UNKNOWN
    assert take("problem.error_text", "нет").value == NONE
    # A summary takes neither: the words stay words.
    assert take("problem.summary", "не знаю").value == "не знаю"


@pytest.mark.parametrize(
    "typed", ["не помню точно", "No idea", "yt pyf.", "Yt gjvy."],
)
def test_dont_know_is_understood_in_other_words_and_in_the_wrong_layout(typed: str) -> None:
    assert take("problem.service", typed) == Accepted(UNKNOWN)


@pytest.mark.parametrize("typed", ["screen.png", "Иванова 2", "C:\\Users"])
def test_what_can_be_no_name_is_asked_again(typed: str) -> None:
    assert take("person.full_name", typed).problem == "name"


def test_no_is_understood_in_the_wrong_layout() -> None:
    assert take("problem.error_text", "ytn") == Accepted(NONE)


def test_a_choice_is_taken_by_id_or_label_and_nothing_else() -> None:
    assert take("environment.device", "Смартфон").value == "phone"
    assert take("environment.vpn", "да").value == "yes"
    assert take("environment.device", "чайник") == Accepted("чайник", "not-a-choice")
