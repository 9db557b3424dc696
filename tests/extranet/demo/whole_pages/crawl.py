"""Reading of the site as one person: pages given, then the pages that they link to, and so on."""

import os
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from lxml.html import HtmlElement

from tests.answers import close_answer
from tests.extranet.demo.whole_pages.faults import page_faults
from tests.extranet.demo.whole_pages.visible_text import parse

HOSTS = {"testserver", urlsplit(settings.ORIGIN).netloc}
# Pages read of each pattern of addresses, more by night; of each of its parameters, one.
FIRST = 40 if os.environ.get("EXTRANET_LONG") else 4
# Files of the interface; the logout.
NOT_FOLLOWED = ("/static/", "/deconnexion/")
# The same for everybody, so that a browser may keep them even of a connected person.
SAME_FOR_ALL = {"ressources:cover", "ressources:sheet_picture", "ressources:site_picture", "ressources:feed"}
SAME_FOR_ALL |= {"ressources:picture", "page_picture"}  # of public sheets and pages
SAME_FOR_ALL |= {"b2i:badge_did", "b2i:badge_keys", "b2i:badge_profile", "b2i:badge_revocations", "robots", "sitemap"}
SAME_FOR_ALL |= {"reseau:embedded_places"}  # what a commune frames
SAME_FOR_ALL |= {"enquetes:open_data_csv", "enquetes:open_data_zip"}
# The pages of Wagtail are opened, but not ours to judge.
NOT_OURS = "/admin/"
# Ends with pages of others, whose tags are lost when they are copied: it says that it is no PDF/UA (ADR 106).
PAPERS_OF_OTHERS = {"projets:steering_papers"}
# Mails seen before they leave: documents of their own, which tests of mails judge.
MAILS = {"alertes:letter_mail"}
# Responses that are not 200 on purpose: the page says how an account is given; nothing stands there.
EXPECTED = {"/inscription/": 403, "/nulle-part/": 404}


@dataclass
class Crawl:
    """What one person reads. `faults`: fault → addresses where it shows, in the order of reading.

    `values`: values of closed lists, which no page shows. `read`: address → page that links to it. `papers`: the folder
    where the PDF files met on the way are kept, for their own judge. `titles`: title → first page, its words.
    """

    client: Client
    papers: Path
    values: frozenset[str] = frozenset()
    faults: dict[str, list[str]] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    patterns: Counter = field(default_factory=Counter)
    titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    queue: deque = field(default_factory=deque)

    def __post_init__(self) -> None:
        """Turn errors into pages 500, which are reported with their address."""
        self.client.raise_request_exception = False

    def run(self, paths: Iterable[str], *, follow: bool = True) -> "Crawl":
        """Read the pages of `paths`, then those that they link to, unless `follow` is false."""
        for path in paths:
            self._add(path, "")
        count = len(self.queue)
        while self.queue and (follow or count > 0):
            self._open(self.queue.popleft())
            count -= 1
        return self

    def report(self, account: str) -> list[str]:
        """Return one line for each fault, with the first address where it shows."""
        return [
            f"{account or 'visiteur'} {places[0]} : {fault}" + (f" (et {len(places) - 1} autres)" if places[1:] else "")
            for fault, places in self.faults.items()
        ]

    def _open(self, path: str) -> None:
        response = self.client.get(path)
        self._check_privacy(path, response)
        expected = EXPECTED.get(urlsplit(path).path, 200)
        if response.status_code in {301, 302}:
            self._follow(path, response.headers["location"])
        elif response.status_code != expected:
            self._note(f"réponse {response.status_code}, liée depuis {self.read[path] or 'la liste'}", path)
        elif response.headers["content-type"].startswith("text/html") and not path.startswith(NOT_OURS):
            if name_of_pattern(urlsplit(path).path) not in MAILS:
                self._read(path, response)
        elif response.headers["content-type"] == "application/pdf":
            content = b"".join(response) if response.streaming else response.content
            if name_of_pattern(urlsplit(path).path) not in PAPERS_OF_OTHERS:
                (self.papers / f"{quote(path, safe='')}.pdf").write_bytes(content)
        close_answer(response)

    def _check_privacy(self, path: str, response: HttpResponse) -> None:
        """Note what the browser of a connected person would keep, on a computer that others use after them."""
        is_connected = settings.SESSION_COOKIE_NAME in self.client.cookies
        is_own = is_connected and name_of_pattern(urlsplit(path).path) not in SAME_FOR_ALL
        if is_own and response.headers.get("Cache-Control") != "private, no-store":
            self._note("réponse qu’un navigateur partagé garderait", path)

    def _read(self, path: str, response: HttpResponse) -> None:
        content = response.content
        for fault in page_faults(content, values=self.values):
            self._note(fault, path)
        page = parse(content)
        self._check_title(path, page)
        for link in page.xpath("//a/@href | //img/@src"):
            self._follow(path, link)

    def _check_title(self, path: str, page: HtmlElement) -> None:
        """Note a title that another page has, unless both say the same: nobody could tell them apart."""
        place, title = urlsplit(path).path, page.findtext(".//title")
        said = " ".join("".join(main.text_content() for main in page.iter("main")).split())
        if place != path:
            return  # another page of a list, another choice
        other, said_there = self.titles.setdefault(title, (place, said))
        if other != place and said_there != said:
            self._note(f"RGAA 8.6 n’est pas respecté : {title!r} est aussi le titre de {other}", path)

    def _follow(self, path: str, link: str) -> None:
        parts = urlsplit(urljoin(f"http://testserver{path}", link))
        if parts.scheme in {"http", "https"} and parts.netloc in HOSTS and not parts.path.startswith(NOT_FOLLOWED):
            self._add(f"{parts.path}?{parts.query}" if parts.query else parts.path, path)

    def _add(self, path: str, source: str) -> None:
        if path in self.read:
            return
        parts = urlsplit(path)
        name = name_of_pattern(parts.path)
        keys = {(name, key) for key, _ in parse_qsl(parts.query, keep_blank_values=True)} or {(name, "")}
        if source and all(self.patterns[key] >= (FIRST if key == (name, "") else 1) for key in keys):
            return
        self.patterns.update(keys)
        self.read[path] = source
        self.queue.append(path)

    def _note(self, fault: str, path: str) -> None:
        self.faults.setdefault(fault, []).append(path)


def name_of_pattern(path: str) -> str:
    """Return the name of the view at `path`; `path` itself for pages of Wagtail and dead links, which share a view."""
    name = resolve(path).view_name
    return path if name == "wagtail_serve" else name
