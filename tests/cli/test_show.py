"""``gosupport show``: what is printed where, in which format, into which file."""

import json
import os
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.cli.evidence import har, picture
from tests.cli.program import Ran, new_request, run_program
from tests.rendering import CHANNELS

FORMATS = ("text", "md", "html", "json", "yaml")


def show(*words: str) -> Ran:
    ran = run_program("show", "GS-1", *words)
    assert ran.code == 0, ran.err
    return ran


def test_a_form_is_labels_with_a_colon_texts_and_empty_lines() -> None:
    new_request()
    shown = show("--channel", "app")
    assert shown.out.startswith("Тема:\nОшибка 500 при выборе времени приёма\n\nСообщение:\nТип")
    assert shown.out.endswith("\n") and not shown.out.endswith("\n\n")


@pytest.mark.guide("G-1", "G-2")
def test_advice_goes_to_stderr_numbered_and_as_wide_as_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new_request()
    monkeypatch.setenv("COLUMNS", "40")
    for channel in ("portal", "chat", "phone", "app"):
        shown = show("--channel", channel)
        assert "Что делать дальше:\n  1. " in shown.err and "Что делать дальше" not in shown.out
        # A command is never broken: longer than the screen, it has a line of its own.
        assert [line for line in shown.err.splitlines() if len(line) > 40 and " " in line.strip()
                and not line.strip().startswith("gosupport ")] == []
    assert run_program("show", "GS-1", "-q").err == ""


STEPS = {
    "chat": [
        pytest.param("обычно внизу справа, название может отличаться",
                     marks=pytest.mark.guide("G-49")),
        pytest.param("Сначала отвечает робот Макс", marks=pytest.mark.guide("G-47", "G-50")),
        pytest.param("Нет чата — прокрутите страницу вниз", marks=pytest.mark.guide("G-52")),
        pytest.param("https://www.gosuslugi.ru/help", marks=pytest.mark.guide("G-53")),
        pytest.param("Войдите в личный кабинет", marks=pytest.mark.guide("G-58")),
        pytest.param("По данным руководства, ещё можно найти «Техподдержка»",
                     marks=pytest.mark.guide("G-59")),
        pytest.param("или «Помощь» в кабинете", marks=pytest.mark.guide("G-60")),
        pytest.param("«Выполнено» или «Проблема сохраняется»", marks=pytest.mark.guide("G-82")),
    ],
    "portal": [
        pytest.param("https://www.gosuslugi.ru/feedback", marks=pytest.mark.guide("G-89")),
        pytest.param("https://lk.gosuslugi.ru", marks=pytest.mark.guide("G-87")),
        pytest.param("«Помощь» справа вверху, «Обратная связь», «Технические вопросы» "
                     "(по данным руководства", marks=pytest.mark.guide("G-86", "G-88", "G-90")),
        pytest.param("Сверьте поля с тем, что показывает сайт", marks=pytest.mark.guide("G-91")),
        pytest.param("Нажмите «Отправить»", marks=pytest.mark.guide("G-64")),
    ],
    "app": [
        pytest.param("Найдите раздел «Помощь и поддержка»",
                     marks=pytest.mark.guide("G-127", "G-132")),
        pytest.param("главное меню, «Помощь», «Обратная связь», «Создать сообщение» "
                     "(по данным руководства, названия могут отличаться)",
                     marks=pytest.mark.guide("G-141", "G-142")),
        pytest.param("роботом Максом есть на главном экране; внутри форм его нет",
                     marks=pytest.mark.guide("G-130")),
        pytest.param("Если чего-то нет в приложении, откройте портал в браузере",
                     marks=pytest.mark.guide("G-208")),
    ],
}
CASES = [pytest.param(channel, *one.values, marks=one.marks)
         for channel, steps in STEPS.items() for one in steps]


@pytest.mark.parametrize(("channel", "words"), CASES)
def test_the_steps_say_it_softly(channel: str, words: str) -> None:
    new_request()
    steps = json.loads(show("--channel", channel, "--format", "json").out)["document"]["steps"]
    assert any(words in step for step in steps)


@pytest.mark.guide("G-56")
@pytest.mark.parametrize("channel", ["chat", "portal", "app", "phone"])
def test_the_steps_are_at_most_eight_and_end_with_keeping_the_number(channel: str) -> None:
    new_request()
    steps = json.loads(show("--channel", channel, "--format", "json").out)["document"]["steps"]
    assert len(steps) <= 8
    assert "номер" in steps[-1] and "gosupport sent GS-1 --ticket" in steps[-1]


@pytest.mark.guide("G-90")
def test_technical_questions_are_spoken_of_for_technical_problems_only() -> None:
    new_request(category="not-technical")
    steps = "".join(json.loads(show("--format", "json").out)["document"]["steps"])
    assert "«Обратная связь» (по данным" in steps and "Технические вопросы" not in steps
    assert "{" not in steps


def test_english_advice_around_the_russian_document() -> None:
    new_request()
    russian = show("--channel", "chat")
    english = run_program("--lang", "en", "show", "GS-1", "--channel", "chat")
    assert english.out == russian.out
    assert "What to do next:\n  1. Open https://www.gosuslugi.ru" in english.err
    assert "E-mail: not given in this channel." in english.err


@pytest.mark.guide("G-91")
def test_the_form_is_a_file_and_a_field_taken_out_of_it_is_gone(tmp_path: Path) -> None:
    new_request()
    own = tmp_path / "gosupport" / "templates" / "channels" / "portal.yaml"
    own.parent.mkdir(parents=True)
    builtin = run_program("show", "GS-1").out
    labels = ["Тема обращения:", "Описание проблемы:", "Контактные данные:", "Прикрепить файл:"]
    assert [line for line in builtin.splitlines() if line in labels] == labels
    from tests.rules.tree import TEMPLATES

    lines = (TEMPLATES / "channels" / "portal.yaml").read_text(encoding="utf-8").splitlines()
    fields = [line for line in lines if line.startswith("  - {id: ")]
    subject, description, contacts, files = fields
    swapped = [one for one in lines if one not in fields and not one.startswith(
        ("variants:", "  full:", "  short:"))]
    place = swapped.index("fields:") + 1
    own.write_text("\n".join(
        [*swapped[:place], description, subject, files, *swapped[place:]]), encoding="utf-8")
    shown = run_program("show", "GS-1")
    assert shown.code == 0, shown.err
    assert [line for line in shown.out.splitlines() if line in labels] == [
        "Описание проблемы:", "Тема обращения:", "Прикрепить файл:"]
    assert "Контактные данные:" not in shown.out
    assert contacts not in own.read_text(encoding="utf-8")


def test_json_has_the_promised_shape(tmp_path: Path) -> None:
    new_request(person__inn="500100732259")
    picture(tmp_path)
    har(tmp_path)
    run_program("attach", "GS-1", str(tmp_path / "screen.png"), str(tmp_path / "portal.har"))
    data = json.loads(show("--format", "json", "--channel", "chat").out)
    assert list(data)[:9] == ["schema", "id", "ticket", "status", "category", "channel",
                              "revision", "created_at", "updated_at"]
    assert data["schema"] == "gosupport.request/1" and data["channel"] == "portal"
    assert data["person"]["full_name"] == "Иванова Мария Сергеевна"
    assert data["problem"]["steps"] == ["Открыла услугу", "Выбрала поликлинику",
                                        "Нажала «Выбрать время»"]
    assert set(data["attachments"][0]) == {"name", "size", "sha256", "media_type",
                                           "original_size"}
    made_of_it = data["document"]
    assert list(made_of_it) == ["channel", "subject", "fields", "messages", "attachments", "loss",
                                "steps"]
    assert made_of_it["channel"] == "chat"
    assert made_of_it["subject"] == "Ошибка 500 при выборе времени приёма"
    assert all(list(one) == ["id", "label", "text", "limit"] for one in made_of_it["fields"])
    assert all(list(one) == ["field", "why", "instead"] for one in made_of_it["loss"])
    assert [one["name"] for one in made_of_it["attachments"]] == ["screen.png"]
    assert {one["field"] for one in made_of_it["loss"]} == {
        "person.full_name", "person.phone", "person.email", "person.inn", "attachments"}
    assert "500100732259" not in json.dumps(made_of_it)
    assert json.loads(run_program("show", "GS-1", "--json", "--channel", "chat").out) == data


def test_yaml_says_the_same_as_json() -> None:
    new_request(problem__actual="Ёж: «=1+1» {{7*7}}\n- список\n# нет", problem__error_code="1e5")
    data = json.loads(show("--format", "json").out)
    assert yaml.safe_load(show("--format", "yaml").out) == data


def test_limits_stand_beside_the_fields_that_have_them() -> None:
    new_request()
    fields = json.loads(show("--format", "json").out)["document"]["fields"]
    assert [(one["id"], one["limit"]) for one in fields] == [
        ("subject", 100), ("description", 2000), ("contacts", None), ("files", None)]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_draft_with_almost_nothing_is_shown_everywhere(channel: str) -> None:
    run_program("new", "--no-input", "--answers", "-", typed=json.dumps(
        {"category": "other", "environment": {"elsewhere": "yes"}}))
    for kind in FORMATS:
        shown = show("--channel", channel, "--format", kind)
        assert shown.out.strip(), kind
        assert "None" not in shown.out and "{{" not in shown.out
    if channel == "email":
        assert show("--format", "eml").out and show("--format", "mailto").out


class Page(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_page_holds_typed_text_as_text_and_needs_no_network(channel: str) -> None:
    typed = "<script>alert(1)</script> <img src=x onerror=alert(1)> \"'&amp; {{7*7}}"
    new_request(problem__actual=typed, problem__subject=typed)
    page = Page()
    page.feed(show("--channel", channel, "--format", "html").out)
    assert typed in page.text
    tags = [tag for tag, _ in page.seen]
    assert not {"script", "img", "link", "iframe", "form", "a"} & set(tags)
    assert not [one for _, one in page.seen if {"src", "href", "style", "onerror"} & set(one)]
    assert page.seen[0] == ("html", {"lang": "ru"})
    policies = [one["content"] for tag, one in page.seen
                if one.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1 and str(policies[0]).startswith("default-src 'none'; style-src 'sha")
    assert "unsafe" not in str(policies[0])
    assert tags.count("h1") == 1 and tags.count("main") == 1


def test_the_hash_in_the_policy_is_that_of_the_style() -> None:
    from base64 import b64encode
    from hashlib import sha256

    new_request()
    page = show("--format", "html").out
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in page


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_subject_can_be_had_alone_in_every_channel(channel: str) -> None:
    new_request()
    shown = show("--channel", channel, "--field", "subject")
    assert shown.out == "Ошибка 500 при выборе времени приёма\n"
    assert shown.err == ""


def test_one_field_alone_can_be_piped_on() -> None:
    new_request(person__inn="500100732259", problem__unsure="")
    subject = show("--field", "subject")
    assert (subject.out, subject.err) == ("Ошибка 500 при выборе времени приёма\n", "")
    assert show("--field", "description").out.startswith("Тип обращения: Запись на приём\n")
    assert show("--field", "problem.error_code").out == "ab12cd34ef56\n"
    assert show("--field", "problem.steps").out.splitlines() == [
        "Открыла услугу", "Выбрала поликлинику", "Нажала «Выбрать время»"]
    assert show("--field", "person.inn").out == "500100732259\n"
    assert show("--field", "person.inn", "--channel", "chat").out == "[ИНН-1]\n"
    assert show("--field", "person.phone", "--channel", "chat").out == "\n"


@pytest.mark.parametrize(("words", "said"), [
    (("--field", "subjekt"), "subjekt"), (("--channel", "pigeon"), "pigeon"),
    (("--variant", "middle"), "middle"), (("--format", "docx"), "docx"),
    (("--channel", "portal", "--format", "eml"), "portal"),
    (("--channel", "rt", "--format", "mailto"), "rt"),
])
def test_what_does_not_exist_is_exit_2_and_names_it(words: tuple[str, ...], said: str) -> None:
    new_request()
    ran = run_program("show", "GS-1", *words)
    assert ran.code == 2 and ran.out == "" and said in ran.err


def test_an_unknown_request_is_exit_7() -> None:
    assert run_program("show", "GS-9").code == 7


def test_paths_of_the_files_that_the_channel_takes(tmp_path: Path) -> None:
    new_request()
    picture(tmp_path)
    har(tmp_path)
    run_program("attach", "GS-1", str(tmp_path / "screen.png"), str(tmp_path / "portal.har"))
    paths = [Path(line) for line in show("--attachment-paths").out.splitlines()]
    assert [one.name.endswith(".png") for one in paths] == [True]
    assert all(one.is_absolute() and one.is_file() for one in paths)
    assert len(show("--attachment-paths", "--channel", "email").out.splitlines()) == 2
    assert show("--attachment-paths", "--channel", "phone").out == ""


@pytest.mark.parametrize("kind", ["text", "html", "json", "eml"])
def test_a_file_holds_what_would_be_printed(tmp_path: Path, kind: str) -> None:
    new_request()
    target = tmp_path / "документ.out"
    printed = show("--format", kind)
    written = show("--format", kind, "--output", str(target))
    assert written.out == "" and str(target.name) in written.err.replace("\n", "")
    assert target.read_bytes() == printed.out.encode()
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_dash_for_a_file_is_the_output() -> None:
    new_request()
    assert show("--output", "-").out == show().out


def test_a_file_that_is_there_stays_without_force(tmp_path: Path) -> None:
    new_request()
    target = tmp_path / "a.txt"
    target.write_text("моё", encoding="utf-8")
    ran = run_program("show", "GS-1", "--output", str(target))
    assert ran.code == 2 and target.read_text(encoding="utf-8") == "моё"
    assert "a.txt" in ran.err.replace("\n", "") and "--force" in ran.err
    show("--output", str(target), "--force")
    assert target.read_text(encoding="utf-8").startswith("Тема обращения:")


@pytest.mark.parametrize("place", ["нет/такой/папки/a.txt", "."])
def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path, place: str) -> None:
    new_request()
    ran = run_program("show", "GS-1", "--force", "--output", str(tmp_path / place))
    assert ran.code == 2 and ran.out == "" and "Traceback" not in ran.err
    assert not list(tmp_path.glob(".*part"))
