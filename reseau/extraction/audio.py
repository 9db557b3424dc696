"""Process that says what a sound is and how long it lasts: `python -m reseau.extraction.audio`.

Telephones and browsers record WebM, Ogg, MP4, MP3 or WAV. The length is that which the file tells; nothing is played.
Mutagen reads it in Ogg, MP4 and MP3. What is accepted is ours to say, and so is the length of a WebM, which mutagen
does not know, and of a WAV: one that was being written announces nothing, or four gigabytes, and mutagen believes it.
"""

import io
import math
import re
import struct
from typing import BinaryIO

from reseau.extraction.confinement import run_confined
from reseau.extraction.problems import EMPTY, FileProblemError

WEBM, OGG, MP3, M4A, WAV = "webm", "ogg", "mp3", "m4a", "wav"
# Codes in addition to those of `problems`, returned only when a recording is expected.
NOT_A_SOUND, VIDEO = "not_sound", "video"

HEAD = 4096  # first bytes of a container, with its content types
ISO_BRANDS = frozenset(
    {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"3gp4", b"3gp5", b"3gp6"}
)
CLUSTER, CLUSTER_TIME, DURATION, TIME_SCALE = b"\x1f\x43\xb6\x75", b"\xe7", b"\x44\x89", b"\x2a\xd7\xb1"
NANOSECONDS = 1_000_000_000


def examine(file: BinaryIO, arguments: list[str]) -> dict:
    content = file.read()
    if not content:
        raise FileProblemError(EMPTY)
    kind = format_of(content)
    ours = {WEBM: webm_seconds, WAV: wav_seconds}
    seconds = ours[kind](content) if kind in ours else told_seconds(kind, content)
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
    # Mutagen finds frames anywhere: a file must begin with a tag, or with a frame of layer III.
    if head[:3] == b"ID3" or (int.from_bytes(head[:2]) & 0xFFE6 == 0xFFE2 and stream_of(MP3, content)):
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
            # An interrupted recording declares no size, or too much.
            return min(size or len(content), len(content) - place - 8) / rate if rate else None
        place += 8 + size + size % 2
    return None


def told_seconds(kind: str, content: bytes) -> float | None:
    stream = stream_of(kind, content)
    return stream.length if stream and stream.length > 0 else None


def stream_of(kind: str, content: bytes):
    """What mutagen reads of the sound; None when it finds none."""
    from mutagen import MutagenError, mp3, mp4, oggopus, oggvorbis  # noqa: PLC0415 - the site needs codes alone

    file = io.BytesIO(content)
    try:
        if kind == MP3:
            # Only frames are read: tags may expand without end.
            return mp3.MPEGInfo(file)
        if kind == M4A:
            return mp4.MP4(file).info
        return (oggopus.OggOpus if b"OpusHead" in content[:HEAD] else oggvorbis.OggVorbis)(file).info
    except MutagenError:
        return None


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


if __name__ == "__main__":
    run_confined(examine)
