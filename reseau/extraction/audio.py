"""Process that says what a sound is and how long it lasts: `python -m reseau.extraction.audio`.

Telephones and browsers record WebM, Ogg, MP4, MP3 or WAV. The length is that which the file tells; nothing is played.
"""

import math
import re
import struct
from typing import BinaryIO

from reseau.extraction.confinement import run_confined
from reseau.extraction.problems import EMPTY, FileProblemError

WEBM, OGG, MP3, M4A, WAV = "webm", "ogg", "mp3", "m4a", "wav"
# Codes beside those of `problems`: only who asks for a sound can be told them.
NOT_A_SOUND, VIDEO = "not_sound", "video"

HEAD = 4096  # bytes in which a container says what it holds
OPUS_RATE = 48_000
MP3_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MP3_BITRATES_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
ISO_BRANDS = frozenset(
    {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"3gp4", b"3gp5", b"3gp6"}
)
CLUSTER, CLUSTER_TIME, DURATION, TIME_SCALE = b"\x1f\x43\xb6\x75", b"\xe7", b"\x44\x89", b"\x2a\xd7\xb1"
NANOSECONDS = 1_000_000_000


def look(file: BinaryIO, arguments: list[str]) -> dict:
    content = file.read()
    if not content:
        raise FileProblemError(EMPTY)
    kind = format_of(content)
    lengths = {WEBM: webm_seconds, OGG: ogg_seconds, MP3: mp3_seconds, M4A: m4a_seconds, WAV: wav_seconds}
    seconds = lengths[kind](content)
    return {"kind": kind, "seconds": seconds if seconds is not None and math.isfinite(seconds) else None}


def format_of(content: bytes) -> str:
    head = content[:HEAD]
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[:4] == b"OggS":
        return _heard(OGG, b"OpusHead" in head or b"\x01vorbis" in head, seen=b"theora" in head)
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return _heard(WEBM, b"A_OPUS" in head or b"A_VORBIS" in head, seen=re.search(rb"V_(VP|AV|MPEG)", head))
    if head[4:8] == b"ftyp" and head[8:12] in ISO_BRANDS:
        return _heard(M4A, b"soun" in content, seen=b"hdlr" in content and b"vide" in content)
    if head[:3] == b"ID3" or mp3_frame(content, 0):
        return MP3
    raise FileProblemError(NOT_A_SOUND)


def _heard(kind: str, is_sound: bool, *, seen) -> str:
    if seen:
        raise FileProblemError(VIDEO)
    if not is_sound:
        raise FileProblemError(NOT_A_SOUND)
    return kind


def wav_seconds(content: bytes) -> float | None:
    place, rate = 12, 0
    while place + 8 <= len(content):
        name, size = content[place : place + 4], int.from_bytes(content[place + 4 : place + 8], "little")
        if name == b"fmt ":
            rate = int.from_bytes(content[place + 16 : place + 20], "little")
        elif name == b"data":
            # One that was being written says nothing, or too much.
            return min(size or len(content), len(content) - place - 8) / rate if rate else None
        place += 8 + size + size % 2
    return None


def ogg_seconds(content: bytes) -> float | None:
    """The last page bears the number of the last sample."""
    vorbis = content.find(b"\x01vorbis", 0, HEAD)
    rate = OPUS_RATE if vorbis < 0 else int.from_bytes(content[vorbis + 12 : vorbis + 16], "little")
    last = int.from_bytes(content[(page := content.rfind(b"OggS")) + 6 : page + 14], "little", signed=True)
    return last / rate if rate and last >= 0 else None


def m4a_seconds(content: bytes) -> float | None:
    """`mvhd`: version, then dates on four bytes each or eight, scale, length; none in a recording cut in fragments."""
    place = content.find(b"mvhd")
    if place < 0:
        return None
    start, layout = (place + 24, ">IQ") if content[place + 4 : place + 5] == b"\x01" else (place + 16, ">II")
    scale, length = struct.unpack_from(layout, content, start)
    return length / scale if scale and length else None


def webm_seconds(content: bytes) -> float | None:
    """What it says of its length; otherwise when its last cluster begins, since a browser does not go back to tell."""
    head = content[:HEAD]
    scale = 1_000_000
    if (place := head.find(TIME_SCALE)) >= 0:
        scale = _whole(head, place + 3) or scale
    place = head.find(DURATION)
    layout = {0x84: ">f", 0x88: ">d"}.get(head[place + 2] if place >= 0 else 0)
    if layout:
        return struct.unpack_from(layout, head, place + 3)[0] * scale / NANOSECONDS
    cluster = content.rfind(CLUSTER)
    time = content.find(CLUSTER_TIME, cluster, cluster + 16) if cluster >= 0 else -1
    return _whole(content, time + 1) * scale / NANOSECONDS if time >= 0 else None


def _whole(content: bytes, place: int) -> int:
    """A whole number of EBML, behind its length."""
    size = content[place] & 0x7F
    return int.from_bytes(content[place + 1 : place + 1 + size])


def mp3_seconds(content: bytes) -> float | None:
    """By the bitrate of its first frame: a recording keeps to one."""
    start = 0
    if content[:3] == b"ID3":
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    bitrate = mp3_frame(content, start)
    return (len(content) - start) * 8 / bitrate if bitrate else None


def mp3_frame(content: bytes, place: int) -> int:
    """Bits a second of the frame of layer III that stands there; 0 if none does."""
    head = content[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or head[1] & 0x18 == 0x08:
        return 0
    rank, is_first = head[2] >> 4, head[1] & 0x18 == 0x18
    rates = MP3_BITRATES if is_first else MP3_BITRATES_LOW
    return rates[rank] * 1000 if rank < len(rates) and head[2] & 0x0C != 0x0C else 0


if __name__ == "__main__":
    run_confined(look)
