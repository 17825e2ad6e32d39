"""Ctrl-C in the middle of a conversation with a ticket server; the signal is a real one."""

import os
import signal
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.errors import Interrupted, OutcomeUnknown
from tests.channels.ticket_desks import every, send, taking
from tests.servers import Seen, reply, web


def struck(handler: BaseHTTPRequestHandler) -> None:
    """The person presses Ctrl-C while the server thinks."""
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.3)
    reply(handler, 200)


@every
def test_while_a_ticket_is_being_made_the_outcome_is_unknown(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    def answer(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if seen.method == "POST" and not seen.path.startswith("/uploads"):
            struck(handler)
        else:
            taking(handler, seen)

    with web(answer) as (url, _), pytest.raises(OutcomeUnknown):
        send(name, url, parcel, tmp_path)


def test_a_request_that_is_there_already_is_sent_although_its_number_was_not_waited_for(
    parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    def answer(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if seen.path.startswith("/tokens"):
            struck(handler)
        else:
            reply(handler, 201, b'[{"token": "t-1"}]')

    with web(answer) as (url, _):
        done = send("open311", url, parcel, tmp_path)
    assert (done.outcome, done.ticket, done.reference) == ("sent", "", "t-1")


def test_a_file_that_was_uploaded_is_not_called_nothing(
    parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    def answer(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        struck(handler)

    with web(answer) as (url, seen), pytest.raises(Interrupted) as told:
        send("redmine", url, parcel, tmp_path)
    assert told.value.code == "interrupted-uploading"
    assert [one.path.partition("?")[0] for one in seen] == ["/uploads.json"]
