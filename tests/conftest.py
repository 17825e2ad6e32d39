"""Fixtures of every test: a private home, no real one in reach, a fixed clock."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from tests.fakes import FixedClock

# A slow machine is no mistake; mutation testing runs each test a thousand times.
settings.register_profile("house", deadline=None)
settings.register_profile("mutation", deadline=None, max_examples=20, derandomize=True,
                          database=None, phases=[Phase.explicit, Phase.generate])
settings.load_profile("house")


@pytest.fixture(autouse=True)
def private_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The real home folder, language and terminal of the machine are out of reach."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "VISUAL", "EDITOR", "NO_COLOR",
                 "GOSUPPORT_LINEAR", "ACCESSIBLE", "GOSUPPORT_LANG", "http_proxy", "https_proxy",
                 "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("gosupport_cli.cli.language._chosen", [])
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GOSUPPORT_HOME", str(tmp_path / "gosupport"))
    # keyring finds back ends by their class, those of tests too: none unless a test names one.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-20T18:00:00+03:00")
    yield tmp_path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of real programs are left out where these are not there, and it is said why."""
    for item in items:
        for mark in item.iter_markers("services"):
            lacking = [program for program in mark.args if not _is_there(program)]
            if lacking:
                why = f"needs {', '.join(lacking)}; .ci/run installs it"
                item.add_marker(pytest.mark.skip(reason=why))


def _is_there(program: str) -> bool:
    """A command, a path, or ``root`` for what only root may do."""
    if program == "root":
        return hasattr(os, "getuid") and os.getuid() == 0
    path = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"
    return Path(program).exists() or shutil.which(program, path=path) is not None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be left out: a skipped test fails the run (``-rs`` says which)."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """``-m proof`` ends with its tables."""
    from tests.proof.tables import print_tables, whole

    if whole(config):
        print_tables(terminalreporter)


@pytest.fixture
def clock() -> FixedClock:
    """2026-11-20 18:00 in Moscow, a Friday."""
    return FixedClock()


@pytest.fixture
def browser() -> Iterator[Any]:
    """A running Chromium, the one of the machine: playwright's own is never downloaded."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("chromium is missing: apt-get install chromium fonts-dejavu-core libatomic1")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()
