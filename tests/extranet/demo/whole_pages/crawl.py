"""Reading of the site as one person: pages of the list, each twice, then those that they link to, and so on."""

import inspect
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.answers import close_answer
from tests.extranet.demo.whole_pages.kept_pages import REDIRECTS, Answer, KeptPage
from tests.extranet.demo.whole_pages.visible_text import parse

HOSTS = {"testserver", urlsplit(settings.ORIGIN).netloc}
# Pages read of each pattern of addresses, more by night; of each of its parameters, one.
FIRST = 40 if os.environ.get("EXTRANET_LONG") else 4
# Files of the interface; the logout.
NOT_FOLLOWED = ("/static/", "/deconnexion/")
# Ends with pages of others, whose tags are lost when they are copied: it says that it is no PDF/UA (ADR 106).
PAPERS_OF_OTHERS = {"projets:steering_papers"}


class Crawl:
    """What one person reads. `pages`: by address, in the order of reading.

    Each page is read in a savepoint, so that none depends on those before. `papers`: folder where the PDF files met on
    the way are kept, for their own judge.
    """

    def __init__(self, account: str, papers: Path) -> None:
        self.account, self.papers = account, papers
        self.pages: dict[str, KeptPage] = {}
        self.patterns: Counter = Counter()

    def read_list(self, client: Client, patterns: Iterable[str], keys: Mapping[str, object]) -> "Crawl":
        """Read each page of a list twice, with every recorder on."""
        for pattern in patterns:
            path = pattern.format(**keys)
            self.patterns.update(keys_of_pattern(path))
            if path not in self.pages:
                self._read(client, path, pattern=pattern)
        return self

    def read_once(self, client: Client, paths: Iterable[str]) -> list[KeptPage]:
        """Read each of `paths` once, and nothing that they lead to."""
        return [self._read(client, path) for path in dict.fromkeys(paths)]

    def follow(self, client: Client, paths: Iterable[str] = ()) -> list[KeptPage]:
        """Read the pages of `paths`, then those that links lead to, once each; return them."""
        known, queued = set(self.pages), set(self.pages)
        queue: deque[tuple[str, str]] = deque()

        def add(path: str, source: str) -> None:
            names = keys_of_pattern(path)
            is_known = all(self.patterns[key] >= (FIRST if key[1] == "" else 1) for key in names)
            if path not in queued and not (source and is_known):
                self.patterns.update(names)
                queued.add(path)
                queue.append((path, source))

        for path in paths:
            add(path, "")
        for page in list(self.pages.values()):
            for link in links_of(page):
                add(link, page.path)
        while queue:
            path, source = queue.popleft()
            for link in links_of(self._read(client, path, source=source)):
                add(link, path)
        return [page for path, page in self.pages.items() if path not in known]

    def _read(self, client: Client, path: str, *, pattern: str = "", source: str = "") -> KeptPage:
        client.raise_request_exception = False  # errors become pages 500, reported with their address
        warm, queries, match = None, [], resolve(urlsplit(path).path)
        with transaction.atomic():
            with missing_attributes() as missing:
                cold = self._ask(client, path)
            if pattern:
                with CaptureQueriesContext(connection) as queries:
                    warm = self._ask(client, path)
                queries = [query["sql"] for query in queries]
            transaction.set_rollback(True)
        self.pages[path] = KeptPage(
            self.account, path, cold, name_of_pattern(path), match.route, pattern, source, warm,
            settings.SESSION_COOKIE_NAME in client.cookies, frozenset(missing), tuple(queries),
        )  # fmt: skip
        return self.pages[path]

    def _ask(self, client: Client, path: str) -> Answer:
        response = client.get(path)
        headers = {name.lower(): value for name, value in response.headers.items()}
        media_type, content = headers.get("content-type", "").partition(";")[0], b""
        if media_type == "text/html":
            content = content_of(response)
        elif media_type == "application/pdf" and name_of_pattern(path) not in PAPERS_OF_OTHERS:
            (self.papers / f"{quote(path, safe='')}.pdf").write_bytes(content_of(response))
        close_answer(response)
        return Answer(response.status_code, headers, content, error_of(response))


@contextmanager
def missing_attributes() -> Iterator[set[tuple[str, str]]]:
    """Yield a set that gathers what a template asks of a row that lacks it, each with the class of the row.

    Django then lists every name of the row before it goes on: fifteen times on a page, more than its queries.
    """
    missing = set()

    def listed(thing):
        if isinstance(thing, Model):
            missing.add((type(thing).__name__, inspect.currentframe().f_back.f_locals["bit"]))
        return dir(thing)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.template.base.dir", listed, raising=False)
        yield missing


def content_of(response: HttpResponse) -> bytes:
    return b"".join(response) if response.streaming else response.content


def error_of(response: HttpResponse) -> str:
    """Return the exception behind a page 500, on one line."""
    kind, error, _ = getattr(response, "exc_info", None) or (None, None, None)
    return f"{kind.__name__} : {error}" if kind else ""


def links_of(page: KeptPage) -> Iterator[str]:
    """Yield the addresses of the site that a page, or a redirect, leads to."""
    links = [page.cold.headers["location"]] if page.cold.status in REDIRECTS else []
    if page.is_readable:
        links = parse(page.cold.content).xpath("//a/@href | //img/@src")
    for link in links:
        parts = urlsplit(urljoin(f"http://testserver{page.path}", link))
        if parts.scheme in {"http", "https"} and parts.netloc in HOSTS and not parts.path.startswith(NOT_FOLLOWED):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def keys_of_pattern(path: str) -> set[tuple[str, str]]:
    """Return the view of an address with each of its parameters, or with none."""
    parts, name = urlsplit(path), name_of_pattern(path)
    return {(name, key) for key, _ in parse_qsl(parts.query, keep_blank_values=True)} or {(name, "")}


def name_of_pattern(path: str) -> str:
    """Return the name of the view at `path`; `path` itself for pages of Wagtail and dead links, which share a view."""
    bare = urlsplit(path).path
    name = resolve(bare).view_name
    return bare if name == "wagtail_serve" else name
