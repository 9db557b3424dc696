"""Recordings of each kind that telephones and browsers make, silent, built byte by byte."""

import struct

OPUS_RATE = 48_000
UNKNOWN_SIZE = b"\x01" + b"\xff" * 7


def wav(seconds: int = 3, *, unfinished: bool = False) -> bytes:
    rate = 8_000
    samples = bytes(rate * seconds)
    layout = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    data = b"data" + struct.pack("<I", 0 if unfinished else len(samples)) + samples
    return b"RIFF" + struct.pack("<I", 4 + len(layout) + len(data)) + b"WAVE" + layout + data


def mp3(seconds: int = 3, *, tagged: bool = False) -> bytes:
    """128 kilobits a second."""
    tag = b"ID3\x04\x00\x00" + bytes((0, 0, 1, 0)) + bytes(128) if tagged else b""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return tag + (frame * (seconds * 16_000 // len(frame) + 1))[: seconds * 16_000]


def ogg(seconds: int = 3, *, codec: bytes = b"OpusHead\x01\x01") -> bytes:
    def page(sample: int, content: bytes) -> bytes:
        return b"OggS\x00\x00" + struct.pack("<qIIIB", sample, 1, 0, 0, 1) + bytes((len(content),)) + content

    return page(0, codec) + page(seconds * OPUS_RATE, bytes(20))


def vorbis(seconds: int = 3) -> bytes:
    """Its samples are counted at the rate that it tells."""
    return ogg(seconds, codec=b"\x01vorbis" + struct.pack("<IBI", 0, 1, OPUS_RATE))


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def m4a(seconds: int = 3, *, handler: bytes = b"soun", long_dates: bool = False) -> bytes:
    told = struct.pack(">IQQIQ", 1 << 24, 0, 0, 1000, seconds * 1000)
    told = told if long_dates else struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000)
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler)))
    return box(b"ftyp", b"M4A \x00\x00\x00\x00isom") + box(b"moov", box(b"mvhd", told + bytes(80)) + track)


def webm(seconds: int = 3, *, codec: bytes = b"A_OPUS", tells: bool = False) -> bytes:
    """As a browser writes it: without its length, unless it `tells`."""
    head = b"\x1a\x45\xdf\xa3\x84webm\x2a\xd7\xb1\x83\x0f\x42\x40"
    length = b"\x44\x89\x88" + struct.pack(">d", seconds * 1000) if tells else b""
    clusters = b"".join(
        b"\x1f\x43\xb6\x75" + UNKNOWN_SIZE + b"\xe7\x84" + struct.pack(">I", moment * 1000) + bytes(40)
        for moment in range(seconds + 1)
    )
    return head + length + b"\x86\x86" + codec + clusters
