"""What Windows reads from a file and from a pipe; the code page is a parameter, so it runs here."""

import os
from pathlib import Path

import pytest

from gosupport_cli.cli.consoles import speak_as_read


@pytest.mark.parametrize(("page", "written"), [
    ("cp866", "Обращения".encode("cp866")),
    ("cp65001", "Обращения".encode()),
    (None, "Обращения".encode("cp1251")),
    ("no-such-page", "Обращения".encode("cp1251")),
])
def test_a_pipe_is_written_as_the_console_reads_it(page: str | None, written: bytes) -> None:
    reads, writes = os.pipe()
    with os.fdopen(writes, "w", encoding="cp1251") as stream:
        speak_as_read((stream, None), {}, page)
        stream.write("Обращения")
    with os.fdopen(reads, "rb") as pipe:
        assert pipe.read() == written


def test_a_file_is_written_in_utf8_whatever_the_console_shows(tmp_path: Path) -> None:
    with (tmp_path / "list.txt").open("w", encoding="cp1251") as stream:
        speak_as_read((stream,), {}, "cp866")
        stream.write("№ «ё»")
    assert (tmp_path / "list.txt").read_bytes() == "№ «ё»".encode()


@pytest.mark.parametrize("name", ["PYTHONIOENCODING", "PYTHONUTF8"])
def test_who_names_an_encoding_gets_it(tmp_path: Path, name: str) -> None:
    with (tmp_path / "list.txt").open("w", encoding="cp1251") as stream:
        speak_as_read((stream,), {name: "1"}, "cp866")
        assert stream.encoding == "cp1251"
