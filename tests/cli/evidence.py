"""Files that people attach: a screenshot and the network's log of a page."""

import json
from pathlib import Path

from PIL import Image, ImageDraw


def picture(folder: Path, name: str = "screen.png", size: tuple[int, int] = (400, 300)) -> Path:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((10, 10), "Error 500", fill="black")
    image.save(folder / name)
    return folder / name


def har(folder: Path) -> Path:
    file = folder / "portal.har"
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": [{
        "startedDateTime": "2026-11-20T11:30:05.120Z", "time": 5,
        "request": {"method": "POST", "url": "https://www.gosuslugi.ru/api/lk/v1/orders?t=1",
                    "headers": [{"name": "Cookie", "value": "acc_t=SEED"}]},
        "response": {"status": 500, "headers": [{"name": "x-trace-id", "value": "ab12cd34ef56"}],
                     "content": {"mimeType": "application/json",
                                 "text": '{"errorMessage": "Сервис недоступен"}'}}}]}}))
    return file
