"""What RFC 4287 demands of a feed, rule by rule, read with lxml: a judge that shares nothing with what writes feeds."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, as section 3.3 narrows it: an upper-case T, and Z or an offset.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
TEXTS = ("title", "subtitle", "summary", "rights")


def atom_faults(content: bytes, *, address: str) -> list[str]:
    """Return what the feed that was read at `address` does against the RFC."""
    root = etree.fromstring(content)
    if root.tag != f"{ATOM}feed":
        return ["the root is no feed"]
    entries = root.findall(f"{ATOM}entry")
    faults = [*_container(root, "feed"), *(fault for entry in entries for fault in _container(entry, "entry"))]
    faults += _common(root)
    if [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] != [address]:
        faults.append("4.1.1: the feed does not say its own address")
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        faults.append("4.1.1: an entry without author")
    versions = Counter((entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in entries)
    faults += [f"4.1.1: twice the same entry: {version}" for version, count in versions.items() if count > 1]
    return faults


def _container(element: etree._Element, name: str) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"4.1: {name} with {counts[each]} {each}" for each in ONCE if counts[each] != 1)
    yield from (f"4.1: {name} with {counts[each]} {each}" for each in AT_MOST_ONCE[name] if counts[each] > 1)
    links = element.findall(f"{ATOM}link")
    alternates = Counter((link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate")
    if any(count > 1 for count in alternates.values()):
        yield f"4.1: {name} with two alternate links of one kind"
    if name == "entry" and not (alternates or counts["content"]):
        yield "4.1.2: an entry without content and without link"


def _common(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        name, text = element.tag.removeprefix(ATOM), (element.text or "").strip()
        if name in ("updated", "published") and not MOMENT.fullmatch(text):
            yield f"3.3: {name} is no moment: {text}"
        if name == "id" and not urlsplit(text).scheme:
            yield f"4.2.6: an identifier that is no IRI: {text}"
        if name in TEXTS and element.get("type", "text") not in ("text", "html", "xhtml"):
            yield f"3.1.1: {name} of an unknown type"
        if name == "title" and not text:
            yield "an empty title"
        if name == "link" and not urlsplit(element.get("href", "")).scheme:
            yield "4.2.7.1: a link without an absolute address"
        if name == "category" and not element.get("term"):
            yield "4.2.2.1: a category without term"
        if name == "author" and [child.tag for child in element].count(f"{ATOM}name") != 1:
            yield "3.2.1: an author without name"
