"""What a recording is and how long it lasts, by its bytes, whatever its name."""

import io

import pytest

from reseau.extraction import reader
from reseau.extraction.audio import NOT_A_SOUND, VIDEO, look
from reseau.extraction.problems import EMPTY, FileProblemError
from tests.reseau.files.built import PROGRAM, page, pdf
from tests.reseau.files.pictures import encoded, flag
from tests.reseau.files.sounds import m4a, mp3, ogg, vorbis, wav, webm

THEORA = b"OpusHead\x01\x01\x80theora"


def told(content: bytes) -> tuple[str, int | None]:
    answer = look(io.BytesIO(content), [])
    return answer["kind"], None if answer["seconds"] is None else round(answer["seconds"])


@pytest.mark.parametrize("seconds", [1, 90, 130])
@pytest.mark.parametrize(
    ("kind", "make"), [("wav", wav), ("mp3", mp3), ("ogg", ogg), ("ogg", vorbis), ("m4a", m4a), ("webm", webm)]
)
def test_each_kind_is_known_with_its_length(kind, make, seconds):
    assert told(make(seconds)) == (kind, seconds)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("wav", wav(4, unfinished=True)),
        ("mp3", mp3(4, tagged=True)),
        ("m4a", m4a(4, long_dates=True)),
        ("webm", webm(4, tells=True)),
    ],
)
def test_each_way_of_telling_its_length_is_read(kind, content):
    assert told(content) == (kind, 4)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (m4a(0), "m4a"),
        (m4a().replace(b"mvhd", b"free"), "m4a"),
        (ogg(-1), "ogg"),
        (wav().replace(b"fmt ", b"junk"), "wav"),
        (wav()[:12], "wav"),
        (webm().replace(b"\x1f\x43\xb6\x75", b"aaaa"), "webm"),
        (b"ID3\x04\x00\x00" + bytes(20), "mp3"),
        (
            webm(tells=True).replace(
                b"\x44\x89\x88" + bytes.fromhex("40a7700000000000"), b"\x44\x89\x88\x7f\xf0" + bytes(6)
            ),
            "webm",
        ),
    ],
)
def test_length_that_is_not_told_is_not_made_up(content, kind):
    assert told(content) == (kind, None)


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
def test_what_is_no_sound_is_refused(content, code):
    with pytest.raises(FileProblemError) as refusal:
        look(io.BytesIO(content), [])
    assert refusal.value.code == code


def test_process_answers_the_site():
    sound = reader.listen(io.BytesIO(mp3(7)))
    assert (sound.kind, round(sound.seconds)) == ("mp3", 7)
    with pytest.raises(FileProblemError):
        reader.listen(io.BytesIO(PROGRAM))
