"""The antivirus: a ClamAV daemon, where the operator gives its address (`ANTIVIRUS_URL`)."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import BinaryIO
from urllib.parse import urlsplit

from aioclamd import ClamdAsyncClient, ClamdError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

# Seconds for a whole file, and for each response.
PATIENCE, SHORT_PATIENCE = 60, 3
PORT = 3310
PIECE = 64 * 1024  # bytes
FOUND, CLEAN = "FOUND", "OK"


class AntivirusAwayError(Exception):
    """The daemon does not answer, or its answer makes no sense: nothing is known of the file."""


class ChunkedFile:
    """A file read in larger pieces than the kilobytes that the client asks for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        return self._file.read(max(size, PIECE))


class SocketLoop(asyncio.SelectorEventLoop):
    """An event loop whose connections all go to one Unix socket: the client only knows TCP ports."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    async def create_connection(self, protocol_factory, *address, **options):
        return await self.create_unix_connection(protocol_factory, self._path)


def is_configured() -> bool:
    return bool(settings.ANTIVIRUS_URL)


def find_threat(file: BinaryIO) -> str:
    """Return the name of the virus in the file, or an empty string. Raises `AntivirusAwayError`."""
    answers = _ask_daemon(lambda client: client.instream(ChunkedFile(file)), PATIENCE)
    status, detail = next(iter(answers.values())) if answers else ("", "")
    if status == FOUND:
        return detail or "virus"
    if status != CLEAN:
        raise AntivirusAwayError(detail or "no answer")
    return ""


def refuse_infected(file: File) -> None:
    """Scan an upload before it is stored, if an antivirus is configured. Raises `ValidationError` if it is infected."""
    if not is_configured():
        return
    file.seek(0)
    try:
        threat = find_threat(file.file)
    except AntivirusAwayError as away:
        raise ValidationError("Ce fichier n’a pas pu être vérifié. Réessayez dans quelques minutes.") from away
    if threat:
        raise ValidationError(f"Ce fichier contient un virus ({threat}). Il n’a pas été gardé.")


def check_alive() -> None:
    """Ping the daemon. Raises `AntivirusAwayError` if it does not answer."""
    _ask_daemon(lambda client: client.ping(), SHORT_PATIENCE)


def _ask_daemon(question: Callable[[ClamdAsyncClient], Coroutine], timeout: float):
    address = urlsplit(settings.ANTIVIRUS_URL)
    client = ClamdAsyncClient(address.hostname or "localhost", address.port or PORT, timeout=timeout)
    try:
        with asyncio.Runner(loop_factory=lambda: _loop(address)) as runner:
            return runner.run(question(client))
    except (ClamdError, OSError) as error:
        raise AntivirusAwayError(f"{settings.ANTIVIRUS_URL}: {error.__cause__ or error!r}") from error


def _loop(address) -> asyncio.AbstractEventLoop:
    return SocketLoop(address.path) if address.scheme == "unix" else asyncio.new_event_loop()
