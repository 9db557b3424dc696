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
class Served:
    """A stored file as it is served. `kept_for`: seconds during which a browser need not ask again."""

    stored: FieldFile
    name: str
    media_type: str
    modified: datetime
    as_attachment: bool = True
    kept_for: int = 0

    @property
    def etag(self) -> str:
        """A hash of the stored name, since its content never changes; the name itself stays secret."""
        return f'"{hashlib.sha256(self.stored.name.encode()).hexdigest()[:32]}"'

    @property
    def version(self) -> dict[str, str]:
        """Headers of every response about the file."""
        return {
            "Accept-Ranges": "bytes",
            "Cache-Control": f"private, max-age={self.kept_for}" if self.kept_for else "private, no-cache",
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
        piece = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece


def send(request: HttpRequest, served: Served) -> HttpResponseBase:
    """Return the response to a GET or a HEAD. Raises `Http404` when the storage has lost the file."""
    try:
        size = served.stored.size
        response = _conditional_response(request, served) or _content(request, served, size)
    except FileNotFoundError as error:
        raise Http404 from error
    for name, value in served.version.items():
        response.headers[name] = value
    return response


def _conditional_response(request: HttpRequest, served: Served) -> HttpResponse | None:
    """Return 304 to a client that has the file, 412 to one that wants another version, else None."""
    return get_conditional_response(request, etag=served.etag, last_modified=int(served.modified.timestamp()))


def _content(request: HttpRequest, served: Served, size: int) -> HttpResponseBase:
    byte_range = requested_range(request, served, size)
    part = range(size) if byte_range is None else byte_range
    if byte_range is not None and not part:
        return HttpResponse(status=UNSATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
    status, headers = 200, served.headers | {"Content-Length": str(len(part))}
    if byte_range is not None:
        status, headers["Content-Range"] = PARTIAL, f"bytes {part.start}-{part.stop - 1}/{size}"
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=served.media_type)
    file = served.stored.open("rb")
    file.seek(part.start)
    return FileResponse(Slice(file, len(part)), status=status, headers=headers, content_type=served.media_type)


def requested_range(request: HttpRequest, served: Served, size: int) -> range | None:
    """Return the requested bytes: an empty range if it cannot be satisfied, None for the whole file.

    Several ranges at once, another unit or a malformed header get the whole file, as the standard allows.
    """
    header = RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not header or not _has_same_version(request, served):
        return None
    first, last = header[1], header[2]
    if not first and not last:
        return None
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _has_same_version(request: HttpRequest, served: Served) -> bool:
    """Whether the `If-Range` header, if there is one, names this version of the file."""
    condition = request.headers.get("If-Range")
    if condition is None or condition == served.etag:
        return True
    return parse_http_date_safe(condition) == int(served.modified.timestamp())
