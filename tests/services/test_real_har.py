"""A HAR that Chromium itself records of a local page with cookies, tokens and a failing request."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import new_request, run_program

PAGE = """<!doctype html><meta charset="utf-8"><title>Запись</title><body>SEEDPAGE
<script>
document.cookie = 'acc_t=SEEDCOOKIEJS; path=/';
localStorage.setItem('token', 'SEEDSTORAGE');
fetch('/api/lk/v1/orders?access_token=SEEDQUERY&state=SEEDSTATE', {
  method: 'POST',
  headers: {Authorization: 'Bearer SEEDBEARER', 'Content-Type': 'application/json',
            'X-Own': 'SEEDOWNHEADER'},
  body: JSON.stringify({password: 'SEEDPASSWORD', snils: '112-233-445 95'})
}).then(answer => answer.text()).finally(() => { document.title = 'done'; });
</script>"""
SEEDS = ("SEEDPAGE", "SEEDCOOKIEJS", "SEEDSTORAGE", "SEEDQUERY", "SEEDSTATE", "SEEDBEARER",
         "SEEDOWNHEADER", "SEEDPASSWORD", "SEEDSETCOOKIE", "SEEDBODYTOKEN", "112-233-445 95")


class Portal(BaseHTTPRequestHandler):
    """A page that signs in with a cookie, and an interface that fails as the real one does."""

    def do_GET(self) -> None:
        self._answer(200, "text/html; charset=utf-8", PAGE.encode(),
                     {"Set-Cookie": "SESSION=SEEDSETCOOKIE; Path=/"})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = {"errorDetail": {"errorCode": "ESIA-007015", "errorMessage": "Неверное время"},
                "id_token": "SEEDBODYTOKEN"}
        self._answer(500, "application/json", json.dumps(body).encode(),
                     {"x-trace-id": "ab12cd34ef56ab78"})

    def _answer(self, status: int, kind: str, body: bytes, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def portal() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/form?code=SEEDQUERY"
    server.shutdown()
    server.server_close()
    thread.join()


def recorded(browser: Any, url: str, file: Path) -> None:
    """What «Экспорт HAR» saves, contents and all."""
    context = browser.new_context(record_har_path=file, record_har_content="embed")
    page = context.new_page()
    for load in (lambda: page.goto(url), page.reload):
        load()
        page.wait_for_function("document.title === 'done'")
        # The body of an answer is read after it came; leaving the page at once would lose it.
        page.wait_for_load_state("networkidle")
    context.close()


@pytest.mark.services("chromium")
@pytest.mark.enable_socket
@pytest.mark.guide("G-29")
def test_a_har_of_chromium_comes_out_useful_and_clean(
    browser: Any, portal: str, tmp_path: Path, private_world: Path
) -> None:
    raw = tmp_path / "portal.har"
    recorded(browser, portal, raw)
    before = raw.read_text(encoding="utf-8")
    for seed in SEEDS:
        assert seed in before, seed
    new_request(problem__error_code="", problem__error_text="", problem__pages="")
    ran = run_program("attach", "GS-1", str(raw), "--apply")
    assert ran.code == 0, ran.err
    # Clean: no seed in the copy, in what was said, in the journal.
    home = private_world / "gosupport"
    texts = [ran.out + ran.err, *(one.read_bytes().decode("utf-8", "replace")
                                  for one in home.rglob("*") if one.is_file())]
    for seed in SEEDS:
        assert not any(seed in text for text in texts), seed
    # Useful: valid HAR, the failing request with its codes, proposals written down.
    log = json.loads((home / "evidence" / "GS-1" / "portal.har").read_text("utf-8"))["log"]
    assert log["version"] == "1.2"
    failing = next(one for one in log["entries"] if one["response"]["status"] == 500)
    assert failing["request"]["method"] == "POST"
    assert failing["request"]["url"].endswith("/api/lk/v1/orders")
    assert failing["time"] >= 0 and failing["startedDateTime"]
    shown = json.loads(run_program("show", "GS-1", "--format", "json").out)["problem"]
    assert shown["error_code"] == "ESIA-007015"
    assert shown["error_text"] == "Неверное время"
    assert shown["pages"] == [portal.partition("/form")[0] + "/api/lk/v1/orders"]
    assert {"name": "x-trace-id", "value": "ab12cd34ef56ab78"} in failing["response"]["headers"]
    assert raw.read_text(encoding="utf-8") == before
