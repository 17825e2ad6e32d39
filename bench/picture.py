"""A 4K screenshot: made small enough for a chat, against one encoding by Pillow."""

import io
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from bench.measure import PROGRAM, Cost, best, environment, once, peak_of
from bench.start import ANSWERS
from bench.table import Table, ratio

LIMIT = 2 * 1024 * 1024  # bytes, of the chat


def tables(rounds: int) -> list[Table]:
    """The whole command, its own work, and Pillow's."""
    from gosupport_cli.collectors.images import clean_picture

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "screen.png"
        picture = screenshot()
        picture.save(file)
        few = min(rounds, 5)
        pillow = best(lambda: picture.save(io.BytesIO(), "PNG"), few)
        ours = best(lambda: clean_picture(file, limit=LIMIT), few)
        small = clean_picture(file, limit=LIMIT)
        cost = _command(Path(folder), file)
        before = file.stat().st_size
        opened = f"from PIL import Image; made = Image.open({str(file)!r}); made.load()"
        plain = peak_of(f"import io; {opened}; made.save(io.BytesIO(), 'PNG')")
        cleaned = peak_of("from pathlib import Path; from gosupport_cli.collectors.images import "
                          f"clean_picture; clean_picture(Path({str(file)!r}), limit={LIMIT})")
    table = Table("A 4K screenshot",
                  ["what", "CPU, ms", "of one encoding", "peak, MB", "result, KB"])
    size = f"{len(small.data) // 1024}"
    table.rows += [
        ["one `Image.save` as PNG by Pillow", f"{pillow:.0f}", "1.00x", f"{plain:.0f}",
         f"{before // 1024}"],
        ["cleaned and shrunk", f"{ours:.0f}", ratio(ours, pillow), f"{cleaned:.0f}", size],
        ["`gosupport attach GS-1 screen.png`", f"{cost.cpu:.0f}", ratio(cost.cpu, pillow),
         f"{cost.peak:.0f}", ""],
    ]
    return [table]


def _command(folder: Path, file: Path) -> Cost:
    env, cost = environment(folder), Cost()
    once([*PROGRAM, "new", "--no-input", "--answers", str(ANSWERS)], env, Cost())
    once([*PROGRAM, "attach", "GS-1", str(file)], env, cost)
    return cost


def screenshot() -> Image.Image:
    """3840 by 2160: a window with lines of text, and a photo that does not compress well."""
    picture = Image.new("RGB", (3840, 2160), "white")
    draw = ImageDraw.Draw(picture)
    for line in range(0, 2100, 24):
        draw.text((40, line), f"{line} 500 Internal Server Error, trace ab12cd34ef56 " * 8, "black")
    noise = Image.effect_noise((1200, 900), 60).convert("RGB")
    picture.paste(noise, (2500, 1100))
    return picture
