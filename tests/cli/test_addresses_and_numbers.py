"""What a person types beside the words: a recipient, a number, an id. No second head field, no
letter to a look-alike, no id lost for the sake of a dash."""

from pathlib import Path

import pytest

from tests.cli.program import run_program

ANSWERS = Path(__file__).parents[1] / "answers" / "login.yaml"
FAKE = ("support@gosusIugi.ru", "adm@gоsuslugi.ru", "a@xn--gsuslugi-8nf.ru",
        "Поддержка <support@gosusIugi.ru>", "help@example.ru, support@gosusIugi.ru")


@pytest.fixture
def made() -> None:
    assert run_program("new", "--no-input", "--answers", str(ANSWERS)).code in (0, 3)


@pytest.mark.parametrize("words", [
    ("send", "GS-1", "--channel", "email", "--yes"), ("show", "GS-1", "--format", "eml"),
    ("send", "GS-1", "--channel", "email", "--dry-run"),
    ("remind", "GS-1", "--channel", "email", "--yes"),
    ("followup", "GS-1", "--channel", "email", "--yes"),
    ("reply", "GS-1", "--message", "Проблема сохраняется.", "--channel", "email", "--yes"),
], ids=lambda words: " ".join(words[:1] + words[-1:]))
@pytest.mark.usefixtures("made")
def test_no_letter_goes_to_an_address_that_only_looks_official(words: tuple[str, ...]) -> None:
    if words[0] not in ("send", "show"):
        assert run_program("sent", "GS-1", "--ticket", "SCR#1234567").code == 0
    for address in FAKE:
        ran = run_program(*words, "--to", address)
        assert (ran.code, ran.out) == (2, ""), address
        assert any(why in ran.err for why in ("только похож", "подменены", "xn--")), ran.err
    assert run_program("config", "set", "mail.to", FAKE[0]).code == 0
    ran = run_program(*words)
    assert ran.code == 2
    assert "только похож" in ran.err


@pytest.mark.parametrize("kind", ["eml", "mailto"])
@pytest.mark.parametrize("to", ["a@b.ru\nBcc: x@y.ru", "a@b.ru\r\nx@y.ru", "a@b.ru\x85b@c.ru"])
@pytest.mark.usefixtures("made")
def test_a_recipient_of_several_lines_makes_no_letter(kind: str, to: str) -> None:
    ran = run_program("show", "GS-1", "--format", kind, "--to", to)
    assert (ran.code, ran.out) == (2, "")
    assert "не похоже на адрес" in ran.err


@pytest.mark.parametrize("ticket", ["SCR#1\r\nBcc: x@y.ru", "SCR#1\n2", "SCR\u2028#1"])
@pytest.mark.usefixtures("made")
def test_a_number_of_several_lines_is_not_recorded(ticket: str) -> None:
    ran = run_program("sent", "GS-1", "--ticket", ticket)
    assert ran.code == 2
    assert "в одной строке" in ran.err
    assert '"ticket": ""' in run_program("status", "GS-1", "--json").out
    assert run_program("sent", "GS-1", "--ticket", " SCR#1\r\n").code == 0


@pytest.mark.usefixtures("made")
def test_an_id_and_a_number_are_known_however_they_are_printed() -> None:
    assert run_program("sent", "GS-1", "--ticket", "12345").code == 0
    for ref in ("GS–1", "gs—1", "GS−1", "GS‑1", "GS1", "GS 1", "GS - 1", "№ 1",
                "№12345", "# 12345"):
        assert run_program("status", ref).code == 0, ref
        assert run_program("check", ref).code in (0, 3), ref
    for ref in ("GS-2", "–1", "GS–", "№", "12346", "GSS1", "GS-1-1"):
        assert run_program("status", ref).code == 7, ref


@pytest.mark.usefixtures("made")
def test_the_exact_number_wins_and_two_that_look_alike_are_both_shown() -> None:
    for number, ticket in ((1, "АБ–7"), (2, "АБ-7")):
        if number > 1:
            run_program("new", "--no-input", "--answers", str(ANSWERS))
        assert run_program("sent", f"GS-{number}", "--ticket", ticket).code == 0
    assert '"id": "GS-1"' in run_program("status", "АБ–7", "--json").out
    assert '"id": "GS-2"' in run_program("status", "аб-7", "--json").out
    both = run_program("status", "№ АБ—7")
    assert both.code == 7
    assert "GS-1" in both.err
    assert "GS-2" in both.err
