"""Recordings of each kind that telephones and browsers make, silent, built byte by byte."""

import struct
import zlib

OPUS_RATE = 48_000
MP3_RATE, MP3_SAMPLES = 44_100, 1152  # samples per second, per frame
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
UNKNOWN_SIZE = b"\x01" + b"\xff" * 7


def wav(seconds: int = 3, *, unfinished: bool = False) -> bytes:
    rate = 8_000
    samples = bytes(rate * seconds)
    layout = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    data = b"data" + struct.pack("<I", 0 if unfinished else len(samples)) + samples
    return b"RIFF" + struct.pack("<I", 4 + len(layout) + len(data)) + b"WAVE" + layout + data


def mp3(seconds: int = 3, *, tagged: bool = False) -> bytes:
    """An MP3 of 128 kilobits a second."""
    tag = id3(bytes(128)) if tagged else b""
    return tag + (MP3_FRAME * (seconds * 16_000 // len(MP3_FRAME) + 1))[: seconds * 16_000]


def id3(content: bytes) -> bytes:
    """A tag, whose length is written with seven bits a byte."""
    return b"ID3\x04\x00\x00" + synchsafe(len(content)) + content


def synchsafe(length: int) -> bytes:
    return bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))


def varying_mp3(seconds: int = 3) -> bytes:
    """A first frame of 128 kilobits a second, which counts the others, of 32."""
    count = seconds * MP3_RATE // MP3_SAMPLES
    first_frame = MP3_FRAME[:36] + b"Xing" + struct.pack(">II", 1, count) + MP3_FRAME[48:]
    return first_frame + (b"\xff\xfb\x10\x00" + bytes(100)) * count


def bomb_in_a_tag() -> bytes:
    """A recording whose title unpacks to a gigabyte."""
    packed = zlib.compressobj(9)
    title = b"".join(packed.compress(bytes(10**7)) for _ in range(100)) + packed.flush()
    return id3(b"TIT2" + synchsafe(len(title) + 4) + b"\x00\x09" + bytes(4) + title) + MP3_FRAME * 100


def ogg(seconds: int = 3, *, codec: bytes = b"OpusHead\x01\x01", tags: bytes = b"OpusTags" + bytes(8)) -> bytes:
    """First page: the codec; then tags, here none; then the last one, with the number of the last sample."""

    def page(flags: int, sample: int, content: bytes) -> bytes:
        return b"OggS\x00" + struct.pack("<BqIIIBB", flags, sample, 1, 0, 0, 1, len(content)) + content

    return page(2, 0, codec.ljust(19, b"\x00")) + page(0, 0, tags) + page(4, seconds * OPUS_RATE, bytes(20))


def vorbis(seconds: int = 3) -> bytes:
    """A Vorbis recording, whose samples are counted at its own rate."""
    codec = b"\x01vorbis" + struct.pack("<IBI", 0, 1, OPUS_RATE) + bytes(13) + b"\x01"
    return ogg(seconds, codec=codec, tags=b"\x03vorbis" + bytes(8) + b"\x01")


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def m4a(seconds: int = 3, *, handler: bytes = b"soun", long_dates: bool = False) -> bytes:
    media_header = struct.pack(">IQQIQ", 1 << 24, 0, 0, 1000, seconds * 1000)
    media_header = media_header if long_dates else struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000)
    track = box(b"trak", box(b"mdia", box(b"mdhd", media_header + bytes(4)) + box(b"hdlr", bytes(8) + handler)))
    return box(b"ftyp", b"M4A \x00\x00\x00\x00isom") + box(b"moov", track)


def webm(seconds: int = 3, *, codec: bytes = b"A_OPUS", has_duration: bool = False) -> bytes:
    """A WebM as written by a browser: without its length, unless `has_duration`."""
    head = b"\x1a\x45\xdf\xa3\x84webm\x2a\xd7\xb1\x83\x0f\x42\x40"
    length = b"\x44\x89\x88" + struct.pack(">d", seconds * 1000) if has_duration else b""
    clusters = b"".join(
        b"\x1f\x43\xb6\x75" + UNKNOWN_SIZE + b"\xe7\x84" + struct.pack(">I", moment * 1000) + bytes(40)
        for moment in range(seconds + 1)
    )
    return head + length + b"\x86\x86" + codec + clusters
