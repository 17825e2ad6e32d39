"""GS-1 at the support, and a letter of the support's."""

import json
from pathlib import Path

from tests.cli.program import run_program

EXAMPLE = str(Path(__file__).parent.parent / "answers_example.yaml")
OFFICIAL = ("From: noreply@sc.digital.gov.ru\nTo: a@example.ru\nMessage-ID: <m@sc>\n"
            "Reply-To: sd@sc.digital.gov.ru\nDate: Fri, 20 Nov 2026 16:00:00 +0300\n")


def shape(*words: str, typed: str = "") -> tuple[int, dict[str, object]]:
    ran = run_program(*words, "--json", typed=typed)
    return ran.code, json.loads(ran.out)


def status(ref: str = "GS-1") -> dict[str, object]:
    return shape("status", ref)[1]


def letter(folder: Path, *headers: str, subject: str = "Запрос SCR#1234567 выполнен. Тема: В",
           body: str = "Текст", charset: str = "utf-8") -> str:
    text = OFFICIAL + "".join(f"{one}\n" for one in headers)
    text += f"Content-Type: text/plain; charset={charset}\nSubject: {subject}\n\n{body}\n"
    file = folder / "letter.eml"
    file.write_bytes(text.encode(charset))
    return str(file)


PASSED = "Authentication-Results: mx.me; dkim=pass header.d=sc.digital.gov.ru"
