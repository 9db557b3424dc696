"""Process that finds the kind and the duration of a recording: `python -m reseau.documents.extraction.audio`.

Telephones and browsers record WebM, Ogg, MP4, MP3 or WAV. The length is that which the file tells; nothing is played.
Mutagen reads it in Ogg, MP4 and MP3. What is accepted is ours to say, and so is the length of a WebM, which mutagen
does not know, and of a WAV: one that was being written announces nothing, or four gigabytes, and mutagen believes it.
"""

import io
import math
import re
import struct
from typing import BinaryIO

from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.problems import EMPTY, FileProblemError

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
    duration_readers = {WEBM: webm_seconds, WAV: wav_seconds}
    seconds = duration_readers[kind](content) if kind in duration_readers else metadata_seconds(kind, content)
    return {"kind": kind, "seconds": seconds if seconds is not None and math.isfinite(seconds) else None}


def format_of(content: bytes) -> str:
    head = content[:HEAD]
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[:4] == b"OggS":
        return _check_sound(OGG, b"OpusHead" in head or b"\x01vorbis" in head, has_video=b"theora" in head)
    if head[:4] == b"\x1a\x45\xdf\xa3":
        has_video = re.search(rb"V_(VP|AV|MPEG)", head) is not None
        return _check_sound(WEBM, b"A_OPUS" in head or b"A_VORBIS" in head, has_video=has_video)
    if head[4:8] == b"ftyp" and head[8:12] in ISO_BRANDS:
        return _check_sound(M4A, b"soun" in content, has_video=b"hdlr" in content and b"vide" in content)
    # Mutagen finds frames anywhere: a file must begin with a tag, or with a frame of layer III.
    if head[:3] == b"ID3" or (int.from_bytes(head[:2]) & 0xFFE6 == 0xFFE2 and read_stream_info(MP3, content)):
        return MP3
    raise FileProblemError(NOT_A_SOUND)


def _check_sound(kind: str, has_sound: bool, *, has_video: bool) -> str:
    """Return `kind`. Raises `FileProblemError` for a video, or for a file without sound."""
    if has_video:
        raise FileProblemError(VIDEO)
    if not has_sound:
        raise FileProblemError(NOT_A_SOUND)
    return kind


def wav_seconds(content: bytes) -> float | None:
    position, rate = 12, 0
    while position + 8 <= len(content):
        name, size = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        if name == b"fmt ":
            rate = int.from_bytes(content[position + 16 : position + 20], "little")
        elif name == b"data":
            # An interrupted recording declares no size, or too much.
            return min(size or len(content), len(content) - position - 8) / rate if rate else None
        position += 8 + size + size % 2
    return None


def metadata_seconds(kind: str, content: bytes) -> float | None:
    stream_info = read_stream_info(kind, content)
    return stream_info.length if stream_info and stream_info.length > 0 else None


def read_stream_info(kind: str, content: bytes):
    """Return what mutagen knows of the sound, or None if it finds none."""
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
    """Return the declared duration, or the time of the last cluster: browsers do not go back to write the duration."""
    head = content[:HEAD]
    scale = 1_000_000
    if (position := head.find(TIME_SCALE)) >= 0:
        scale = _ebml_integer(head, position + 3) or scale
    position = head.find(DURATION)
    layout = {0x84: ">f", 0x88: ">d"}.get(head[position + 2] if position >= 0 else 0)
    if layout:
        return struct.unpack_from(layout, head, position + 3)[0] * scale / NANOSECONDS
    cluster = content.rfind(CLUSTER)
    time = content.find(CLUSTER_TIME, cluster, cluster + 16) if cluster >= 0 else -1
    return _ebml_integer(content, time + 1) * scale / NANOSECONDS if time >= 0 else None


def _ebml_integer(content: bytes, position: int) -> int:
    """Return the integer at `position` of an EBML file; it follows its size."""
    size = content[position] & 0x7F
    return int.from_bytes(content[position + 1 : position + 1 + size])


if __name__ == "__main__":
    run_confined(examine)
