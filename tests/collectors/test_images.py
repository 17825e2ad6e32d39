"""Pictures come out small enough, readable, without anything but pixels."""

import random
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from gosupport_cli.collectors.images import clean_picture
from gosupport_cli.core.errors import UsageError

TWO_MB = 2 * 1024 * 1024


def screenshot(size: tuple[int, int], *, noise: int = 0) -> Image.Image:
    """Lines of text on white, as a page looks; ``noise`` random pixels spoil compression."""
    image = Image.new("RGB", size, "white")
    brush = ImageDraw.Draw(image)
    for line in range(0, size[1], 24):
        brush.text((10, line), "Error 500 Internal Server Error " * 8, fill="black")
    chance = random.Random(7)
    pixels = image.load()
    assert pixels is not None
    for _ in range(noise):
        pixels[chance.randrange(size[0]), chance.randrange(size[1])] = (
            chance.randrange(256), chance.randrange(256), chance.randrange(256))
    return image


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.guide("G-28", "G-78", "G-104")
def test_a_4k_screenshot_fits_two_megabytes_without_losing_its_size(tmp_path: Path) -> None:
    source = tmp_path / "screen.png"
    screenshot((3840, 2160), noise=200_000).save(source)
    assert source.stat().st_size > 1_000_000
    picture = clean_picture(source, limit=TWO_MB)
    assert len(picture.data) <= TWO_MB
    assert (picture.width, picture.height) == (3840, 2160)
    assert picture.media_type == "image/png"


def test_a_small_limit_scales_the_picture_by_steps_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "screen.png"
    screenshot((640, 480), noise=64_000).save(source)
    picture = clean_picture(source, limit=24_000)
    assert len(picture.data) <= 24_000
    assert picture.width < 640
    assert "picture-scaled" in picture.notes


@pytest.mark.guide("G-165")
def test_place_comments_and_thumbnails_do_not_survive(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x010E] = "SECRET-DESCRIPTION"
    exif.get_ifd(0x8825)[1] = "N"
    screenshot((400, 300)).save(photo, exif=exif, comment=b"SECRET-COMMENT")
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SECRET-AUTHOR")
    screen = tmp_path / "screen.png"
    screenshot((400, 300)).save(screen, pnginfo=text)
    for source in (photo, screen):
        assert b"SECRET" in source.read_bytes()
        picture = clean_picture(source, limit=TWO_MB)
        assert b"SECRET" not in picture.data
        assert not opened(picture.data).getexif()


def test_a_turned_photo_is_put_upright(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # «turn by 90 degrees»
    screenshot((400, 300)).save(photo, exif=exif)
    picture = clean_picture(photo, limit=TWO_MB)
    assert (picture.width, picture.height) == (300, 400)


@pytest.mark.guide("G-166")
def test_a_hidden_box_is_black_and_a_marked_one_is_framed(tmp_path: Path) -> None:
    source = tmp_path / "screen.png"
    screenshot((400, 300)).save(source)
    before = source.read_bytes()
    picture = clean_picture(
        source, limit=TWO_MB, hide=[(10, 10, 50, 40)], mark=[(200, 100, 100, 50)]
    )
    pixels = opened(picture.data).convert("RGB")
    hidden = pixels.crop((10, 10, 60, 50))
    assert hidden.getextrema() == ((0, 0), (0, 0), (0, 0))
    assert pixels.getpixel((200, 100)) == (0xD4, 0x35, 0x1C)
    assert source.read_bytes() == before


def test_a_box_outside_the_picture_is_refused_in_words(tmp_path: Path) -> None:
    source = tmp_path / "screen.png"
    screenshot((400, 300)).save(source)
    with pytest.raises(UsageError) as refused:
        clean_picture(source, limit=TWO_MB, hide=[(500, 10, 50, 40)])
    assert refused.value.code == "box-outside"


@pytest.mark.parametrize("colour", ["black", "white", "#202020"])
def test_a_picture_of_one_colour_is_pointed_out(tmp_path: Path, colour: str) -> None:
    source = tmp_path / "screen.png"
    Image.new("RGB", (300, 200), colour).save(source)
    assert "picture-blank" in clean_picture(source, limit=TWO_MB).notes


def test_only_the_first_frame_of_a_moving_picture_goes_along(tmp_path: Path) -> None:
    source = tmp_path / "moving.gif"
    frames = [screenshot((200, 100)), Image.new("RGB", (200, 100), "red")]
    frames[0].save(source, save_all=True, append_images=frames[1:])
    picture = clean_picture(source, limit=TWO_MB)
    assert "picture-first-frame" in picture.notes
    assert getattr(opened(picture.data), "n_frames", 1) == 1


@pytest.mark.parametrize("form", ["BMP", "TIFF", "WEBP"])
def test_formats_that_the_support_may_not_open_become_png_or_jpeg(
    tmp_path: Path, form: str
) -> None:
    source = tmp_path / "screen.bin"
    screenshot((300, 200)).save(source, form)
    assert clean_picture(source, limit=TWO_MB).media_type in ("image/png", "image/jpeg")


def _truncated(folder: Path) -> Path:
    whole = folder / "whole.png"
    screenshot((300, 200), noise=5000).save(whole)
    source = folder / "screen.png"
    source.write_bytes(whole.read_bytes()[:2000])
    return source


def _bomb(folder: Path) -> Path:
    source = folder / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(source)
    return source


def _heic(folder: Path) -> Path:
    source = folder / "photo.heic"
    source.write_bytes(b"\0\0\0\x18ftypheic" + bytes(100))
    return source


def _garbage(folder: Path) -> Path:
    source = folder / "screen.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\n" + b"garbage" * 50)
    return source


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_truncated, "picture-broken"),
        (_bomb, "picture-too-many-pixels"),
        (_heic, "picture-heic"),
        (_garbage, "picture-broken"),
    ],
)
def test_what_is_no_usable_picture_is_refused_in_words(tmp_path: Path, make, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError) as refused:
        clean_picture(make(tmp_path), limit=TWO_MB)
    assert refused.value.code == code


def test_a_picture_that_cannot_be_made_small_enough_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "screen.png"
    screenshot((400, 300), noise=100_000).save(source)
    with pytest.raises(UsageError) as refused:
        clean_picture(source, limit=500)
    assert refused.value.code == "picture-will-not-fit"


@pytest.mark.parametrize("ending", ["png", "tiff"])
def test_sixteen_bits_of_grey_do_not_turn_white(tmp_path: Path, ending: str) -> None:
    grey = Image.linear_gradient("L").convert("I").point(lambda value: value * 257)
    grey.convert("I;16").save(tmp_path / f"deep.{ending}")
    found = clean_picture(tmp_path / f"deep.{ending}", limit=10**6)
    shown = Image.open(BytesIO(found.data)).convert("L")
    greys = [shown.getpixel((5, row)) for row in (0, 128, 255)]
    assert greys == pytest.approx([0, 128, 255], abs=2)


def test_few_colours_stay_as_they_are_in_a_palette(tmp_path: Path) -> None:
    image = Image.effect_noise((400, 300), 60).convert("L").point(lambda v: v // 4 * 4)
    image.convert("RGB").save(tmp_path / "few.png")
    found = clean_picture(tmp_path / "few.png", limit=10**6)
    shown = Image.open(BytesIO(found.data))
    assert shown.mode == "P"
    assert shown.convert("RGB").tobytes() == image.convert("RGB").tobytes()


def test_a_format_that_always_has_tags_is_not_said_to_hold_the_place(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "plain.tiff")
    assert "picture-metadata-removed" not in clean_picture(tmp_path / "plain.tiff",
                                                           limit=10**6).notes
