"""What fuzzing begins with: one good example of each kind, so that it gets past the door."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from tests.factories import complete_answers

ANSWERS = tuple(one.read_bytes() for one in sorted(
    (Path(__file__).parents[1] / "answers").glob("*.yaml")))
LETTER = """From: =?utf-8?B?0JPQvtGB0YPRgdC70YPQs9C4?= <no-reply@gosuslugi.ru>
To: ivanova@example.ru
Subject: Обращение SCR#1234567: требуется дополнительная информация
Date: Fri, 20 Nov 2026 18:00:00 +0300
Message-ID: <2@gosuslugi.ru>
In-Reply-To: <1@example.ru>
References: <0@example.ru> <1@example.ru>
Authentication-Results: mx.example.ru; dkim=pass header.d=gosuslugi.ru; spf=pass
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: quoted-printable

=F0=D2=D7=C5=D4

> 20.11.2026 пользователь писал(а):
--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PGI+0JfQsNGP0LLQutCwPC9iPjxicj7RgdC00LXQu9Cw0L3QvjxzY3JpcHQ+eDwvc2NyaXB0Pg==
--b--
""".replace("\n", "\r\n").encode()
TEXTS = tuple(one.encode() for one in (
    "пароль: Qwerty1, код 4821 из смс, CVV 123, карта 4276 1600 1234 5678",
    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijklmnop",
    "Cookie: acc_t=0123456789abcdef; u=1\nпаспорт 45 08 123456, СНИЛС 112-233-445 95",
    "Ваше обращение №1234567 зарегистрировано. Статус: выполнено, закрыто 20.11.2026",
    "8 (800) 100-70-10, +7 900 000-00-01, https://gosuslugi.ru.example.com/?a=1#b, t.me/gosuslugi",
    "https://госуслуги.рф@evil.example/%2e%2e\u202e, ivanova@example.ru, xn--80affa3aj.xn--p1ai",
    "вчера в 14:30", "в прошлую пятницу около половины третьего ночи по московскому времени",
    "20.11.2026 14:30 МСК+2", "2026-11-20T14:30:00.5+03:00", "два дня назад, 31.02",
    "Jib,rf ghb dsjlt", "УЫШФ-007015", "\x1b]0;x\x07{{7*7}}{%\u202e\0$(id)`id`=1+1'--<script>",
    *(f"{key}={value}" for key, value in complete_answers().items()),
))
AGENTS = tuple(one.encode() for one in (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 YaBrowser/25.10.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "User-Agent: Mozilla/5.0 (X11; ALT Linux; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
))
HAR = json.dumps({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [{
    "startedDateTime": "2026-11-20T14:30:00.000Z", "time": 12.5,
    "request": {"method": "POST", "url": "https://u:p@www.gosuslugi.ru/api?token=1#x",
                "httpVersion": "h2", "headers": [{"name": "Cookie", "value": "acc_t=1"}],
                "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 1,
                "postData": {"mimeType": "application/json", "text": "{\"password\": \"x\"}"}},
    "response": {"status": 500, "statusText": "x", "headers": [
        {"name": "x-trace-id", "value": "ab12cd34ef56"}], "cookies": [], "content": {
            "size": 3, "mimeType": "application/json", "encoding": "base64",
            "text": "eyJtZXNzYWdlIjogIkVTSUEtMDA3MDE1In0="}, "redirectURL": "", "headersSize": -1},
    "cache": {}, "timings": {"send": 1, "wait": 2, "receive": 3}}]}}).encode()
LOG = (b"GET https://www.gosuslugi.ru/api?token=1 500 (Internal Server Error)\n"
       b"x-trace-id: ab12cd34ef56 ESIA-007015\nSet-Cookie: a=b\n")


def _picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, kind)
    return made.getvalue()


PICTURES = tuple(_picture(kind) for kind in ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"))
SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "answers_file": ANSWERS, "declared": ANSWERS, "answers": (*TEXTS, *AGENTS),
    "letter": (LETTER,), "pasted": TEXTS, "har": (HAR,), "log": (LOG, *TEXTS),
    "picture": PICTURES, "moment": TEXTS, "layout": TEXTS, "user_agent": AGENTS,
    "contact": TEXTS, "redaction": (*TEXTS, LOG), "splitting": TEXTS,
    "headers": tuple(b"\x1f".join(TEXTS[at : at + 4]) for at in range(len(TEXTS) - 4)),
    "screen": TEXTS,
}
