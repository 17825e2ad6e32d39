"""A server that takes a connection and cuts it in the same breath, frame by frame.

The kernel never answers like that, boxes between here and there do. The program is stopped while
the two frames arrive, so that it finds the connection cut before it has seen it made.
"""

import os
import signal
import socket
import struct
import subprocess
import threading
import time
from pathlib import Path

_FAR = "02:00:00:00:00:68"
_SYN, _RST, _ACK = 0x02, 0x04, 0x10


def cut_at_once(name: str, ours: str, theirs: str, program: list[int]) -> None:
    """``theirs`` is an address behind a pair of cables; ``program`` will hold a process id."""
    ip = ["ip", "-o"]
    subprocess.run([*ip, "link", "add", name, "type", "veth", "peer", "name", f"{name}x",
                    "address", _FAR], check=True)
    subprocess.run([*ip, "addr", "add", f"{ours}/24", "dev", name], check=True)
    for end in (name, f"{name}x"):
        subprocess.run([*ip, "link", "set", end, "up"], check=True)
    subprocess.run([*ip, "neigh", "add", theirs, "lladdr", _FAR, "dev", name], check=True)
    cable = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))
    cable.bind((f"{name}x", 0))
    threading.Thread(target=_answer, args=(cable, theirs, program), daemon=True).start()


def _answer(cable: socket.socket, theirs: str, program: list[int]) -> None:
    while True:
        frame = cable.recv(2048)
        packet = frame[14:]
        tcp = packet[(packet[0] & 15) * 4 :]
        if packet[9] != socket.IPPROTO_TCP or packet[16:20] != socket.inet_aton(theirs):
            continue
        source, target, number = struct.unpack("!HHI", tcp[:8])
        if tcp[13] & (_SYN | _ACK) != _SYN:
            continue
        os.kill(program[0], signal.SIGSTOP)
        _until_stopped(program[0])
        for flags, seq in ((_SYN | _ACK, 7000), (_RST | _ACK, 7001)):
            answer = _packet(packet[16:20], packet[12:16], target, source, seq, number + 1, flags)
            cable.send(frame[6:12] + frame[:6] + b"\x08\x00" + answer)
        time.sleep(0.05)
        os.kill(program[0], signal.SIGCONT)


def _until_stopped(process: int) -> None:
    for _ in range(200):
        if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T":
            return
        time.sleep(0.005)


def _packet(source: bytes, target: bytes, sport: int, dport: int, seq: int, ack: int,
            flags: int) -> bytes:
    tcp = struct.pack("!HHIIBBHHH", sport, dport, seq, ack & 0xFFFFFFFF, 5 << 4, flags, 65535, 0, 0)
    pseudo = source + target + struct.pack("!BBH", 0, socket.IPPROTO_TCP, len(tcp))
    tcp = tcp[:16] + struct.pack("!H", _sum(pseudo + tcp)) + tcp[18:]
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 1, 0, 64, socket.IPPROTO_TCP, 0,
                       source, target)
    return head[:10] + struct.pack("!H", _sum(head)) + head[12:] + tcp


def _sum(data: bytes) -> int:
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
