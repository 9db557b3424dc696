"""What is judged of the pages that one person read: a list of functions, and what they find, said in lines.

To add a judge: a function from a page, or from all pages of a person, to its faults; its name in one of the two lists
below; an example that it must refuse in `test_judges.py`. It asks the site nothing: what it needs is in the page.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from django.apps import apps

from reseau.texts.accent_folding import fold
from tests.extranet.demo.whole_pages.faults import page_faults
from tests.extranet.demo.whole_pages.kept_pages import REDIRECTS, KeptPage
from tests.extranet.demo.whole_pages.learner_french import french_faults
from tests.extranet.demo.whole_pages.page_costs import (
    attribute_faults,
    query_faults,
    weight_faults,
    writing_faults,
)
from tests.extranet.demo.whole_pages.page_help import help_faults
from tests.extranet.demo.whole_pages.visible_text import parse

# The same for everybody, so that a browser may keep them even of a connected person.
SAME_FOR_ALL = {"ressources:cover", "ressources:sheet_picture", "ressources:site_picture", "ressources:feed"}
SAME_FOR_ALL |= {"ressources:picture", "page_picture"}  # of public sheets and pages
SAME_FOR_ALL |= {"b2i:badge_did", "b2i:badge_keys", "b2i:badge_profile", "b2i:badge_revocations", "robots", "sitemap"}
SAME_FOR_ALL |= {"reseau:embedded_places"}  # what a commune frames
SAME_FOR_ALL |= {"enquetes:open_data_csv", "enquetes:open_data_zip"}
UNSAFE = re.compile(r"unsafe-inline")


def status_faults(page: KeptPage) -> Iterator[str]:
    """A page opens, the second time too; what a link leads to may lead further."""
    for answer in page.answers:
        is_led_further = answer.status in REDIRECTS and not page.pattern
        if answer.status != page.expected_status and not is_led_further:
            error = f" ({answer.error})" if answer.error else ""
            yield f"réponse {answer.status}{error}, liée depuis {page.source or 'la liste'}"


def privacy_faults(page: KeptPage) -> Iterator[str]:
    """Find what the browser of a connected person would keep, on a computer that others use after them."""
    is_own = page.is_connected and page.name not in SAME_FOR_ALL
    if is_own and any(answer.headers.get("cache-control") != "private, no-store" for answer in page.answers):
        yield "réponse qu’un navigateur partagé garderait"


def policy_faults(page: KeptPage) -> Iterator[str]:
    """A page of the list comes with a policy that lets no script or style into its markup."""
    for answer in page.answers if page.pattern else ():
        policy = answer.headers.get("content-security-policy")
        if policy is None:
            yield "aucune politique de contenu"
        elif UNSAFE.search(policy):
            yield f"politique de contenu trop large : {policy}"


def word_faults(page: KeptPage) -> Iterator[str]:
    """Find what nobody should read: words, names, forms, headings, anchors, and what RGAA asks of a page."""
    if page.is_readable:
        yield from page_faults(page.cold.content, values=values_of_closed_lists())


def title_faults(pages: Iterable[KeptPage]) -> Iterator[tuple[KeptPage, str]]:
    """Find a title that another page has, unless both say the same: nobody could tell them apart."""
    titles: dict[str, tuple[str, str]] = {}
    for page in pages:
        place = urlsplit(page.path).path
        if not page.is_readable or place != page.path:
            continue  # a file; another page of a list, another choice
        document = parse(page.cold.content)
        title = document.findtext(".//title")
        said = " ".join("".join(main.text_content() for main in document.iter("main")).split())
        other, said_there = titles.setdefault(title, (place, said))
        if other != place and said_there != said:
            yield page, f"RGAA 8.6 n’est pas respecté : {title!r} est aussi le titre de {other}"


JUDGES: tuple[Callable[[KeptPage], Iterable[str]], ...] = (
    status_faults,
    privacy_faults,
    policy_faults,
    writing_faults,
    query_faults,
    weight_faults,
    attribute_faults,
    word_faults,
    help_faults,
)
# Of all pages of a person: each fault comes with the page where it shows.
JUDGES_OF_ALL: tuple[Callable[[Iterable[KeptPage]], Iterable[tuple[KeptPage, str]]], ...] = (
    title_faults,
    french_faults,
)


@cache
def values_of_closed_lists() -> frozenset[str]:
    """Return values such as « waiting », which pages replace by their labels; not « document », a word of its label."""
    labels = {
        (str(value), fold(str(label)))
        for model in apps.get_models()
        for field in model._meta.fields
        for value, label in (field.flatchoices if not field.remote_field else ())
    }
    return frozenset(value for value, label in labels if value and value not in label and not value.isdecimal())


def judged(pages: Iterable[KeptPage], among: Iterable[KeptPage] = ()) -> list[str]:
    """Return one line for each fault of the pages, with the account and the first address where it shows.

    `among`: pages read before, judged already, among which theirs are unique.
    """
    pages = list(pages)
    found = [(page, fault) for page in pages for judge in JUDGES for fault in judge(page)]
    found += [(page, fault) for judge in JUDGES_OF_ALL for page, fault in judge([*among, *pages]) if page in pages]
    places: dict[str, list[KeptPage]] = {}
    for page, fault in found:
        places.setdefault(fault, []).append(page)
    return [
        f"{first.account or 'visiteur'} {first.path} : {fault}" + (f" (et {len(others)} autres)" if others else "")
        for fault, (first, *others) in places.items()
    ]
