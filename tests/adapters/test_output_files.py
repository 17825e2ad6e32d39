"""Files that the person named for what comes out."""

import os
import stat
import threading
from pathlib import Path

import pytest

from gosupport_cli.adapters.folders import write_output


def test_a_file_is_replaced_whole_and_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "real.txt", tmp_path / "link.txt"
    write_output(file, b"one")
    link.symlink_to(file)
    write_output(link, b"two")
    assert link.is_symlink()
    assert file.read_bytes() == b"two"


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_output(pipe, b"words")
    reader.join(20)
    assert got == [b"words"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        write_output(tmp_path, b"x")
