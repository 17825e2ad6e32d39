"""Findings that complete a promise of the guide: both borders, each channel, each category."""

from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.model import Value
from gosupport_cli.flows.review import review
from tests.factories import request
from tests.fakes import FixedClock
from tests.flows.reviewing import CATALOGUE, IDENTIFIERS, example_of, findings, fired

PACKAGED = Path("templates")
MB = 1024 * 1024


@pytest.mark.guide("G-34", "G-35")
@pytest.mark.parametrize(("changes", "rule", "says"), [
    ({"environment__vpn": "yes"}, "vpn-on", "Отключите VPN для gosuslugi.ru"),
    ({"environment__proxy": "yes"}, "proxy-on", "Повторите через другую сеть"),
    ({"environment__filters": "zapret"}, "filters-on", "gosuslugi.ru и esia.gosuslugi.ru"),
])
def test_what_stands_between_the_person_and_the_portal_brings_a_step_to_try(
    changes: dict[str, Value], rule: str, says: str
) -> None:
    [one] = findings(**changes)
    assert (one.rule, one.level) == (rule, "hint")
    assert says in one.fix


@pytest.mark.guide("G-34", "G-35", "G-43")
@pytest.mark.parametrize("changes", [
    {"environment__vpn": "yes", "problem__tried": ("vpn_off",)},
    {"environment__proxy": "yes", "problem__tried": ("clear_cache", "other_network")},
    {"environment__filters": "AdGuard", "problem__tried": ("vpn_off",)},
    {"environment__vpn": "no", "environment__proxy": "no", "environment__filters": "none"},
    {"environment__vpn": "unknown", "environment__proxy": "unknown",
     "environment__filters": "unknown"},
])
def test_a_step_that_was_tried_or_has_no_cause_is_not_proposed(changes: dict[str, Value]) -> None:
    assert fired(**changes) == set()


@pytest.mark.guide("G-46")
def test_a_long_sentence_is_reported_and_the_number_of_words_is_a_setting(tmp_path: Path) -> None:
    long = "Форма показывает " + " ".join(f"слово{n}" for n in range(24))
    assert "long-sentence" in fired(problem__actual=long)
    assert "long-sentence" not in fired(problem__actual=long.rpartition(" ")[0])
    rules = (PACKAGED / "checklist.yaml").read_text(encoding="utf-8")
    (tmp_path / "checklist.yaml").write_text(
        rules.replace("params: {most: 25}", "params: {most: 3}"), encoding="utf-8")
    mine = review(request(), "portal", YamlCatalogue(tmp_path), IDENTIFIERS, FixedClock())
    assert "long-sentence" in {one.rule for one in mine.findings}


@pytest.mark.guide("G-62")
def test_a_summary_has_a_length() -> None:
    sentence = "Кнопка «Выбрать время» не видна. "
    long = (sentence * 8)[:251].strip() + "а"
    assert "summary-long" in fired(problem__summary=long)
    assert "summary-long" not in fired(problem__summary=(sentence * 8)[:230])


@pytest.mark.guide("G-124")
def test_a_sentence_about_this_alone_is_reported() -> None:
    assert "lone-this" in fired(problem__actual="Нажала кнопку. Это не помогает.")
    assert "lone-this" not in fired(problem__actual="Эта кнопка не нажимается.")


@pytest.mark.guide("G-106")
@pytest.mark.parametrize(("channel", "sizes", "rules"), [
    ("portal", (1,) * 5, set()), ("portal", (1,) * 6, {"file-count"}),
    ("portal", (5 * MB,) * 3, set()), ("portal", (5 * MB, 5 * MB, 5 * MB, 1), {"file-total"}),
    ("app", (1,) * 6, {"file-count"}), ("app", (6 * MB,), {"file-size"}),
    ("email", (4 * MB,) * 4, {"file-total"}), ("phone", (5 * MB,) * 6, set()),
])
def test_number_and_total_of_files_have_limits_of_the_channel(
    channel: str, sizes: tuple[int, ...], rules: set[str]
) -> None:
    files = tuple(f"{n}.png {size} image/png Шаг" for n, size in enumerate(sizes))
    found = findings(channel, attachments=files)
    assert {one.rule for one in found} == rules
    assert {one.level for one in found} <= {"warning"}


@pytest.mark.guide("G-106", "G-105")
def test_limits_and_kinds_of_files_are_data_of_the_channel(tmp_path: Path) -> None:
    (tmp_path / "channels").mkdir()
    source = (PACKAGED / "channels" / "portal.yaml").read_text(encoding="utf-8")
    for was, now in (("{value: 5,", "{value: 1,"), ("{value: 15728640,", "{value: 10,"),
                     ("[image/png, image/jpeg,", "[image/png,")):
        assert was in source
        source = source.replace(was, now)
    (tmp_path / "channels" / "portal.yaml").write_text(source, encoding="utf-8")
    files = ("1.png 8 image/png Шаг", "2.jpg 8 image/jpeg Шаг")
    one = example_of(request(), {"attachments": files}, FixedClock().now())
    found = review(one, "portal", YamlCatalogue(tmp_path), IDENTIFIERS, FixedClock()).findings
    assert {f.rule for f in found} == {"file-count", "file-total", "file-type"}


@pytest.mark.guide("G-150", "G-136")
@pytest.mark.parametrize(("changes", "rule"), [
    ({"problem__actual": "Ничего не работает на странице"}, "general-phrase"),
    ({"problem__actual": "К сожалению, форма пустая"}, "introductory"),
    ({"problem__subject": "Помогите"}, "subject-general"),
    ({"attachments": ("s.png 5242881 image/png Окно",)}, "file-size"),
    ({"attachments": ("s.log 10 text/plain Журнал",)}, "file-type"),
])
def test_the_app_is_checked_as_the_form_is(changes: dict[str, Value], rule: str) -> None:
    assert fired("app", **changes) == fired("portal", **changes) == {rule}


@pytest.mark.guide("G-161", "G-162", "G-163")
def test_the_app_needs_no_browser_and_a_question_that_is_not_technical_no_computer() -> None:
    nothing: dict[str, Value] = {
        "environment__browser": "", "environment__os": "", "environment__device": ""}
    assert fired("app", environment__browser="") == set()
    assert fired("portal", environment__browser="") == {"browser-missing"}
    assert fired("portal", **nothing) == {"browser-missing", "os-missing", "device-missing"}
    assert fired("portal", category="not-technical", **nothing) == {"not-for-support"}


@pytest.mark.guide("G-134")
@pytest.mark.parametrize("category", CATALOGUE.categories)
def test_the_service_is_wanted_for_what_happens_inside_a_service(category: str) -> None:
    groups = set(CATALOGUE.categories[category].groups)
    wanted = bool(groups & set("CDEFH")) and category != "other"
    found = fired(category=category, problem__service="")
    assert ("service-missing" in found) == wanted, groups


@pytest.mark.guide("G-179")
def test_without_text_code_and_picture_the_request_is_not_ready() -> None:
    [one] = findings(problem__error_text="", problem__error_code="")
    assert (one.rule, one.level) == ("evidence-missing", "error")


@pytest.mark.guide("G-157", "G-183")
def test_without_a_place_or_a_condition_it_cannot_be_repeated() -> None:
    one = example_of(request(problem__service="", problem__pages=(), category="login"),
                     {"problem.conditions": ""}, FixedClock().now())
    found = review(one, "portal", CATALOGUE, IDENTIFIERS, FixedClock())
    assert found.complete.not_repeatable == ("place",)
    assert {"place-missing", "conditions-missing"} == {f.rule for f in found.findings}


@pytest.mark.guide("G-37", "G-139")
def test_a_script_longer_than_one_screen_is_reported_before_the_call() -> None:
    steps = tuple(f"Открыла страницу номер {n} и подождала" for n in range(40))
    assert "text-limit" in fired("phone", problem__steps=steps)
    assert "text-limit" not in fired("phone")


@pytest.mark.guide("G-84")
def test_two_problems_are_offered_to_be_two_requests() -> None:
    [one] = findings(problem__actual="Форма пустая, а ещё не приходит СМС")
    assert "gosupport new --from" in one.fix


@pytest.mark.guide("G-42")
def test_a_code_of_8_to_64_signs_a_portal_code_and_a_code_of_http_are_right() -> None:
    right = ("a" * 8, "0f-" * 21 + "z", "ESIA-007015", "500", "HTTP 502")
    for code in right:
        assert "error-code-shape" not in fired(problem__error_code=code), code
    for code in ("a" * 7, "a" * 65, "красный крестик"):
        assert "error-code-shape" in fired(problem__error_code=code), code
