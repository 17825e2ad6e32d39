"""``show`` of the first request, as a person calls it."""

from tests.cli.program import Ran, run_program

FORMATS = ("text", "md", "html", "json", "yaml")


def show(*words: str) -> Ran:
    ran = run_program("show", "GS-1", *words)
    assert ran.code == 0, ran.err
    return ran
