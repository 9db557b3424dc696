"""Kind and length of a recording, from its bytes, whatever its name."""

import io
import time

import pytest

from reseau.documents.extraction import reader
from reseau.documents.extraction.audio import NOT_A_SOUND, VIDEO, examine
from reseau.documents.extraction.problems import BROKEN, EMPTY, FileProblemError
from tests.reseau.documents.files.documents import PROGRAM, page, pdf
from tests.reseau.documents.files.pictures import encoded, flag
from tests.reseau.documents.files.sounds import (
    MP3_FRAME,
    bomb_in_a_tag,
    box,
    m4a,
    mp3,
    ogg,
    varying_mp3,
    vorbis,
    wav,
    webm,
)

FLAC_STREAM = b"\x00\x00\x22\x10\x00\x10\x00" + bytes(6) + b"\x0a\xc4\x40\xf0\x00\x00\xac\x44" + bytes(16)
# First page of a recording, as if it belonged to another one in the same file.
OTHER_STREAM = ogg()[:14] + b"\x02" + ogg()[15:47]
THEORA = b"OpusHead\x01\x01\x80theora"


def examine_sound(content: bytes) -> tuple[str, int | None]:
    sound = examine(io.BytesIO(content), [])
    return sound["kind"], None if sound["seconds"] is None else round(sound["seconds"])


@pytest.mark.parametrize("seconds", [1, 90, 130])
@pytest.mark.parametrize(
    ("kind", "build"), [("wav", wav), ("mp3", mp3), ("ogg", ogg), ("ogg", vorbis), ("m4a", m4a), ("webm", webm)]
)
def test_each_kind_is_recognised_with_its_length(kind, build, seconds):
    assert examine_sound(build(seconds)) == (kind, seconds)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("wav", wav(4, unfinished=True)),
        ("mp3", mp3(4, tagged=True)),
        ("mp3", varying_mp3(4)),
        ("wav", wav(4).replace(b"data\x00\x7d\x00\x00", b"data\xff\xff\xff\xff")),
        ("m4a", m4a(4, long_dates=True)),
        ("webm", webm(4, has_duration=True)),
    ],
)
def test_each_way_to_store_the_length_is_read(kind, content):
    assert examine_sound(content) == (kind, 4)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (m4a(0), "m4a"),
        (ogg(tags=b"OpusTags" + b"\xff" * 4), "ogg"),
        (ogg(tags=b"OpusTags" + bytes(4) + b"\xff" * 4), "ogg"),
        (m4a().replace(b"mdhd", b"free"), "m4a"),
        (ogg(-1), "ogg"),
        (wav().replace(b"fmt ", b"junk"), "wav"),
        (wav()[:12], "wav"),
        (webm().replace(b"\x1f\x43\xb6\x75", b"aaaa"), "webm"),
        (b"ID3\x04\x00\x00" + bytes(20), "mp3"),
        (
            webm(has_duration=True).replace(
                b"\x44\x89\x88" + bytes.fromhex("40a7700000000000"), b"\x44\x89\x88\x7f\xf0" + bytes(6)
            ),
            "webm",
        ),
    ],
)
def test_missing_length_is_none(content, kind):
    assert examine_sound(content) == (kind, None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", EMPTY),
        (PROGRAM, NOT_A_SOUND),
        (pdf(page("Un chant")), NOT_A_SOUND),
        (encoded(flag()), NOT_A_SOUND),
        (encoded(flag(), "WEBP"), NOT_A_SOUND),
        (b"<html><script>alert(1)</script>", NOT_A_SOUND),
        (b"\xff\xfb\xf0\x00" + bytes(100), NOT_A_SOUND),
        (b"\xff\xd9\x90\x00" + bytes(100), NOT_A_SOUND),
        (b"OggS" + bytes(60), NOT_A_SOUND),
        (webm(codec=b"S_TEXT"), NOT_A_SOUND),
        (m4a(handler=b"text"), NOT_A_SOUND),
        (webm(codec=b"A_OPUS V_VP8"), VIDEO),
        (m4a(handler=b"vide"), VIDEO),
        (ogg(codec=THEORA), VIDEO),
    ],
)
def test_file_that_is_no_recording_is_refused(content, code):
    with pytest.raises(FileProblemError) as refusal:
        examine(io.BytesIO(content), [])
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "content",
    [
        b"fLaC\x80" + FLAC_STREAM,
        ogg(codec=b"\x7fFLAC\x01\x00\x00\x01fLaC\x00" + FLAC_STREAM, tags=b"\x84\x00\x00\x08" + bytes(8)),
        ogg(codec=b"Speex   1.2".ljust(36, b"\x00") + b"\x40\x1f\x00\x00".ljust(44, b"\x00"), tags=bytes(8)),
        b"FORM\x00\x00\x00\x1eAIFFCOMM\x00\x00\x00\x12\x00\x01\x00\x00\xac\x44\x00\x10\x40\x0e\xac\x44" + bytes(6),
        b"MAC \x96\x0f\x00\x00" + bytes(100),
        b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\x00\xaa\x00b\xcel" + bytes(100),
        (b"\xff\xf1\x50\x80\x0c\x9f\xfc" + bytes(93)) * 40,
        (b"\xff\xfd\x80\x00" + bytes(413)) * 20,
        b"<html><script>alert(1)</script>" + MP3_FRAME * 20,
        PROGRAM + MP3_FRAME * 20,
        "Déjà vu".encode("utf-16") + MP3_FRAME * 20,
    ],
    ids=["flac", "ogg-flac", "speex", "aiff", "monkey", "wma", "aac", "mp2", "page", "program", "text"],
)
def test_recording_of_an_unsupported_kind_is_refused(content):
    with pytest.raises(FileProblemError) as refusal:
        examine(io.BytesIO(content), [])
    assert refusal.value.code == NOT_A_SOUND


def test_tag_that_expands_without_end_is_not_read():
    sound = reader.listen(io.BytesIO(bomb_in_a_tag()))
    assert (sound.kind, round(sound.seconds)) == ("mp3", 3)


def test_endlessly_nested_boxes_are_not_followed():
    nested = b"".join(box(b"moov", bytes(depth * 8))[:8] for depth in range(5_000, 0, -1))
    with pytest.raises(FileProblemError) as refusal:
        reader.listen(io.BytesIO(m4a() + nested))
    assert refusal.value.code == BROKEN


@pytest.mark.parametrize(
    "content",
    [m4a() + box(b"moov", box(b"free", b"") * 100_000), ogg() + OTHER_STREAM * 20_000],
    ids=["boxes", "pages"],
)
def test_endless_parts_do_not_block_the_site(content):
    start = time.monotonic()
    assert round(reader.listen(io.BytesIO(content)).seconds) == 3
    assert time.monotonic() - start < reader.PATIENCE


def test_reading_process_returns_the_result():
    sound = reader.listen(io.BytesIO(mp3(7)))
    assert (sound.kind, round(sound.seconds)) == ("mp3", 7)
    with pytest.raises(FileProblemError):
        reader.listen(io.BytesIO(PROGRAM))
