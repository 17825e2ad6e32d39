"""Patterns wait until they are used, and all of ours can be compiled."""

import importlib
import pkgutil
import re

import pytest

import gosupport_cli.core
import gosupport_cli.flows
from gosupport_cli.core.later import later


def test_a_pattern_is_compiled_at_its_first_use_only() -> None:
    broken = later("(")
    with pytest.raises(re.error):
        broken.search("")


def test_it_answers_like_a_compiled_one() -> None:
    word = later(r"(?P<value>[а-я]+)", re.IGNORECASE)
    found = word.search("12 Ключ")
    assert found is not None
    assert found["value"] == "Ключ"
    assert word.sub("-", "Ключ 12") == "- 12"
    assert word.search("12") is None


@pytest.mark.parametrize("package", [gosupport_cli.core, gosupport_cli.flows])
def test_every_pattern_of_ours_compiles(package: object) -> None:
    folder = getattr(package, "__path__", [])
    for module in pkgutil.iter_modules(folder, getattr(package, "__name__", "") + "."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if type(value).__name__ == "_Later":
                assert re.compile(value.pattern, value.flags), name
