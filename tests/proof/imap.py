"""A mailbox of four letters to be read: as much IMAP as reading takes."""

import base64
import re
import socket

_HEAD = (
    "Authentication-Results: mx.me; dkim=pass header.d=sc.digital.gov.ru\r\n"
    "From: noreply@sc.digital.gov.ru\r\nTo: ivanova@example.ru\r\n"
    "Date: Fri, 20 Nov 2026 {at}:00:00 +0300\r\n{more}"
    "Subject: =?utf-8?B?{subject}?=\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
)


def _letter(at: int, subject: str, text: str, *, named: bool = True) -> bytes:
    coded = base64.b64encode(subject.encode()).decode()
    more = f"Message-ID: <{at}@sc>\r\n" if named else ""
    return (_HEAD.format(at=at, more=more, subject=coded) + text).encode()


# A status, what the support asks to do, a letter without a Message-ID, one of somebody else.
LETTERS = (
    _letter(10, "Запрос SCR#1234567 принят в работу. Тема: Запись", "Здравствуйте."),
    _letter(11, "По запросу SCR#1234567 требуется дополнительная информация. Тема: Запись",
            "Очистите кэш браузера. Пришлите снимок экрана."),
    _letter(12, "Распродажа", "Только сегодня."),
    _letter(13, "Запрос SCR#1234567 выполнен. Тема: Запись", "Проверьте запись.", named=False),
)


def serve(connection: socket.socket) -> None:
    """One client until it logs out."""
    reader = connection.makefile("rb")
    connection.sendall(b"* OK ready\r\n")
    while line := reader.readline():
        tag, _, words = line.decode("utf-8", "replace").strip().partition(" ")
        verb = words.upper().removeprefix("UID ").partition(" ")[0]
        connection.sendall(b"".join(_answers(verb, words))
                           + f"{tag} OK {verb} done\r\n".encode())
        if verb == "LOGOUT":
            return


def _answers(verb: str, words: str) -> list[bytes]:
    if verb == "CAPABILITY":
        return [b"* CAPABILITY IMAP4rev1\r\n"]
    if verb == "EXAMINE":
        return [f"* {len(LETTERS)} EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n".encode()]
    if verb == "STATUS":
        return [f'* STATUS "INBOX" (UIDVALIDITY 7 UIDNEXT {len(LETTERS) + 1})\r\n'.encode()]
    if verb == "SEARCH":
        after = re.search(r"UID (\d+):\*", words)
        first = min(int(after[1]), len(LETTERS)) if after else 1  # «N:*» names the last one too
        uids = " ".join(map(str, range(first, len(LETTERS) + 1)))
        return [f"* SEARCH {uids}\r\n".encode()]
    if verb == "FETCH":
        asked = [int(one) for one in words.split()[2].split(",")]
        return [_fetched(uid, "HEADER" in words) for uid in asked]
    return []


def _fetched(uid: int, headers: bool) -> bytes:
    letter = LETTERS[uid - 1]
    if headers:
        letter = letter.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    return f"* {uid} FETCH (UID {uid} BODY[] {{{len(letter)}}}\r\n".encode() + letter + b")\r\n"
