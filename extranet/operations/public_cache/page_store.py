"""Kept pages in the memory of one process: compressed, the least read one goes first."""

import gzip
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.safestring import SafeString

# What an answer « not modified » repeats (RFC 9110, section 15.4.5), and what a browser is told of every page.
OF_UNCHANGED = ("Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Vary")
LEVEL = 6
# Bytes that an entry takes beside its text.
AROUND = 1_500


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it left the views. `version`, `made`, `until`: it stands for one version, from `made` to `until`."""

    headers: Mapping[str, str]
    compressed: bytes
    version: int | None
    made: float
    until: float

    @property
    def size(self) -> int:
        return len(self.compressed) + AROUND

    def holds(self, version: int | None, now: float) -> bool:
        return version is not None and self.version == version and self.made <= now < self.until

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page, compressed where the browser takes it, or « not modified » where it has the same."""
        headers = self.headers
        if _has_same(request, headers["ETag"]):
            return HttpResponseNotModified(headers={name: headers[name] for name in OF_UNCHANGED if name in headers})
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            return HttpResponse(self.compressed, headers={**headers, "Content-Encoding": "gzip"})
        return HttpResponse(gzip.decompress(self.compressed), headers=headers)


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A piece of HTML, as long as a page would be kept."""

    text: SafeString
    version: int
    made: float
    until: float

    @property
    def size(self) -> int:
        return 2 * len(self.text) + AROUND

    def holds(self, version: int, now: float) -> bool:
        return self.version == version and self.made <= now < self.until


def kept_page(response: HttpResponse, *, version: int | None, made: float, until: float) -> KeptPage:
    """Return the page of `response`, with a mark of its text: browsers ask each time whether it is still the same.

    The mark is weak: it stands for the compressed text as well. Pages have no `Last-Modified`: two changes within a
    second would bear the same.
    """
    response.headers.setdefault("Cache-Control", "no-cache")
    response.headers["ETag"] = f'W/"{sha256(response.content).hexdigest()[:32]}"'
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    headers = dict(response.headers)
    headers.pop("Content-Length", None)
    return KeptPage(headers, gzip.compress(response.content, LEVEL, mtime=0), version, made, until)


class PageStore:
    """Pages, or parts of them, by key, `limit` bytes at most."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[Hashable, KeptPage | KeptPart] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Hashable) -> KeptPage | KeptPart | None:
        with self._lock:
            if page := self._pages.get(key):
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: KeptPage | KeptPart) -> None:
        with self._lock:
            if former := self._pages.pop(key, None):
                self.size -= former.size
            self._pages[key] = page
            self.size += page.size
            while self.size > self.limit:
                self.size -= self._pages.popitem(last=False)[1].size


def _has_same(request: HttpRequest, etag: str) -> bool:
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    return bool(asked) and (asked == etag or bool({etag, etag.removeprefix("W/"), "*"} & set(parse_etags(asked))))
