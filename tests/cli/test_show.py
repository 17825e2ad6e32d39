"""``show``: a document as text, page, JSON and YAML, in the form that the channel has."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.cli.evidence import har, picture
from tests.cli.program import new_request, run_program
from tests.cli.shown import FORMATS, show
from tests.rendering import CATALOGUE, CHANNELS


def test_a_form_is_labels_with_a_colon_texts_and_empty_lines() -> None:
    new_request()
    shown = show("--channel", "app")
    assert shown.out.startswith("Тема:\nОшибка 500 при выборе времени приёма\n\nСообщение:\nТип")
    assert shown.out.endswith("\n") and not shown.out.endswith("\n\n")


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


@pytest.mark.guide("G-91")
def test_the_short_variant_of_the_form_has_the_three_fields_of_the_guide() -> None:
    new_request()
    shown = json.loads(show("--variant", "short", "--format", "json").out)["document"]
    assert [one["label"] for one in shown["fields"]] == [
        "Тема обращения", "Описание проблемы", "Прикрепить файл"]
    assert CATALOGUE.channels["portal"].verified == "unverified"
    assert CATALOGUE.channels["portal"].version


@pytest.mark.guide("G-43", "G-151")
@pytest.mark.parametrize("channel", CHANNELS)
def test_what_was_tried_stands_in_every_output(channel: str) -> None:
    new_request()
    shown = show("--channel", channel).out
    for words in ("перезапуск браузера", "очистка кэша", "повторный ввод данных"):
        assert words in shown
