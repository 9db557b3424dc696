"""Queries to the antivirus, by port and by socket: its verdicts, and its failures."""

import io
import socket

import pytest

from reseau.documents.files import antivirus
from reseau.documents.files.antivirus import AntivirusAwayError, check_alive, find_threat
from tests.reseau.documents.files.clamd import EICAR, VIRUS, running


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    """A running daemon, by each way to reach it."""
    with running(socket=tmp_path / "clamd.ctl" if request.param == "unix" else None) as server:
        settings.ANTIVIRUS_URL = server.url
        yield server


@pytest.fixture
def closed_port(settings):
    """An address where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.ANTIVIRUS_URL = f"tcp://127.0.0.1:{probe.getsockname()[1]}"


def test_site_has_no_antivirus_by_default(settings):
    assert (settings.ANTIVIRUS_URL, antivirus.is_configured()) == ("", False)


def test_harmless_file_is_accepted(clamd):
    assert find_threat(io.BytesIO(b"Une pelote")) == ""
    check_alive()


def test_virus_is_named(clamd):
    assert find_threat(io.BytesIO(b"Bonjour " + EICAR)) == VIRUS


def test_whole_file_reaches_the_antivirus(clamd):
    content = bytes(range(256)) * 4_000
    find_threat(io.BytesIO(content))
    assert clamd.received_files == [content]


def test_unreachable_antivirus_accepts_nothing(closed_port):
    with pytest.raises(AntivirusAwayError):
        find_threat(io.BytesIO(b"Une pelote"))
    with pytest.raises(AntivirusAwayError):
        check_alive()


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\n",
        b"stream: Can't allocate memory ERROR\n",
        b"HTTP/1.1 400 Bad Request\n",
        b"\n",
    ],
)
def test_invalid_answer_accepts_nothing(settings, answer):
    with running(answer=answer) as server:
        settings.ANTIVIRUS_URL = server.url
        with pytest.raises(AntivirusAwayError):
            find_threat(io.BytesIO(b"Une pelote"))


def test_silent_antivirus_times_out(settings, monkeypatch):
    monkeypatch.setattr(antivirus, "SHORT_PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent_server:
        settings.ANTIVIRUS_URL = f"tcp://127.0.0.1:{silent_server.getsockname()[1]}"
        with pytest.raises(AntivirusAwayError):
            check_alive()
