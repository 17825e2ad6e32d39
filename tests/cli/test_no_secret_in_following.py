"""What comes after sending keeps no secret either: letters, replies, notes, pictures, backups."""

import zipfile
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.cli.program import new_request, run_program
from tests.cli.test_no_secret_anywhere import PIECES, SEEDS

WHOLE = "\n".join(SEEDS)
LETTER = f"""From: no-reply@gosuslugi.ru
To: ivanova@example.ru
Subject: Обращение SCR#1234567
Message-ID: <one@gosuslugi.ru>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

По обращению SCR#1234567 требуется дополнительная информация.
{WHOLE}
"""


def files(folder: Path) -> list[str]:
    """Pictures with secrets in EXIF, in a comment, behind the end and in the name."""
    image = Image.new("RGB", (60, 40), "white")
    image.putpixel((5, 5), (0, 0, 0))
    about = Image.Exif()
    about[0x010E] = "Zq7Seedpassw"
    image.save(folder / "exif.jpg", exif=about)
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SeedToken98765")
    image.save(folder / "text.png", pnginfo=text)
    image.save(folder / "пароль Zq7Seedpassw.png")
    with (folder / "text.png").open("ab") as more:
        more.write(b"SeedCookie555")
    return ["exif.jpg", "text.png", "пароль Zq7Seedpassw.png"]


@pytest.mark.guide("G-24", "G-108")
def test_no_seeded_secret_is_found_after_a_whole_life(
    private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(private_world)
    new_request(channel="email")
    Path("letter.eml").write_text(LETTER, encoding="utf-8")
    Path("sms.txt").write_text(f"gosuslugi: Обращение SCR#1234567 выполнено. {WHOLE}", "utf-8")
    runs: list[tuple[str, ...]] = [
        ("attach", "GS-1", *files(private_world), "--caption", WHOLE),
        ("sent", "GS-1", "--ticket", "SCR#1234567", "--note", WHOLE, "--term", WHOLE),
        ("remind", "GS-1", "--no-send"), ("followup", "GS-1", "--no-send"),
        ("ingest", "letter.eml", "--id", "GS-1", "--yes", "--json"),
        ("ingest", "sms.txt", "--id", "GS-1", "--yes", "--json"),
        ("reply", "GS-1", "--no-send", "--message", WHOLE),
        ("reply", "GS-1", "--no-send", "--not-fixed", "--result", WHOLE),
        ("status", "GS-1", "--note", WHOLE), ("status", "GS-1", "--set", "closed", "--note", WHOLE),
        ("status", "GS-1", "--json"), ("list", "--search", next(iter(SEEDS)), "--json"), ("due",),
        ("profile", "set", "мама", f"account={WHOLE}"), ("profile", "show", "мама"),
        ("check", "GS-1", "--channel", "all"), ("show", "GS-1", "--channel", "chat"),
        ("attach", "GS-1", "--list"), ("export", "b.zip"), (),
    ]
    said = []
    for words in runs:
        if words[:1] == ("remind",):
            monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-23T10:00:00+03:00")
        elif words[:1] == ("followup",):
            monkeypatch.setenv("GOSUPPORT_NOW", "2026-12-07T10:00:00+03:00")
        said.append((words, run_program(*words)))
    # A letter without a seal is shown and not recorded; the request has errors since.
    refused = {words[:2] for words, ran in said if ran.code not in (0, 3)}
    assert refused <= {("ingest", "letter.eml"), ("remind", "GS-1")}, said
    with zipfile.ZipFile("b.zip") as backup:
        kept = [(name, backup.read(name)) for name in backup.namelist()]
    kept += [(str(file), file.read_bytes()) for file in (private_world / "gosupport").rglob("*")
             if file.is_file()]
    found = [f"{words} says {piece}" for words, ran in said for piece in PIECES
             if piece in ran.out + ran.err]
    found += [f"{name} holds {piece}" for name, data in kept for piece in PIECES
              if piece.encode() in data or piece in name]
    assert found == []
    assert "[удалено: пароль]" in run_program("status", "GS-1", "--json").out
