"""HAR and console logs come out useful and clean."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gosupport_cli.collectors.console_log import clean_console_log
from gosupport_cli.collectors.har import clean_har
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.evidence import CleanedLog, proposals
from gosupport_cli.core.http_log import clean_entry, clean_url

SEEDS = {
    "cookie": "acc_t=SEEDCOOKIE0001",
    "authorization": "Bearer SEEDBEARER0002",
    "query": "SEEDQUERY0003",
    "post": "SEEDPOST0004",
    "body": "SEEDBODY0005",
    "idp": "SEEDIDP0006",
    "custom": "SEEDHEADER0007",
}


def entry(**changes: Any) -> dict[str, Any]:
    """An exchange as Chromium records it, with a secret in every place that can hold one."""
    made = {
        "startedDateTime": "2026-11-20T14:30:05.120+03:00",
        "time": 512.5,
        "_initiator": {"url": f"https://www.gosuslugi.ru/?a={SEEDS['query']}"},
        "request": {
            "method": "POST",
            "url": f"https://www.gosuslugi.ru/api/lk/v1/orders?token={SEEDS['query']}#{SEEDS['idp']}",
            "httpVersion": "http/2.0",
            "headers": [
                {"name": "Cookie", "value": SEEDS["cookie"]},
                {"name": "Authorization", "value": SEEDS["authorization"]},
                {"name": "X-Custom", "value": SEEDS["custom"]},
                {"name": "Content-Type", "value": "application/json"},
                {"name": "Referer", "value": f"https://esia.gosuslugi.ru/?code={SEEDS['query']}"},
            ],
            "queryString": [{"name": "token", "value": SEEDS["query"]}],
            "cookies": [{"name": "_idp_authn_id", "value": SEEDS["idp"]}],
            "postData": {"mimeType": "application/json", "text": SEEDS["post"]},
            "headersSize": 100,
            "bodySize": 20,
        },
        "response": {
            "status": 500,
            "statusText": "Internal Server Error",
            "httpVersion": "http/2.0",
            "headers": [
                {"name": "Set-Cookie", "value": SEEDS["cookie"]},
                {"name": "x-trace-id", "value": "ab12cd34ef56ab78"},
            ],
            "cookies": [],
            "content": {
                "size": 200,
                "mimeType": "application/json",
                "text": json.dumps(
                    {
                        "errorDetail": {
                            "errorCode": "ESIA-007015", "errorMessage": "Неверное время"},
                        "token": SEEDS["body"],
                    }
                ),
            },
            "redirectURL": f"https://esia.gosuslugi.ru/next?code={SEEDS['query']}",
            "headersSize": 50,
            "bodySize": 200,
        },
        "cache": {},
        "timings": {"send": 1, "wait": 500, "receive": 11.5},
    }
    return {**made, **changes}


def har(folder: Path, *entries: Any) -> Path:
    source = folder / "portal.har"
    log = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"},
                   "pages": [{"title": f"https://x/?{SEEDS['query']}"}], "entries": list(entries)}}
    source.write_text(json.dumps(log, ensure_ascii=False), encoding="utf-8")
    return source


def cleaned(source: Path) -> tuple[CleanedLog, str]:
    target = io.StringIO()
    return clean_har(source, target), target.getvalue()


@pytest.mark.guide("G-29", "G-30", "G-104")
def test_no_seeded_secret_of_a_har_survives_and_the_useful_parts_do(tmp_path: Path) -> None:
    log, text = cleaned(har(tmp_path, entry(), entry()))
    for secret in SEEDS.values():
        assert secret not in text
        assert secret.rpartition(" ")[2] not in text
    first = json.loads(text)["log"]["entries"][0]
    assert first["request"]["url"] == "https://www.gosuslugi.ru/api/lk/v1/orders"
    assert first["request"]["method"] == "POST"
    assert first["response"]["status"] == 500
    assert {"name": "x-trace-id", "value": "ab12cd34ef56ab78"} in first["response"]["headers"]
    kept = json.loads(first["response"]["content"]["text"])
    assert kept == {"errorCode": "ESIA-007015", "errorMessage": "Неверное время"}
    assert log.entries == 2


def test_the_output_has_every_part_that_har_1_2_requires(tmp_path: Path) -> None:
    log = json.loads(cleaned(har(tmp_path, entry()))[1])["log"]
    assert log["version"] == "1.2" and set(log["creator"]) == {"name", "version"}
    made = log["entries"][0]
    assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= set(made)
    assert {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize",
            "bodySize"} <= set(made["request"])
    assert {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL",
            "headersSize", "bodySize"} <= set(made["response"])


@pytest.mark.guide("G-42")
def test_failures_propose_code_text_page_and_time(tmp_path: Path) -> None:
    log, _ = cleaned(har(tmp_path, entry()))
    assert proposals(log.failures) == {
        "problem.error_code": "ESIA-007015",
        "problem.error_text": "Неверное время",
        "problem.pages": ("https://www.gosuslugi.ru/api/lk/v1/orders",),
        "problem.occurred_at": "2026-11-20T14:30:05.120+03:00",
    }


def test_an_error_body_in_base64_is_read_too() -> None:
    body = base64.b64encode(b'{"errorCode": "ESIA-007008"}').decode()
    made = entry()
    made["response"]["content"] = {
        "size": 1, "mimeType": "application/json", "text": body, "encoding": "base64"}
    assert "ESIA-007008" in clean_entry(made)["response"]["content"]["text"]


def test_a_har_of_many_entries_is_read_in_pieces(tmp_path: Path) -> None:
    pieces: list[int] = []
    source = har(tmp_path, *([entry()] * 400))
    clean_har(source, io.StringIO(), progress=pieces.append)
    assert len(pieces) > 3
    assert pieces[-1] == source.stat().st_size


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", "har-broken"),
        ('{"log": {"entries": [1, 2]}}', "har-broken"),
        ('{"log": {"entries": []}}', "har-empty"),
        ('{"log": {"entries": [{"request": ', "har-broken"),
        ("[]", "har-empty"),
    ],
)
def test_what_is_no_har_is_refused_in_words(tmp_path: Path, text: str, code: str) -> None:
    source = tmp_path / "portal.har"
    source.write_text(text)
    with pytest.raises(UsageError) as refused:
        cleaned(source)
    assert refused.value.code == code


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["request", "response", "headers", "url", "content", "text", "name",
                         "value", "status", "timings", "mimeType", "queryString", "time"]),
        inner, max_size=4),
    max_leaves=15,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["request", "response", "time", "timings"]), anything))
def test_no_shape_of_an_entry_breaks_the_sanitiser(wild: dict[str, Any]) -> None:
    json.dumps(clean_entry(wild))


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://user:pw@www.gosuslugi.ru:8443/a?b=c#d", "https://www.gosuslugi.ru:8443/a"),
        ("data:text/html,secret", "data:[удалено]"),
        ("https://[broken", "[удалено]"),
    ],
)
def test_links_keep_scheme_host_and_path_only(url: str, wanted: str) -> None:
    assert clean_url(url) == wanted


def test_a_console_log_keeps_messages_and_loses_secrets(tmp_path: Path) -> None:
    source = tmp_path / "console.log"
    source.write_text(
        "main.js:1 POST https://www.gosuslugi.ru/api/x?access_token=SEEDTOKEN99 500\n"
        "x-trace-id: ab12cd34ef56ab78\n"
        "Error ESIA-007015 at login, пароль: Qwerty12345\n",
        encoding="utf-8",
    )
    target = io.StringIO()
    log = clean_console_log(source, target)
    text = target.getvalue()
    assert "SEEDTOKEN99" not in text and "Qwerty12345" not in text
    assert "ESIA-007015" in text and "ab12cd34ef56ab78" in text
    assert log.entries == 3
    assert proposals(log.failures)["problem.error_code"] == "ESIA-007015"


def test_a_binary_file_is_no_console_log(tmp_path: Path) -> None:
    source = tmp_path / "console.log"
    source.write_bytes(b"abc\0def")
    with pytest.raises(UsageError):
        clean_console_log(source, io.StringIO())


@pytest.mark.parametrize("piece", [
    "79000000001", "+79000000001", "%2B79000000001", "8-900-000-00-01", "ivanova@example.ru",
    "ivanova%40example.ru", "112-233-445%2095", "11223344595", "500100732259",
    "%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2%20%D0%9F%D1%91%D1%82%D1%80%20"
    "%D0%98%D0%BB%D1%8C%D0%B8%D1%87",
])
def test_a_person_in_the_path_of_a_link_is_masked_and_the_way_stays(
    piece: str, tmp_path: Path
) -> None:
    url = f"https://www.gosuslugi.ru/api/lk/v1/users/{piece}/orders/3500308079"
    one = entry(pageref=piece, comment=piece)
    one["request"]["url"] = url
    _, text = cleaned(har(tmp_path, one))
    seen = json.loads(text)["log"]["entries"][0]["request"]["url"]
    assert piece not in text and "00-01" not in text and "ivanova" not in text
    assert seen.startswith("https://www.gosuslugi.ru/api/lk/v1/users/[")
    assert seen.endswith("]/orders/3500308079")


@pytest.mark.parametrize("path", [
    "/api/lk/v1/orders/3500308079", "/600368/1/form", "/api/v2/orders/35003080791/status",
    "/a/0f8fad5b-d9cb-469f-a165-70867728950e", "/%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8/10700",
    "/help/support@gosuslugi.ru",
])
def test_the_ids_of_the_portal_in_a_path_stay(path: str) -> None:
    assert clean_url(f"https://www.gosuslugi.ru{path}?a=1") == f"https://www.gosuslugi.ru{path}"


def test_a_phone_and_an_address_in_a_console_log_are_masked(tmp_path: Path) -> None:
    source, target = tmp_path / "console.log", io.StringIO()
    source.write_text("POST https://www.gosuslugi.ru/users/79000000001 500\n"
                      "no user ivanova@example.ru, Chrome/87.0.4280.88\n", encoding="utf-8")
    clean_console_log(source, target)
    assert "79000000001" not in target.getvalue() and "ivanova" not in target.getvalue()
    assert "Chrome/87.0.4280.88" in target.getvalue()
