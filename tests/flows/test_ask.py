"""The wizard, driven by a script: what is asked, in which order, and that nothing is lost."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from gosupport_cli.adapters.evidence import EvidenceFolder
from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.asking_ports import Answered, Back, Help, Screen, Typed, UseEditor
from gosupport_cli.core.errors import Interrupted, UsageError
from gosupport_cli.core.model import Fact, Request, Status, Value
from gosupport_cli.flows.ask import Asked, Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("nowhere"))
TEXTS = YamlTexts("ru", Path("nowhere"))
FACTS = (
    Fact("device", "computer", "система", "high", "2026-11-20"),
    Fact("os", "Windows 11 23H2", "реестр", "high", "2026-11-20"),
    Fact("browser", "Яндекс Браузер 25.10", "реестр", "high", "2026-11-20"),
    Fact("vpn", "no", "сетевые адаптеры", "medium", "2026-11-20"),
)
ANSWERS: dict[str, Answered] = {
    "self-help": Typed("go-on"),
    "problem.service": Typed("Запись на приём к врачу"),
    "problem.summary": Typed("При выборе времени приёма появляется ошибка 500."),
    "problem.occurred_at": Typed("20.11.2026 14:30"),
    "problem.steps": Typed(("Открыла услугу", "Нажала «Выбрать время»")),
    "problem.action": Typed("Нажала «Выбрать время»"),
    "problem.expected": Typed("Откроется список времени"),
    "problem.actual": Typed("Страница с ошибкой"),
    "problem.error_text": Typed("500 Internal Server Error"),
    "problem.error_code": Typed("ab12cd34ef56"),
    "problem.pages": Typed(("https://www.gosuslugi.ru/10700",)),
    "problem.tried": Typed(("clear_cache",)),
    "problem.application_number": Typed("3500308079"),
    "machine": Typed("yes"),
    "environment.device": Typed("phone"),
    "environment.os": Typed("Android 15"),
    "environment.browser": Typed("Яндекс Браузер 25.10"),
    "environment.app_version": Typed("4.52.1"),
    "environment.vpn": Typed("no"),
    "environment.network": Typed("home"),
    "attachments": Typed(""),
    "person.full_name": Typed("Иванова Мария Сергеевна"),
    "person.phone": Typed("+7 900 000-00-01"),
    "person.email": Typed("ivanova@example.ru"),
    "person.same_contacts": Typed("yes"),
    "problem.subject": Typed("Ошибка 500 при выборе времени приёма"),
    "problem.demand": Typed("Прошу восстановить работу выбора времени приёма."),
    "problem.reply_via": Typed("email"),
    "extras": Typed(()),
    "channel": Typed("portal"),
    "check": Typed("done"),
    "findings": Typed("keep"),
    "contacts": Typed("yes"),
    "profile": Typed("no"),
}


class Clerk:
    """Answers any question of ``ANSWERS``; ``first`` says otherwise for the first times."""

    def __init__(self, **first: Sequence[Answered | BaseException]) -> None:
        self.first = {key.replace("__", "."): list(said) for key, said in first.items()}
        self.screens: list[Screen] = []
        self.said: list[str] = []

    def ask(self, screen: Screen) -> Answered:
        self.screens.append(screen)
        assert len(self.screens) < 80, f"the wizard goes round in circles at {screen.id}"
        waiting = self.first.get(screen.id)
        answer: Answered | BaseException = waiting.pop(0) if waiting else ANSWERS[screen.id]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def say(self, lines: Iterable[str]) -> None:
        self.said += lines

    def ids(self) -> list[str]:
        return [screen.id for screen in self.screens]


class Notepad:
    """An editor that writes ``text`` or fails."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def edit(self, text: str, *, name: str, keep: bool = False) -> str:
        if self.text is None:
            raise UsageError("editor-failed", editor="ed", status=1, file=f"drafts/{name}.txt")
        return self.text

    def forget(self, name: str) -> None:
        self.forgotten = name


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    home = tmp_path / "gosupport"
    return Tools(
        journal=SqliteJournal(home), catalogue=CATALOGUE, clock=FixedClock(),
        identifiers=LibraryIdentifiers(), collect=lambda _wanted: FACTS,
        evidence=EvidenceFolder(home, lambda: None),  # type: ignore[arg-type, return-value]
    )


def begun(
    tools: Tools, clerk: Clerk, category: str = "booking", editor: Notepad | None = None,
    **given: Value,
) -> Asked:
    asking = Asking(tools, clerk, TEXTS, editor or Notepad())
    raw: dict[str, Value] = {"category": category}
    raw.update({key.replace("__", "."): value for key, value in given.items()})
    made = start(asking, raw, files=(), source="test")
    return ask(asking, made.request)


def kept(tools: Tools) -> Request:
    return tools.journal.get("GS-1")


@pytest.mark.guide("G-36", "G-155", "G-159", "G-179")
@pytest.mark.parametrize("category", list(CATALOGUE.categories))
def test_every_category_is_asked_to_a_ready_request(tools: Tools, category: str) -> None:
    clerk = Clerk()
    done = begun(tools, clerk, category)
    assert done.found is not None
    assert [one for one in done.found.findings if one.level == "error"] == []
    assert kept(tools).status is Status.READY
    assert len(clerk.ids()) == len(set(clerk.ids())), "a question came twice"
    asked = [one for one in clerk.ids() if one not in ("check", "findings", "contacts", "profile")]
    assert len(asked) <= 30


@pytest.mark.guide("G-129", "G-156")
def test_the_category_comes_first_and_then_what_may_help(tools: Tools) -> None:
    clerk = Clerk(category=[Typed("login")])
    asking = Asking(tools, clerk, TEXTS, Notepad())
    made = start(asking, {}, files=(), source="wizard")
    ask(asking, made.request)
    assert clerk.ids()[:3] == ["category", "self-help", "problem.service"]
    assert any("приватном окне" in line for line in clerk.screens[1].intro)


@pytest.mark.guide("G-61", "G-133", "G-156")
@pytest.mark.parametrize(
    ("word", "category"),
    [("Ошибка входа", "login"), ("Сбой при загрузке документов", "files"),
     ("не отображается статус заявки", "status"), ("Регистрация", "account"),
     ("Платёж", "payment"), ("не удаётся войти", "login")],
)
def test_the_words_of_the_guide_name_a_category(tools: Tools, word: str, category: str) -> None:
    clerk = Clerk(category=[Typed(word)])
    made = start(Asking(tools, clerk, TEXTS, Notepad()), {}, files=(), source="wizard")
    assert made.request.category == category


@pytest.mark.guide("G-133")
def test_a_word_of_several_categories_makes_it_ask_which(tools: Tools) -> None:
    clerk = Clerk(category=[Typed("Личный кабинет"), Typed("status")])
    start(Asking(tools, clerk, TEXTS, Notepad()), {}, files=(), source="wizard")
    left = {option.value for option in clerk.screens[1].options}
    assert {"login", "application", "status"} <= left and "payment" not in left


@pytest.mark.guide("G-170")
def test_advice_that_helped_ends_it_without_a_request(tools: Tools) -> None:
    done = begun(tools, Clerk(**{"self-help": [Typed("helped")]}))
    assert done.found is None and kept(tools).status is Status.CANCELLED


@pytest.mark.guide("G-43")
def test_what_was_tried_is_taken_down_at_once_and_not_asked_again(tools: Tools) -> None:
    clerk = Clerk(**{"self-help": [Typed("tried")]})
    begun(tools, clerk)
    assert clerk.ids()[:2] == ["self-help", "problem.tried"]
    assert clerk.ids().count("problem.tried") == 1


@pytest.mark.guide("G-11")
def test_what_is_not_technical_is_shown_where_to_go_before_anything(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk, "not-technical")
    assert clerk.ids()[0] == "self-help"
    assert any("sd@sc.digital.gov.ru" in line for line in clerk.screens[0].intro)


@pytest.mark.guide("G-155")
def test_each_answer_is_kept_before_the_next_question_and_the_rest_is_asked_later(
    tools: Tools,
) -> None:
    clerk = Clerk(problem__expected=[Interrupted("stopped")])
    with pytest.raises(Interrupted) as stopped:
        begun(tools, clerk)
    assert stopped.value.values["ref"] == "GS-1"
    assert kept(tools).answers["problem.action"] == "Нажала «Выбрать время»"
    again = Clerk()
    ask(Asking(tools, again, TEXTS, Notepad()), kept(tools))
    assert again.ids()[0] == "problem.expected"
    assert "problem.service" not in again.ids()


def test_back_shows_the_question_before_with_its_answer(tools: Tools) -> None:
    clerk = Clerk(problem__summary=[Back()], problem__service=[Typed("Справка"), Typed("Паспорт")])
    begun(tools, clerk)
    assert clerk.ids()[1:5] == [
        "problem.service", "problem.summary", "problem.service", "problem.summary",
    ]
    assert clerk.screens[3].prefill == "Справка"
    assert kept(tools).answers["problem.service"] == "Паспорт"


def test_help_says_the_words_of_the_rule_too(tools: Tools) -> None:
    clerk = Clerk(problem__summary=[Help()])
    begun(tools, clerk)
    shown = next(one for one in clerk.screens if one.id == "problem.summary" and one.intro)
    assert CATALOGUE.questions["problem.summary"].help in shown.intro
    assert CATALOGUE.rules["summary-missing"].why in shown.intro


@pytest.mark.guide("G-39", "G-160")
def test_a_time_in_words_is_read_back_and_may_be_refused(tools: Tools) -> None:
    clerk = Clerk(
        problem__occurred_at=[Typed("сегодня утром"), Typed("вчера в 14:30")],
        **{"problem.occurred_at.confirm": [Typed("no"), Typed("yes")]},
    )
    begun(tools, clerk)
    confirm = [one for one in clerk.screens if one.id.endswith("confirm")]
    assert "пятница, 20.11.2026, 09:00 (UTC+3, Москва)" in confirm[0].ask
    assert "примерно" in confirm[0].ask
    assert kept(tools).answers["problem.occurred_at"] == "2026-11-19T14:30+03:00"
    assert not kept(tools).answers.get("problem.unsure")


@pytest.mark.guide("G-160", "G-171")
def test_a_rough_time_is_marked_as_not_sure(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("сегодня утром")],
                  **{"problem.occurred_at.confirm": [Typed("yes")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.unsure"] == ("problem.occurred_at",)


def test_a_wrong_answer_is_told_at_its_place_and_stays_for_correction(tools: Tools) -> None:
    clerk = Clerk(person__phone=[Typed("12345")])
    begun(tools, clerk)
    again = [screen for screen in clerk.screens if screen.id == "person.phone"][1]
    assert again.problem and again.prefill == "12345"


def test_the_wrong_layout_is_offered_and_taken_only_with_a_yes(tools: Tools) -> None:
    clerk = Clerk(problem__expected=[Typed("jnrhjtncz cgbcjr")],
                  **{"problem.expected.layout": [Typed("yes")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.expected"] == "откроется список"


    offer = next(one for one in clerk.screens if one.id == "problem.expected.layout")
    assert offer.prefill == "no"
    assert offer.options[1].label == "Нет, оставить как есть"


@pytest.mark.parametrize("typed", ["не знаю", "yt pyf.", "no idea"])
def test_dont_know_is_no_mistake_of_the_layout(tools: Tools, typed: str) -> None:
    clerk = Clerk(problem__service=[Typed(typed)], problem__summary=[Typed(typed)])
    begun(tools, clerk)
    assert not [one for one in clerk.ids() if one.endswith(".layout")]
    assert kept(tools).answers["problem.service"] == "unknown"
    again = [one for one in clerk.screens if one.id == "problem.summary"][1]
    assert "Ничего страшного" in again.problem and again.prefill == ""


def test_who_does_not_remember_the_time_is_told_how_to_say_it_roughly(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("не помню")])
    begun(tools, clerk)
    again = [one for one in clerk.screens if one.id == "problem.occurred_at"][1]
    assert "вчера утром" in again.problem


def test_a_second_enter_on_a_wrong_answer_asks_before_it_stays(tools: Tools) -> None:
    clerk = Clerk(person__email=[Typed("мария@mail.ru")] * 3,
                  **{"person.email.keep": [Typed("no"), Typed("yes")]})
    begun(tools, clerk)
    asked = [one for one in clerk.screens if one.id == "person.email.keep"]
    assert len(asked) == 2 and asked[0].prefill == "no"
    told = [one for one in clerk.screens if one.id == "person.email"]
    assert "русские буквы" in told[1].problem
    assert kept(tools).status is Status.DRAFT


@pytest.mark.guide("G-116")
def test_a_code_in_the_description_goes_to_its_field_with_a_yes(tools: Tools) -> None:
    clerk = Clerk(problem__actual=[Typed("Страница с ошибкой ESIA-007015")],
                  **{"problem.error_code.found": [Typed("yes")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.error_code"] == "ESIA-007015"
    assert "problem.error_code" not in clerk.ids()


@pytest.mark.guide("G-25")
def test_ten_bare_digits_are_asked_which_number_they_are(tools: Tools) -> None:
    clerk = Clerk(extras=[Typed(("problem.previous_ticket",))],
                  **{"problem.previous_ticket": [Typed("3500308079")],
                     "problem.previous_ticket.which": [Typed("application")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.application_number"] == "3500308079"
    assert kept(tools).answers["problem.previous_ticket"] == ""


@pytest.mark.guide("G-31", "G-33")
def test_facts_of_this_computer_show_their_source_and_can_be_removed(tools: Tools) -> None:
    clerk = Clerk(machine=[Help(), Typed("environment.vpn")],
                  **{"machine.correct": [Typed("remove")]})
    begun(tools, clerk)
    screen = next(one for one in clerk.screens if one.id == "machine")
    labels = [one.label for one in screen.options]
    assert "Система: Windows 11 23H2 — определила программа" in labels
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
    assert any("+79000000001" in line for line in screen.intro)
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
