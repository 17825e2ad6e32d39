"""Logs of a browser: how time and memory grow with the file."""

import json
import subprocess
import tempfile
from pathlib import Path

from bench.measure import PROGRAM, PYTHON, ROOT, Cost, environment, once
from bench.table import Table, ratio

SIZES = (1, 10, 100)  # megabytes
CEILING = 300  # megabytes of memory, whatever the file


def tables(rounds: int) -> list[Table]:
    """One table: ``attach`` of each file, and Python's own reader of JSON for the largest."""
    table = Table("Sanitising a HAR (`gosupport attach GS-1 big.har`)",
                  ["file", "CPU, s", "of 1 MB", "peak, MB"])
    with tempfile.TemporaryDirectory() as folder:
        costs = {f"{size} MB": _cost(Path(folder), size, rounds) for size in SIZES}
        words = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"
        plain = Cost()
        once([PYTHON, "-c", words, str(Path(folder) / "big.har")], environment(Path(folder)), plain)
    first = costs["1 MB"].cpu
    for name, cost in costs.items():
        holds = f" {'<=' if cost.peak <= CEILING else 'MISSES'} {CEILING}"
        table.rows.append([name, f"{cost.cpu / 1000:.2f}", ratio(cost.cpu, first),
                           f"{cost.peak:.0f}{holds}"])
    table.rows.append(["100 MB by `json.load` alone", f"{plain.cpu / 1000:.2f}",
                       ratio(plain.cpu, first), f"{plain.peak:.0f}"])
    return [table]


def _cost(folder: Path, size: int, rounds: int) -> Cost:
    file = folder / "big.har"
    write_har(file, size * 1_000_000)
    cost, env = Cost(), environment(folder / f"home{size}")
    answers = ROOT / "tests" / "answers" / "booking.yaml"
    for _ in range(3 if size == SIZES[-1] else min(rounds, 5)):
        subprocess.run([*PROGRAM, "new", "--no-input", "--answers", str(answers)], env=env,
                       stdin=subprocess.DEVNULL, capture_output=True, check=False)
        once([*PROGRAM, "attach", "GS-1", str(file)], env, cost)
        once([*PROGRAM, "attach", "GS-1", "--remove", _name(env)], env, Cost())
    return cost


def _name(env: dict[str, str]) -> str:
    folder = Path(env["GOSUPPORT_HOME"]) / "evidence" / "GS-1"
    return next(one.name for one in folder.iterdir() if one.suffix == ".har")


def write_har(file: Path, size: int) -> None:
    """A recording of ``size`` bytes as browsers make them: cookies, bodies, one failure in ten."""
    with file.open("w", encoding="utf-8") as out:
        out.write('{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[')
        for number in range(size):
            out.write(("," if number else "") + json.dumps(_entry(number), ensure_ascii=False))
            if out.tell() >= size:
                break
        out.write("]}}")


def _entry(number: int) -> dict[str, object]:
    failed = number % 10 == 0
    body = ('{"errorCode":"500","traceId":"ab12cd34ef56"}' if failed
            else "<html>" + "Расписание врачей. " * 150)
    return {
        "startedDateTime": "2026-11-20T14:30:00.000+03:00", "time": 12.5,
        "request": {
            "method": "GET", "url": f"https://www.gosuslugi.ru/10700?n={number}",
            "httpVersion": "HTTP/2", "queryString": [], "headersSize": -1, "bodySize": 0,
            "cookies": [{"name": "session", "value": "s" * 200}],
            "headers": [{"name": "Cookie", "value": "session=" + "s" * 200},
                        {"name": "User-Agent", "value": "Mozilla/5.0"}],
        },
        "response": {
            "status": 500 if failed else 200, "statusText": "", "httpVersion": "HTTP/2",
            "headers": [{"name": "x-trace-id", "value": f"{number:012x}"}], "cookies": [],
            "content": {"size": len(body), "mimeType": "application/json", "text": body},
            "redirectURL": "", "headersSize": -1, "bodySize": len(body),
        },
        "cache": {}, "timings": {"send": 0, "wait": 12, "receive": 0},
    }
