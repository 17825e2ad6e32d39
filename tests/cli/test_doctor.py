"""``doctor`` as people and programs see it, against servers of this machine."""

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.cli.program import run_program
from tests.collectors.faulty_servers import Authority, answers, dead_port, serving

ROOT = Path(__file__).parents[2]
SOURCES = ("core/diagnosis.py", "flows/diagnose.py", "flows/own_health.py", "adapters/health.py")


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def dead_host() -> str:
    host, port = dead_port()
    return f"{host}:{port}"


def test_json_has_the_promised_shape() -> None:
    ran = run_program("doctor", "--host", dead_host(), "--json")
    assert ran.code == 0
    shape = json.loads(ran.out)
    assert shape["schema"] == "gosupport.doctor/1"
    for check in shape["checks"]:
        assert {"id", "state", "message", "fix", "evidence"} <= set(check)
        assert check["state"] in ("ok", "warning", "problem", "unknown")
        assert check["message"]
        assert check["fix"] or check["state"] in ("ok", "unknown")
    states = {check["id"]: check["state"] for check in shape["checks"]}
    assert states["tcp"] == "problem"
    assert {"clock", "proxy", "vpn", "filters", "ipv6", "captive", "journal", "folders", "settings",
            "templates", "mail", "servers"} <= set(states)


@pytest.mark.guide("G-54", "G-55")
def test_people_read_what_is_wrong_and_what_to_do() -> None:
    ran = run_program("doctor", "--host", dead_host())
    shown = plain(ran.out)
    assert "не работает: Сервер не принимает соединение: 127.0.0.1." in shown
    assert "антивирус, сетевой экран" in shown
    assert "Разрешите в браузере JavaScript и всплывающие окна" in shown
    assert "*.gosuslugi.ru и esia.gosuslugi.ru, а блокировщик рекламы" in shown
    assert "Начните с этого: Чаще всего мешает антивирус" in plain(ran.err)
    english = run_program("doctor", "--host", dead_host(), "--lang", "en")
    assert "The server takes no connection" in plain(english.out)
    assert not re.search(r"[а-яё]{4,}", english.out.replace("Госуслуги", ""))


def test_an_unknown_certificate_is_explained() -> None:
    with serving(answers(), Authority("Russian Trusted Root CA").server("127.0.0.1")) as server:
        ran = run_program("doctor", "--host", f"127.0.0.1:{server.address[1]}")
        assert server.heard == []
    assert "«в моём браузере открывается» ничего не говорит" in plain(ran.out)


def test_the_authority_of_the_settings_is_trusted(tmp_path: Path) -> None:
    ours = Authority()
    root = tmp_path / "root.pem"
    ours.made.cert_pem.write_to_path(str(root))
    assert run_program("config", "set", "http.ca_file", str(root)).code == 0
    with serving(answers("403 Forbidden"), ours.server("127.0.0.1")) as server:
        host = f"127.0.0.1:{server.address[1]}"
        checks = json.loads(run_program("doctor", "--host", host, "--json").out)["checks"]
    http = next(check for check in checks if check["id"] == "http")
    assert (http["state"], http["code"]) == ("ok", "http-refuses-programs")


@pytest.mark.parametrize("host", ["a b", "", "x:99999", "x:0", "x/../y:z:1"])
def test_a_host_that_is_none_is_explained(host: str) -> None:
    ran = run_program("doctor", "--host", host, "--json")
    if host != "x/../y:z:1":  # only the name before the path counts
        assert ran.code == 2
        assert json.loads(ran.out)["code"] == "doctor-bad-host"


def test_attach_adds_a_russian_report_without_our_own_folders(tmp_path: Path) -> None:
    made = json.loads(run_program(
        "new", "booking", "--no-input", "--json", "--set", "environment.elsewhere=no",
        "--channel", "email").out)
    ran = run_program("doctor", "--host", dead_host(), "--attach", made["id"], "--lang", "en")
    assert ran.code == 0, ran.err
    file = tmp_path / "gosupport/evidence" / made["id"] / "proverka-svyazi.txt"
    text = file.read_text(encoding="utf-8")
    assert "не работает: Сервер не принимает соединение" in text
    assert "Система: " in text
    assert str(tmp_path) not in text
    assert not (tmp_path / "gosupport/drafts/proverka-svyazi.txt").exists()
    assert "proverka-svyazi.txt" in ran.err
    ran = run_program("doctor", "--host", dead_host(), "--attach", made["id"], "--json")
    told = json.loads(ran.out)["attached"]
    assert (told["name"].startswith("proverka-svyazi"), told["media_type"]) == (True, "text/plain")


@pytest.mark.parametrize("channel", ["portal", "chat", "app", "phone"])
def test_what_the_channel_does_not_take_is_not_attached_and_nothing_is_tried(
    channel: str, tmp_path: Path
) -> None:
    run_program("new", "booking", "--no-input", "--channel", channel)
    before = run_program("status", "GS-1", "--json").out
    refused = run_program("doctor", "--attach", "GS-1", "--lang", "en")  # the portal is not asked
    assert refused.code == 2 and "Nothing was attached." in plain(refused.err)
    assert "edit GS-1 --set channel=email" in plain(refused.err) and refused.out == ""
    assert run_program("status", "GS-1", "--json").out == before
    assert not (tmp_path / "gosupport/evidence/GS-1").exists()


def test_attach_to_nothing_is_refused_before_anything_is_tried() -> None:
    assert run_program("doctor", "--attach", "GS-99", "--json").code == 7


def test_wrong_settings_are_a_finding_with_file_and_line(tmp_path: Path) -> None:
    home = tmp_path / "gosupport"
    home.mkdir(mode=0o700)
    (home / "settings.yaml").write_text("mail.from: a\nno.such.key: b\n")
    ran = run_program("doctor", "--host", dead_host(), "--json")
    checks = {check["id"]: check for check in json.loads(ran.out)["checks"]}
    assert checks["settings"]["state"] == "problem"
    assert "settings.yaml" in checks["settings"]["message"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_verdict_has_its_words(language: str) -> None:
    file = ROOT / f"templates/languages/{language}/doctor.yaml"
    texts = yaml.safe_load(file.read_text(encoding="utf-8"))
    written = {key.rpartition(".")[0] for key in texts if "." in key}
    code = "\n".join((ROOT / "gosupport_cli" / name).read_text(encoding="utf-8")
                     for name in SOURCES)
    named = {one for one in re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', code)
             if one.partition("-")[0] in {key.partition("-")[0] for key in written}}
    named -= {"wrong-name", "no-name"}
    named |= {f"{name}-{state}" for name in ("vpn", "proxy", "filters")
              for state in ("on", "off", "unknown")}
    named |= {f"tls-{trust}" for trust in ("wrong-name", "expired", "not-yet", "reset", "timeout",
                                           "broken", "unknown-authority")}
    assert named - written == set()
    for code_name in written:
        assert f"{code_name}.message" in texts and f"{code_name}.fix" in texts
