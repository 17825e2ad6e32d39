"""The browsers of this computer, and which one opens links.

Programs are found by tables and by what the system has registered; a file that anybody could
have written (a desktop file, a registry entry) names a browser, but is never executed.
"""

from collections.abc import Callable, Iterable, Iterator

from gosupport_cli.collectors import browser_linux, browser_macos, browser_windows
from gosupport_cli.collectors.browser_table import BY_ID
from gosupport_cli.collectors.reading import fact
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact


class System(Frozen):
    """How one system is asked: ids of installed browsers with version and source."""

    installed: Callable[[Machine], Iterable[tuple[str, str, str]]]
    default: Callable[[Machine], tuple[str, str]]


_SYSTEMS = {
    "linux": System(browser_linux.installed, browser_linux.default),
    "darwin": System(browser_macos.installed, browser_macos.default),
    "windows": System(browser_windows.installed, browser_windows.default),
}


def browsers(machine: Machine) -> Iterator[Fact]:
    """``browser`` (the one to name in a request), the default one, all, and each."""
    system = _SYSTEMS[machine.system]
    found: dict[str, tuple[str, str]] = {}
    for browser_id, version, source in system.installed(machine):
        if browser_id not in found or (version and not found[browser_id][0]):
            found[browser_id] = (version, source)
    chosen, where = system.default(machine)
    yield _one(found, chosen, where)
    if chosen:
        yield fact("browser_default", _named(chosen, found), where)
    else:
        yield fact("browser_default", "", where)
    names = [_named(one, found) for one in found]
    sources = "; ".join(dict.fromkeys(source for _, source in found.values()))
    yield fact("browsers", "; ".join(names) or "none", sources or "известных браузеров не видно",
               "high" if names else "low")
    for browser_id, (version, source) in found.items():
        yield fact(f"browser.{browser_id}", _named(browser_id, found), source,
                   "high" if version else "medium")


def _one(found: dict[str, tuple[str, str]], chosen: str, where: str) -> Fact:
    """The default browser, else the only one that is there; several are a question."""
    if chosen:
        version, source = found.get(chosen, ("", ""))
        both = f"браузер по умолчанию: {where}" + (f"; версия: {source}" if version else "")
        return fact("browser", _named(chosen, found), both, "high" if version else "medium")
    if len(found) == 1:
        browser_id, (_, source) = next(iter(found.items()))
        return fact("browser", _named(browser_id, found), f"единственный браузер: {source}",
                    "medium")
    why = "браузеров несколько, какой из них основной, не видно" if found else "браузера не видно"
    return fact("browser", "", why)


def _named(browser_id: str, found: dict[str, tuple[str, str]]) -> str:
    version = found.get(browser_id, ("", ""))[0]
    return f"{BY_ID[browser_id].name} {version}".strip()
