"""Mutation testing of ``core``: ``python -m tools.mutants masking redaction`` (needs mutmut).

Works on a copy below the folder for temporary files, so the checkout may be edited meanwhile.
mutmut makes the mutants, ``tools/mutant_loop.py`` runs the tests: only those that are about the
module, so that it takes minutes. Each survivor is printed as a diff.
"""

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE = Path("gosupport_cli", "core")
SECRETS = ("core/test_secret_pieces.py", "core/test_redaction.py", "core/test_masking.py")
LETTERS = ("core/test_statements.py", "core/test_belief.py", "core/test_letters.py",
           "core/test_letter_codes.py")
# A module that is not here is tried with tests/core/test_<module>.py.
TESTS = {
    "masking": ("core/test_masking.py",),
    **dict.fromkeys(("redaction", "made_up", "searching", "lookalikes", "later",
                     "private_patterns", "code_patterns", "password_patterns", "token_patterns",
                     "card_patterns", "nearby_patterns", "answer_patterns"), SECRETS),
    **dict.fromkeys(("moments", "moment_reading", "moment_words", "moment_days", "moment_clock"),
                    ("core/test_moments.py", "core/test_moment_phrases.py",
                     "flows/test_moments_people_write.py")),
    **dict.fromkeys(("statements", "letters", "wordings", "letter_codes", "pasted", "chat_lines"),
                    LETTERS),
    **dict.fromkeys(("knowledge", "knowledge_index", "knowledge_words"),
                    ("core/test_knowledge.py",)),
    "diagnosis": ("flows/test_diagnose.py",),
    "http_log": ("collectors/test_logs.py",),
    "tracking": ("core/test_tracking.py", "core/test_what_is_due.py"),
    **dict.fromkeys(("deadlines", "terms"), ("core/test_deadlines.py",)),
    **dict.fromkeys(("contacts", "domains"), ("core/test_contact_reasons.py",
                                            "core/test_contacts.py", "core/test_letters.py")),
    **dict.fromkeys(("detect_answers", "detect_contacts", "detect_files", "detect_safety", "case"),
                    ("core/test_detectors.py",)),
    **dict.fromkeys(("detect_wording", "words"), ("core/test_detect_wording.py",)),
    **dict.fromkeys(("checklist", "completeness", "conditions"), ("core/test_checklist.py",)),
}
# One run takes seconds, and there are hundreds.
TOO_SLOW = " and ".join(f"not {name}" for name in (
    "megabyte", "in_a_long_text", "twice_changes", "every_placeholder"))


def prepare(modules: list[str], place: Path) -> dict[str, str]:
    """Copy the checkout and mutate ``modules`` there; returns each mutant's diff."""
    for name in ("gosupport_cli", "templates", "tests", "tools"):
        shutil.copytree(ROOT / name, place / name,
                        ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
    for path in (*ROOT.glob("*.md"), ROOT / "pyproject.toml"):
        shutil.copy(path, place)
    diffs: dict[str, str] = {}
    for module in modules:
        diffs |= mutate(module, place)
    (place / "mutants.json").write_text(json.dumps(list(diffs)), encoding="utf-8")
    return diffs


def mutate(module: str, place: Path) -> dict[str, str]:
    from mutmut.mutation.file_mutation import mutate_file_contents

    path = place / CORE / f"{module}.py"
    made = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
    path.write_text(made.code, encoding="utf-8")
    lines = made.code.splitlines()

    def source(function: str) -> list[str]:
        span = made.line_span_by_function_name[function]
        return [line for line in lines[span.start - 1 : span.end] if "def x" not in line]

    diffs = {}
    for name in made.mutant_names:
        before = source(f"{name.rpartition('__mutmut_')[0]}__mutmut_orig")
        diff = difflib.unified_diff(before, source(name), n=1, lineterm="")
        diffs[f"gosupport_cli.core.{module}.{name}"] = "\n".join([*diff][2:])
    return diffs


def try_all(modules: list[str], place: Path) -> dict[str, str]:
    """Every mutant with its verdict."""
    tests = {f"tests/{one}" for name in modules
             for one in TESTS.get(name, (f"core/test_{name}.py",))}
    subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "pytest", *sorted(tests), "-n0", "-q", "-p", "no:randomly",
         "-p", "no:cacheprovider", "-p", "tools.mutant_loop", "-k", TOO_SLOW,
         "--hypothesis-profile=mutation"],
        cwd=place, check=True, stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    lines = (place / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line) for line in lines)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", metavar="MODULE")
    modules = parser.parse_args().modules
    with tempfile.TemporaryDirectory() as scratch:
        diffs = prepare(modules, Path(scratch))
        verdicts = try_all(modules, Path(scratch))
    for name, verdict in verdicts.items():
        if verdict != "killed":
            say(f"{name.removeprefix('gosupport_cli.core.')}: {verdict}\n{diffs[name]}\n")
    say("| module | mutants | tried | killed | survived |\n|---|---|---|---|---|")
    for module in modules:
        count = Counter(verdict for name, verdict in verdicts.items() if f".{module}." in name)
        tried = count.total() - count["untried"] - count["at import"]
        say(f"| `{module}` | {count.total()} | {tried} | {count['killed']} |"
              f" {tried - count['killed']} |")


if __name__ == "__main__":
    main()
