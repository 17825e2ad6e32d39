"""Every finding of ``doctor`` was provoked by a real fault: sockets, routes, disks, processes.

Needs Linux, root (or user namespaces) and ``ip``; .ci/run has them.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from tests.services.doctor_scenes import SCENES
from tests.services.doctor_world import IN_A_WORLD

pytestmark = [pytest.mark.services("unshare", "ip", "root"), pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]

# scene -> the findings that it is there for, besides others.
PROVOKED = {
    "portal": {"dns-ok", "tcp-ok", "tls-ok-russian", "http-ok", "captive-none", "ipv4-only",
               "clock-ok", "proxy-off", "vpn-off", "filters-off", "browser-settings", "folder-ok",
               "disk-ok", "journal-ok", "templates-ok", "settings-ok", "mail-ok", "server-ok"},
    "faults": {"dns-no-name", "dns-unknown", "late", "tcp-refused", "tcp-unreachable",
               "tcp-timeout", "tcp-reset", "tls-ok", "tls-shield", "tls-russian-root",
               "tls-unknown-authority", "tls-wrong-name", "tls-expired", "tls-not-yet", "tls-reset",
               "tls-timeout", "tls-broken", "http-refuses-programs", "http-too-many",
               "http-server-error", "http-elsewhere", "http-timeout", "http-reset", "http-other",
               "captive-redirect"},
    "no_ipv6": {"ipv6-broken", "clock-fast", "mail-no-sendmail"},
    "no_ipv4": {"ipv4-broken", "clock-slow", "mail-no-host"},
    "both_protocols": {"ipv6-works", "clock-unknown", "mail-no-from"},
    "offline": {"dns-none", "folder-read-only", "mail-sendmail"},
    "login_proxy": {"proxy-login", "proxy-on", "folder-open", "journal-damaged", "mail-silent",
                    "server-silent", "captive-unknown", "ipv6-unknown"},
    "closed_proxy": {"proxy-refuses", "vpn-on", "journal-newer", "server-incomplete"},
    "silent_proxy": {"proxy-silent", "filters-on", "settings-wrong", "templates-wrong"},
    "captive": {"captive-certificate", "disk-little", "ca-file-wrong"},
    "blind": {"proxy-unknown", "vpn-unknown", "filters-unknown", "folder-none", "journal-none",
              "mail-client", "servers-none"},
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What the program found in each scene, all of them side by side."""

    def look(scene: str) -> set[str]:
        folder = tmp_path_factory.mktemp(scene)
        words = [*IN_A_WORLD, sys.executable, "-m", "tests.services.doctor_scenes", scene,
                 str(folder)]
        done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, timeout=200)
        assert done.returncode == 0, done.stderr
        return set(json.loads(done.stdout))

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(SCENES, pool.map(look, SCENES), strict=True))


@pytest.mark.parametrize("scene", PROVOKED)
def test_the_program_finds_the_faults_of_a_scene(scene: str, seen: dict[str, set[str]]) -> None:
    assert seen[scene] >= PROVOKED[scene], PROVOKED[scene] - seen[scene]


def test_a_healthy_world_has_no_finding(seen: dict[str, set[str]]) -> None:
    assert seen["portal"] == PROVOKED["portal"]


def test_there_is_no_finding_that_no_scene_provokes() -> None:
    texts = yaml.safe_load((ROOT / "templates/languages/ru/doctor.yaml").read_text("utf-8"))
    findings = {key.removesuffix(".message") for key in texts if key.endswith(".message")}
    assert findings == set().union(*PROVOKED.values())
