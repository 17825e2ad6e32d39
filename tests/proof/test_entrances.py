"""Hostile input through every parser: what fuzzing found, and what hypothesis thinks of."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof.entrances import TARGETS
from tests.proof.seeds import SEEDS

CORPUS = Path(__file__).parent / "corpus"
FOUND = sorted(CORPUS.glob("*/*"))
NASTY = st.sampled_from([
    b"\x1b]0;x\x07", b"\x1b[2J", "\u202e".encode(), b"\0", b"\xff\xfe",
    b"\r\nBcc: x@example.ru\r\n", b"!!python/x", b"\n\n---\n", b"'\"",
    b"{{7*7}}", b"{%raw%}", b"$(id)", b"`id`", b"';DROP TABLE requests;--", b"<script>1</script>",
    b"=cmd|' /C calc'!A0", b"../../etc/passwd", b"\xed\xa0\x80", b"[" * 400, b"&a [*a,*a]",
    "\u0000\ufeff\u2028".encode(), b"=?utf-8?B?0?=", b"%00%0a", b"9" * 400, b"-",
])


@pytest.mark.parametrize("found", FOUND, ids=lambda one: f"{one.parent.name}-{one.name}")
def test_what_fuzzing_found_is_answered_now(found: Path) -> None:
    TARGETS[found.parent.name](found.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_good_example_passes_and_a_cut_or_doubled_one_is_answered(name: str) -> None:
    for seed in SEEDS[name]:
        for data in (seed, seed[: len(seed) // 2], seed[len(seed) // 3 :], seed + seed):
            TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_no_entrance_falls_over_what_is_nasty(name: str) -> None:
    pieces = st.one_of(NASTY, st.sampled_from(SEEDS[name]), st.binary(max_size=30),
                       st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")))

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck),
              database=None)
    @given(st.lists(pieces, max_size=4).map(b"".join))
    def run(data: bytes) -> None:
        TARGETS[name](data)

    run()
