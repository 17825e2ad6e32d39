"""Screens that are more than a question: this computer, proposals, files, contacts, persons."""

from pathlib import Path

import pytest

from gosupport_cli.core.asking_ports import Help, Typed, UseEditor
from gosupport_cli.flows.ask import Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import CATALOGUE, TEXTS, Clerk, Notepad, begun, kept


@pytest.mark.guide("G-31", "G-33")
def test_facts_of_this_computer_show_their_source_and_can_be_removed(tools: Tools) -> None:
    clerk = Clerk(machine=[Help(), Typed("environment.vpn")],
                  **{"machine.correct": [Typed("remove")]})
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "machine")
    labels = [one.label for one in screen.options]
    assert "Исправить: Система — Windows 11 23H2" in labels and "нашла программа" in screen.ask
    correct = next(one for one in clerk.screens if one.id == "machine.correct")
    assert correct.ask == "VPN сейчас: нет. Что сделать?" and not correct.progress
    told = next(one for one in clerk.screens if one.id == "machine" and one.intro)
    assert "Система: реестр" in told.intro[-1]
    assert kept(tools).answers["environment.vpn"] == ""
    assert kept(tools).origins["environment.os"] == "реестр"


@pytest.mark.guide("G-31", "G-32")
def test_another_device_switches_the_facts_off_and_asks(tools: Tools) -> None:
    clerk = Clerk(machine=[Typed("elsewhere")])
    begun(tools, clerk)
    system = next(one for one in clerk.screens if one.id == "environment.os")
    assert system.example == "Android 14 или iOS 18"
    assert kept(tools).answers["environment.os"] == "Android 15"
    assert kept(tools).answers["environment.elsewhere"] == "yes"


@pytest.mark.guide("G-97", "G-118", "G-119")
def test_subject_and_demand_are_proposed_from_what_is_known(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk)
    subject = next(one for one in clerk.screens if one.id == "problem.subject").prefill
    assert "500 Internal Server Error" in subject and "Запись на приём к врачу" in subject
    demands = [one.label for one in next(
        one for one in clerk.screens if one.id == "problem.demand").options]
    assert "Прошу устранить ошибку «500 Internal Server Error» при записи на приём." in demands
    assert any("восстановить" in one and "в личном кабинете" in one for one in demands)


@pytest.mark.parametrize(("own", "now"), [(False, "Паспорт"), (True, "Не записаться к врачу")])
def test_a_subject_that_was_proposed_follows_the_answers_and_an_own_one_stays(
    tools: Tools, own: bool, now: str
) -> None:
    made = "Ошибка «500 Internal Server Error», код ab12cd34ef56: Запись на приём к врачу"
    clerk = Clerk(check=[Typed("problem")], **{
        "problem.subject": [Typed("Не записаться к врачу" if own else made)],
        "check.problem": [Typed("problem.service"), Typed("back")],
        "problem.service": [Typed("Запись на приём к врачу"), Typed("Паспорт")],
    })
    begun(tools, clerk)
    proposed = next(one for one in clerk.screens if one.id == "problem.subject").prefill
    assert proposed == made
    assert str(kept(tools).answers["problem.subject"]).endswith(now)


@pytest.mark.guide("G-120")
def test_the_way_of_reply_has_the_three_of_the_guide(tools: Tools) -> None:
    clerk = Clerk(extras=[Typed(("problem.reply_via",))])
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "problem.reply_via")
    assert {one.value for one in screen.options} == {"account", "email", "phone"}


@pytest.mark.guide("G-28", "G-165")
def test_the_question_about_files_reminds_to_cover_personal_data(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "attachments")
    assert "QR-коды" in screen.intro[0] and "отражений" in screen.intro[0]


@pytest.mark.guide("G-140")
def test_contacts_are_shown_in_full_at_the_end_and_can_be_corrected(tools: Tools) -> None:
    clerk = Clerk(contacts=[Typed("person.phone")],
                  person__phone=[Typed("+7 900 000-00-01"), Typed("+7 900 000-00-02")])
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "contacts")
    assert any("+7 900 000-00-01" in line for line in screen.intro)
    assert kept(tools).answers["person.phone"] == "+79000000002"


@pytest.mark.guide("G-103", "G-175", "G-176")
def test_it_asks_whether_the_contacts_are_those_of_the_account(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "person.same_contacts")
    assert "личном кабинете" in screen.ask
    assert {"yes", "no"} <= {one.value for one in screen.options}


@pytest.mark.guide("G-23", "G-107", "G-113")
def test_nothing_is_ever_asked_about_login_password_or_code_of_an_sms(tools: Tools) -> None:
    keys = [key.rpartition(".")[2] for key in CATALOGUE.questions]
    assert not {"login", "password", "sms_code", "captcha", "confirmation_code"} & set(keys)
    clerk = Clerk()
    begun(tools, clerk, "login")
    assert "person.account" not in clerk.ids()


def test_a_changed_category_asks_only_what_is_new_and_forgets_nothing(tools: Tools) -> None:
    clerk = Clerk(check=[Typed("category")], category=[Typed("status")])
    begun(tools, clerk)
    after = clerk.ids()[clerk.ids().index("category") + 1 :]
    assert [one for one in after if one.startswith(("problem.", "person.", "environment."))] == [
        "problem.application_number"
    ]
    assert kept(tools).answers["problem.service"] == "Запись на приём к врачу"


def test_an_answer_can_be_reached_from_the_check_screen_and_it_returns_there(tools: Tools) -> None:
    clerk = Clerk(check=[Typed("problem")],
                  **{"check.problem": [Typed("problem.expected"), Typed("back")],
                     "problem.expected": [Typed("Список"), Typed("Список врачей")]})
    begun(tools, clerk)
    place = clerk.ids().index("check.problem")
    assert clerk.ids()[place : place + 4] == [
        "check.problem", "problem.expected", "check.problem", "check",
    ]
    assert kept(tools).answers["problem.expected"] == "Список врачей"


def test_given_answers_are_not_asked_again_and_wrong_ones_are(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk, problem__service="Паспорт", person__email="нет такого")
    assert "problem.service" not in clerk.ids()
    assert next(one for one in clerk.screens if one.id == "person.email").problem


def test_the_editor_gives_the_answer_and_a_failing_one_loses_nothing(tools: Tools) -> None:
    begun(tools, Clerk(problem__actual=[UseEditor()]), editor=Notepad("Строка 1\nСтрока 2"))
    assert kept(tools).answers["problem.actual"] == "Строка 1\nСтрока 2"
    clerk = Clerk(problem__actual=[UseEditor()])
    begun(tools, clerk)
    told = [one.problem for one in clerk.screens if one.id == "problem.actual" and one.problem]
    assert told and "drafts/GS-2-problem.actual.txt" in told[0]


def test_a_person_is_remembered_only_with_a_yes(tools: Tools) -> None:
    begun(tools, Clerk())
    assert tools.journal.profiles() == {}
    begun(tools, Clerk(profile=[Typed("yes")]))
    assert tools.journal.profiles()["Иванова"]["person.phone"] == "+79000000001"
    clerk = Clerk(person=[Typed("Иванова")])
    begun(tools, clerk)
    assert "person.full_name" not in clerk.ids()


def test_a_password_typed_in_the_wizard_is_kept_nowhere(tools: Tools, tmp_path: Path) -> None:
    clerk = Clerk(problem__actual=[Typed("Ввожу пароль: Qwerty1 и ошибка")],
                  **{"problem.actual.mark": [Typed("yes")]})
    begun(tools, clerk)
    offer = next(one for one in clerk.screens if one.id == "problem.actual.mark")
    assert "[удалено: пароль]" in offer.ask and offer.prefill == "yes"
    assert kept(tools).answers["problem.actual"] == "Ввожу пароль: и ошибка"
    assert any("удалён" in line for line in clerk.said)
    for file in (tmp_path / "gosupport").rglob("*"):
        assert not file.is_file() or b"Qwerty1" not in file.read_bytes()


def test_a_profile_without_a_name_is_offered_without_a_bare_colon(tools: Tools) -> None:
    tools.journal.put_profile("мама", {"person.phone": "+79000000001"}, at=tools.clock.now())
    clerk = Clerk(person=[Typed("")])
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "person")
    assert screen.options[0].label == "мама"


def test_a_person_who_is_saved_already_is_not_offered_to_be_saved_again(tools: Tools) -> None:
    begun(tools, Clerk(profile=[Typed("yes")]))
    saved = dict(tools.journal.profiles()["Иванова"])
    saved.pop("person.account_contacts", None)
    saved.pop("person.email", None)
    tools.journal.put_profile("Иванова", saved, at=tools.clock.now())
    clerk = Clerk(person=[Typed("Иванова")])
    begun(tools, clerk)
    assert "profile" not in clerk.ids()


def test_who_usually_writes_stands_chosen_and_another_may_be_taken(tools: Tools) -> None:
    for name in ("мама", "я"):
        tools.journal.put_profile(name, {"person.full_name": "Иванова Мария Сергеевна"},
                                  at=tools.clock.now())
    clerk = Clerk(person=[Typed("мама")])
    asking = Asking(tools, clerk, TEXTS, Notepad(), profile="я")
    ask(asking, start(asking, {"category": "booking"}, files=(), source="test").request)
    (screen,) = (one for one in clerk.screens if one.id == "person")
    assert screen.prefill == "я"


def test_the_finished_text_can_be_read_before_anything_is_mended(tools: Tools) -> None:
    clerk = Clerk(check=[Typed("text"), Typed("done")])
    begun(tools, clerk)
    first, second = [one for one in clerk.screens if one.id == "check"][:2]
    assert first.intro == ()
    assert "Тема обращения:" in second.intro and second.intro[-1]
    assert any("При выборе времени приёма появляется ошибка 500." in one for one in second.intro)


def test_yes_is_no_file_and_one_more_is_asked_only_after_one_was_taken(
    tools: Tools, tmp_path: Path
) -> None:
    picture = tmp_path / "снимок.pdf"
    picture.write_bytes(b"%PDF-1.4\n%%EOF\n")
    clerk = Clerk(attachments=[
        Typed("Да"), Typed("нет-такого.png"), Typed(str(picture)), Typed("не надо"),
    ])
    begun(tools, clerk)
    first, which, again, more = [one for one in clerk.screens if one.id == "attachments"]
    assert "«Да»" in first.ask and not which.problem and "Перетащите" in which.ask
    assert "рабочем столе" in which.intro[0]
    assert again.problem and again.ask == which.ask
    assert "Ещё файл" in more.ask and not more.problem


def test_the_answers_of_a_section_open_at_the_first_and_a_moment_reads_well(tools: Tools) -> None:
    clerk = Clerk(check=[Typed("problem")], **{"check.problem": [Typed("back")]})
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "check.problem")
    assert screen.options[0].value == screen.prefill == "back"
    labels = [one.label for one in screen.options]
    assert "Когда: пятница, 20.11.2026, 14:30 (время московское)" in labels
