"""Serve a stored file: whole, in part for a range request, or not at all to a client that has it already.

A download that a slow line cut resumes where it stopped, and a video player seeks (RFC 9110, sections 13 and 14). The
storage may be any that opens seekable files.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,19})\s*-\s*(\d{0,19})\s*", re.IGNORECASE | re.ASCII)
PARTIAL, UNSATISFIABLE = 206, 416


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A stored file and how to serve it. `kept_for`: seconds during which anybody may keep what everybody
    may read, without asking again.
    """

    file: FieldFile
    name: str
    media_type: str
    modified: datetime
    as_attachment: bool = True
    kept_for: int = 0

    @property
    def etag(self) -> str:
        """A hash of the stored name, since its content never changes; the name itself stays secret."""
        return f'"{hashlib.sha256(self.file.name.encode()).hexdigest()[:32]}"'

    @property
    def version(self) -> dict[str, str]:
        """Headers of every response about the file."""
        return {
            "Accept-Ranges": "bytes",
            "Cache-Control": f"public, max-age={self.kept_for}" if self.kept_for else "private, no-cache",
            "ETag": self.etag,
            "Last-Modified": http_date(self.modified.timestamp()),
            "X-Content-Type-Options": "nosniff",
        }

    @property
    def headers(self) -> dict[str, str]:
        """Headers of responses that carry its bytes."""
        return self.version | {
            "Content-Disposition": content_disposition_header(self.as_attachment, self.name),
            # All but texts are compressed already: compressing again would hide the length, hence the progress of a
            # download.
            "Content-Encoding": "identity",
            # A browser that displays the file runs nothing in it.
            "Content-Security-Policy": "sandbox; default-src 'none'",
        }


class Slice:
    """The next `length` bytes of an open file."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._left = file, length
        self.close = file.close

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(chunk)
        return chunk


def send(request: HttpRequest, served_file: ServedFile) -> HttpResponseBase:
    """Return the response to a GET or a HEAD. Raises `Http404` when the storage has lost the file."""
    try:
        size = served_file.file.size
        response = _conditional_response(request, served_file) or _content(request, served_file, size)
    except FileNotFoundError as error:
        raise Http404 from error
    for name, value in served_file.version.items():
        response.headers[name] = value
    return response


def _conditional_response(request: HttpRequest, served_file: ServedFile) -> HttpResponse | None:
    """Return 304 to a client that has the file, 412 to one that wants another version, else None."""
    return get_conditional_response(request, etag=served_file.etag, last_modified=int(served_file.modified.timestamp()))


def _content(request: HttpRequest, served_file: ServedFile, size: int) -> HttpResponseBase:
    byte_range = requested_range(request, served_file, size)
    sent_range = range(size) if byte_range is None else byte_range
    if byte_range is not None and not sent_range:
        return HttpResponse(status=UNSATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
    status, headers = 200, served_file.headers | {"Content-Length": str(len(sent_range))}
    if byte_range is not None:
        status, headers["Content-Range"] = PARTIAL, f"bytes {sent_range.start}-{sent_range.stop - 1}/{size}"
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=served_file.media_type)
    file = served_file.file.open("rb")
    file.seek(sent_range.start)
    content = Slice(file, len(sent_range))
    return FileResponse(content, status=status, headers=headers, content_type=served_file.media_type)


def requested_range(request: HttpRequest, served_file: ServedFile, size: int) -> range | None:
    """Return the requested bytes: an empty range if it cannot be satisfied, None for the whole file.

    Several ranges at once, another unit or a malformed header get the whole file, as the standard allows.
    """
    header = RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not header or not _has_same_version(request, served_file):
        return None
    first_byte, last_byte = header[1], header[2]
    if not first_byte and not last_byte:
        return None
    if not first_byte:
        return range(max(0, size - int(last_byte)), size)
    if last_byte and int(last_byte) < int(first_byte):
        return None
    return range(int(first_byte), min(int(last_byte) + 1, size) if last_byte else size)


def _has_same_version(request: HttpRequest, served_file: ServedFile) -> bool:
    """Whether the `If-Range` header, if there is one, names this version of the file."""
    condition = request.headers.get("If-Range")
    if condition is None or condition == served_file.etag:
        return True
    return parse_http_date_safe(condition) == int(served_file.modified.timestamp())
