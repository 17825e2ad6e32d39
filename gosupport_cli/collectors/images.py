"""Pictures: only pixels go along, small enough for the channel, text still readable.

Whatever a file holds besides pixels (EXIF, place, thumbnails, comments, profiles) is left
behind because the picture is built anew. The original is only read.
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.evidence import Box, Picture

# 100 megapixels: twice the largest phone camera picture,
# 400 MB unpacked, 1.2 GB at the worst while it is made smaller.
_MOST_PIXELS = 100_000_000
# MPO (two pictures of one phone shot) opens as JPEG; Pillow has no opener of that name.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
# Brands of the ISO base media files that phones call HEIC and AVIF; Pillow reads neither
# everywhere, and the support could not open them.
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
# EXIF that tells of a person: place, time, camera, author, description; not the mere size.
_PERSONAL = frozenset((0x8825, 0x8769, 0x0132, 0x010F, 0x0110, 0x013B, 0x010E, 0x8298, 0xC4A5))
_COLOURS = (256, 64, 32)
_SCALES = (0.85, 0.7, 0.6, 0.5, 0.4, 0.3)
_QUALITIES = (90, 80, 70)
_FRAME = "#d4351c"


def clean_picture(
    source: Path, *, limit: int, hide: Sequence[Box] = (), mark: Sequence[Box] = ()
) -> Picture:
    """``source`` without metadata, at most ``limit`` bytes, with boxes painted over or framed.

    Raises UsageError ``picture-…`` for what is no usable picture and when even a third of
    its size does not fit.
    """
    image, notes = _opened(source)
    drawn = _drawn(image, hide, mark)
    if _is_blank(drawn):
        notes += ("picture-blank",)
    for data, media_type, scaled in _attempts(drawn, photo=image.info.get("photo") == "yes"):
        if len(data) <= limit:
            if scaled.size != drawn.size:
                notes += ("picture-scaled",)
            return Picture(data, media_type, *scaled.size, notes=notes)
    raise UsageError("picture-will-not-fit", file=source.name, limit=_megabytes(limit))


def _opened(source: Path) -> tuple[Image.Image, tuple[str, ...]]:
    name = source.name
    try:
        with source.open("rb") as file:
            if file.read(12)[4:] in tuple(b"ftyp" + brand for brand in _HEIC):
                raise UsageError("picture-heic", file=name)
        with warnings.catch_warnings():
            # Pillow only warns at its own limit; ours is checked before a pixel is unpacked.
            warnings.simplefilter("ignore")
            with Image.open(source, formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise UsageError("picture-too-many-pixels", file=name)
                return _upright(image)
    except Image.DecompressionBombError:
        raise UsageError("picture-too-many-pixels", file=name) from None
    except UsageError:
        raise
    except Exception:
        # Pillow raises whatever it stumbles over in a damaged file: OSError, SyntaxError,
        # ValueError, TypeError («Missing dimensions»), KeyError, struct.error were all seen.
        raise UsageError("picture-broken", file=name) from None


def _upright(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        notes += ("picture-first-frame",)
        image.seek(0)
    photo = image.format in ("JPEG", "MPO")
    if not _PERSONAL.isdisjoint(image.getexif()):
        notes += ("picture-metadata-removed",)
    # In place: a hundred megapixels are 400 MB, and every copy of them as much again.
    ImageOps.exif_transpose(image, in_place=True)
    plain = _on_white(image)
    plain.info = {"photo": "yes" if photo else "no"}
    return plain, notes


def _on_white(image: Image.Image) -> Image.Image:
    """Plain RGB; what was transparent becomes white, as a browser would show it."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    if image.mode in ("I", "F") or image.mode.startswith("I;"):
        return _eight_bits(image).convert("RGB")
    if image.mode == "RGB":
        image.load()
        return image
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey or more; Pillow's own way would make everything above 255 white."""
    wide = image.convert("F")
    brightest = wide.getextrema()[1]
    assert isinstance(brightest, (int, float))
    scale = 1 if brightest <= 255 else 255 / max(brightest, 65535)
    return wide.point(lambda value: value * scale + 0).convert("L")


def _drawn(image: Image.Image, hide: Sequence[Box], mark: Sequence[Box]) -> Image.Image:
    drawn = image.copy() if hide or mark else image
    brush = ImageDraw.Draw(drawn)
    line = max(3, image.width // 400)
    for box in hide:
        brush.rectangle(_corners(box, image), fill="black")
    for box in mark:
        brush.rectangle(_corners(box, image), outline=_FRAME, width=line)
    return drawn


def _corners(box: Box, image: Image.Image) -> tuple[int, int, int, int]:
    x, y, width, height = box
    if width <= 0 or height <= 0 or x >= image.width or y >= image.height or x < 0 or y < 0:
        raise UsageError(
            "box-outside", box=",".join(map(str, box)), width=image.width, height=image.height
        )
    return x, y, min(x + width, image.width) - 1, min(y + height, image.height) - 1


def _is_blank(image: Image.Image) -> bool:
    darkest, brightest = image.convert("L").getextrema()
    assert isinstance(darkest, (int, float)) and isinstance(brightest, (int, float))
    return brightest - darkest < 8


def _attempts(
    image: Image.Image, *, photo: bool
) -> Iterator[tuple[bytes, str, Image.Image]]:
    """Gentlest first: for screens lossless, fewer colours, smaller, JPEG; for photos JPEG."""
    if not photo:
        if image.getcolors(256):
            # A palette loses nothing here, and is a fraction of the size.
            yield _png(_fewer(image, 256)), "image/png", image
        yield _png(image), "image/png", image
        for colours in _COLOURS:
            yield _png(_fewer(image, colours)), "image/png", image
    else:
        yield _jpeg(image, 92), "image/jpeg", image
    for scale in (1.0, *_SCALES):
        smaller = _scaled(image, scale)
        if not photo and scale < 1:
            yield _png(_fewer(smaller, 64)), "image/png", smaller
        for quality in _QUALITIES:
            yield _jpeg(smaller, quality), "image/jpeg", smaller


def _fewer(image: Image.Image, colours: int) -> Image.Image:
    # No dithering: it makes letters ragged and the file larger.
    return image.quantize(colours, dither=Image.Dither.NONE)


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    if scale == 1:
        return image
    size = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    # Not ``optimize``: Pillow's buffer for it is too small for noisy pictures, it then fails.
    image.save(buffer, "JPEG", quality=quality, subsampling=0)
    return buffer.getvalue()


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",")
