"""A mail from outside: the site finds its identity, processes with limits read the rest."""

import base64
import hashlib
import io
import re
from dataclasses import dataclass
from email.parser import BytesHeaderParser

from alertes.channels.mails.headers import OWN_HEADER
from alertes.channels.mails.reply_addresses import MARKER
from alertes.channels.replies.delivery_reports import DeliveryReport
from alertes.channels.replies.enums import Automatic
from alertes.channels.replies.registry import ReplyFile
from reseau.documents.extraction.reader import run_program

HEADER_PARSER, BODY_PARSER = "alertes.channels.replies.header_parser", "alertes.channels.replies.body_parser"
MAX_HEADERS = 200_000


@dataclass(frozen=True, slots=True)
class MailHeaders:
    """`sender` is for a polite answer only: anybody may write any name in a From header."""

    recipients: tuple[str, ...] = ()
    sender: str = ""
    machine: Automatic | None = None


@dataclass(frozen=True, slots=True)
class MailBody:
    """`text`: what is new in it. `report`: what a mail server says of a mail that it could not deliver."""

    text: str = ""
    files: tuple[ReplyFile, ...] = ()
    report: DeliveryReport | None = None


def headers_of(raw: bytes) -> bytes:
    """Return the part of the mail before its first empty line."""
    return re.split(rb"\r?\n\r?\n", raw[:MAX_HEADERS], maxsplit=1)[0]


def identity_of(raw: bytes) -> str:
    """Return a digest of the Message-ID, or of the whole mail if it has none.

    The older parser of the library cuts lines and interprets nothing: a long header takes it no longer than a copy.
    """
    identifier = "".join(str(BytesHeaderParser().parsebytes(headers_of(raw)).get("Message-ID", "")).splitlines())
    return hashlib.sha256(identifier.strip().encode() or raw).hexdigest()


def read_headers(raw: bytes) -> MailHeaders:
    """Return what the headers say. Raises `FileProblemError`, `ReaderFailedError`."""
    answer = run_program(HEADER_PARSER, OWN_HEADER, file=io.BytesIO(headers_of(raw)))
    machine = Automatic(answer["machine"]) if answer["machine"] else None
    return MailHeaders(tuple(answer["recipients"]), answer["sender"], machine)


def read_body(raw: bytes) -> MailBody:
    """Return what the mail says. Raises `FileProblemError`, `ReaderFailedError`."""
    answer = run_program(BODY_PARSER, MARKER, file=io.BytesIO(raw))
    files = [ReplyFile(**file | {"content": base64.b64decode(file["content"])}) for file in answer["files"]]
    return MailBody(answer["text"], tuple(files), DeliveryReport(**answer["report"]) if answer["report"] else None)
