"""What opens in front of the person: official pages, pages and letters of our own, nothing else."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gosupport_cli.adapters.opener import Opener

ROOT = Path(__file__).parent.parent.parent
# A child process, since ``webbrowser`` looks at the environment only once.
_CODE = """
import os, sys
from pathlib import Path
from gosupport_cli.adapters.opener import Opener
method, what, allowed = sys.argv[1:]
given = Path(what) if method in ("own_page", "mail_file") else what
print(getattr(Opener(os.environ, allowed=allowed == "yes"), method)(given))
"""


def opened(tmp_path: Path, method: str, what: str, *, allowed: bool = True,
           **environ: str) -> tuple[bool, list[str]]:
    """Whether something opened by its own word, and with which words programs were started."""
    log = tmp_path / "log"
    tools = tmp_path / "bin"
    tools.mkdir(exist_ok=True)
    for name in ("browser", "xdg-open"):
        script = tools / name
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >> "{log}"\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    plain = {key: value for key, value in os.environ.items()
             if key not in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-c", _CODE, method, what, "yes" if allowed else "no"], cwd=ROOT,
        env=plain | {"PATH": f"{tools}:{os.environ['PATH']}"} | environ, capture_output=True,
        text=True, check=True, timeout=60,
    )
    lines = log.read_text().splitlines() if log.exists() else []
    return done.stdout.strip() == "True", lines


def browser(tmp_path: Path) -> str:
    return f"{tmp_path}/bin/browser %s"


@pytest.mark.guide("G-48", "G-87")
@pytest.mark.parametrize("url", [
    "http://www.gosuslugi.ru/", "https://gosuslugi.ru.example.test/", "https://gosus1ugi.ru/",
    "https://www.gosuslugi.ru@example.test/", "https://example.test/?https://www.gosuslugi.ru",
    "javascript:alert(1)", "file:///etc/passwd", "https://www.gosuslugi.ru:8443/", "--help",
    "https://fake.gosuslugi.ru/", "https:\\\\www.gosuslugi.ru",
])
def test_a_page_outside_the_allow_list_never_opens(url: str, tmp_path: Path) -> None:
    assert opened(tmp_path, "page", url, BROWSER=browser(tmp_path)) == (False, [])


@pytest.mark.guide("G-48", "G-85")
@pytest.mark.parametrize("url", [
    "https://lk.gosuslugi.ru/", "https://www.gosuslugi.ru/feedback", "https://sc.digital.gov.ru/",
])
def test_an_official_page_opens(url: str, tmp_path: Path) -> None:
    assert opened(tmp_path, "page", url, BROWSER=browser(tmp_path)) == (True, [f"browser {url}"])


def test_our_own_page_opens_as_a_file_with_any_name(tmp_path: Path) -> None:
    page = tmp_path / "страница №1.html"
    page.write_text("x")
    done, lines = opened(tmp_path, "own_page", str(page), BROWSER=browser(tmp_path))
    assert (done, lines) == (True, [f"browser {page.as_uri()}"])


def test_a_letter_goes_to_the_mail_program_and_only_mail_links_do(tmp_path: Path) -> None:
    link = "mailto:help@example.ru?subject=a%20b"
    assert opened(tmp_path, "mail_link", link, DISPLAY=":0") == (True, [f"xdg-open {link}"])
    assert opened(tmp_path, "mail_link", "https://example.test", DISPLAY=":0")[0] is False
    letter = tmp_path / "GS-1.eml"
    assert opened(tmp_path, "mail_file", str(letter), DISPLAY=":0")[1][-1] == f"xdg-open {letter}"
    assert len(opened(tmp_path, "mail_link", "x", DISPLAY=":0")[1]) == 2


def test_without_a_screen_or_with_no_open_nothing_opens(tmp_path: Path) -> None:
    official = "https://www.gosuslugi.ru/"
    assert opened(tmp_path, "page", official) == (False, [])
    assert opened(tmp_path, "page", official, allowed=False, BROWSER=browser(tmp_path)) == (
        False, [])


def test_a_missing_program_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Opener({"DISPLAY": ":0"}).mail_link("mailto:a@example.ru") is False
