"""Ctrl-C: «Ничего не отправлено» is said only where it is true."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from gosupport_cli.cli.app import App
from gosupport_cli.cli.run import run
from gosupport_cli.cli.stopping import Point
from tests.cli.program import new_request, run_program
from tests.servers import Smtp, listening

NOTHING = ("Ничего не отправлено", "Nothing was sent")
POINTS = [
    (None, 130, "Прервано. Ничего не отправлено."),
    (Point("nothing", "GS-1"), 130, "Прервано. Ничего не отправлено."),
    (Point("begun", "GS-1"), 6, "Дошло ли, не известно"),
    (Point("unknown", "GS-1"), 6, "Дошло ли, не известно"),
    (Point("sent", "GS-1"), 130, "всё уже отправлено, это записано"),
    (
        Point("handed_over", "GS-1", "hand", "gosupport sent GS-1 --ticket НОМЕР"),
        130,
        "отправляете вы.\nУже отправили — запишите это: gosupport sent GS-1 --ticket НОМЕР\n",
    ),
    (
        Point("handed_over", "GS-1", "call", "gosupport sent GS-1 --ticket НОМЕР"),
        130,
        "Уже позвонили — запишите это",
    ),
    (Point("asked", "GS-1", record="gosupport sent GS-1 --ticket НОМЕР"), 130, "не записана"),
    (Point("recording", "GS-1"), 130, "могла записаться"),
]


def command(point: Point | None, raised: BaseException) -> click.Command:
    """Comes as far as ``point``, then is stopped."""

    @click.command()
    @click.option("--json", "as_json", is_flag=True)
    @click.pass_obj
    def one(app: App, as_json: bool) -> None:
        own = app.adjusted(lang=None, home=None, as_json=as_json, quiet=False, verbose=False)
        if point:
            own.point = point
        raise raised

    return one


@pytest.mark.parametrize(("point", "code", "said"), POINTS)
@pytest.mark.parametrize("raised", [KeyboardInterrupt, click.exceptions.Abort])
def test_it_says_what_may_have_left_at_every_point(
    point: Point | None,
    code: int,
    said: str,
    raised: type[BaseException],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(command(point, raised()), []) == code
    told = capsys.readouterr().err
    assert said in told and told.strip().startswith("Прервано.")
    harmless = point is None or point.stage == "nothing"
    assert any(one in told for one in NOTHING) == harmless
    if point and not harmless:
        assert "GS-1" in told


def test_a_program_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command(Point("sent", "GS-1"), KeyboardInterrupt()), ["--json"]) == 130
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["code"], told["exit_code"]) == (
        "gosupport.error/1",
        "interrupted-sent",
        130,
    )


def pressed(when: Callable[[], bool]) -> threading.Thread:
    """Ctrl-C, a real signal, once ``when`` is so."""

    def wait() -> None:
        end = time.monotonic() + 20
        while not when() and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


@pytest.mark.parametrize("words", [("send", "GS-1"), ("reply", "GS-1", "--message", "Всё так же")])
def test_behind_the_final_dot_nobody_knows_and_nobody_is_led_to_send_the_wrong_thing(
    words: tuple[str, ...], private_world: Path
) -> None:
    new_request(channel="email")
    if words[0] == "reply":
        run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    server = Smtp(at="dot", how="hang")
    with listening(server.serve) as port:
        for key, value in (
            ("smtp.host", "127.0.0.1"),
            ("smtp.port", str(port)),
            ("smtp.security", "none"),
            ("mail.to", "help@example.ru"),
        ):
            assert run_program("config", "set", key, value).code == 0
        hand = pressed(lambda: "DATA" in server.commands)
        ran = run_program(*words, "--yes")
        hand.join()
    assert ran.code == 6, ran
    assert "не известно" in ran.err and "Ничего не отправлено" not in ran.err
    assert ("gosupport send GS-1 --resend" in ran.err) == (words[0] == "send")
    assert ("повторите команду с --resend" in ran.err) == (words[0] == "reply")


@pytest.mark.parametrize(
    ("words", "again"),
    [
        (("send", "GS-1"), "gosupport send GS-1"),
        (("reply", "GS-1", "--message", "Всё так же"), "gosupport reply GS-1"),
        (("remind", "GS-1"), "gosupport remind GS-1"),
    ],
)
def test_before_that_nothing_was_sent_and_the_way_back_is_named(
    words: tuple[str, ...], again: str, private_world: Path
) -> None:
    new_request(channel="email")
    if words[0] != "send":
        run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    server = Smtp(at="mail", how="hang")
    with listening(server.serve) as port:
        for key, value in (
            ("smtp.host", "127.0.0.1"),
            ("smtp.port", str(port)),
            ("smtp.security", "none"),
            ("mail.to", "help@example.ru"),
        ):
            assert run_program("config", "set", key, value).code == 0
        hand = pressed(lambda: any(one.startswith("mail") for one in server.commands))
        ran = run_program(*words, "--yes")
        hand.join()
    assert ran.code == 130, ran
    assert f"Прервано. Ничего не отправлено, обращение сохранено.\nОтправить позже: {again}\n" in (
        ran.err
    )
