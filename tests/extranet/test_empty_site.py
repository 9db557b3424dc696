"""The first day of a site: every page that is empty says what to do first, and none counts to zero."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from lxml.html import HtmlElement

from tests.extranet.demo.whole_pages.visible_text import Run, parse, runs_of
from tests.factories.b2i import RecordFactory
from tests.pages import ANIMATOR, CARD, COORDINATOR, NOBODY, PAGES, TERRITORIAL
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

MEMBERS = {ANIMATOR: "animator", TERRITORIAL: "territorial", COORDINATOR: "coordinator"}
# A count of nothing; not « 10 », « 0,5 », « 14 h 0 » nor a duration.
ZERO = re.compile(r"(?<![\d,.:\u202f])(?<! h )\b0\b(?![,.:\d]|\s*(?:h|%))")
LACK = re.compile(
    r"^(?:[–—] )?(?:Aucune?\b|Rien (?!n’est (?:fait|proposé))|Personne n|Vous n’avez (?:encore |pas encore |aucune? )"
    r"|Vous ne suivez aucune?|Votre EPM ne suit encore)"
)
# What a gesture belongs to: the message of an empty list, a panel, a part of the page, a row.
HOLDERS = {"section", "li", "header", "article"}
HOLDING_CLASSES = {"empty", "panel", "head"}


@pytest.fixture
def first_day(site_tree):
    """A site that is installed, and where nobody has done anything."""
    call_command("install", stdout=StringIO())


@pytest.fixture
def client_for(request, client_of):
    """`client_for(account)`: a browser of somebody of that role who is alone and has just arrived."""

    def connect(account: str) -> Client:
        if account == CARD:
            record = RecordFactory(learner__epm__commune__name="Gramat", learner__epm__name="EPM de Gramat")
            return client_of(record.learner.member)
        return client_of(request.getfixturevalue(MEMBERS[account])) if account else Client()

    return connect


def opened_pages(client: Client, account: str) -> list[tuple[str, HtmlElement]]:
    """Return the pages of the list that exist on an empty site, and what they show under the header."""
    plain = [path for path in PAGES[account] if "{" not in path]
    answers = [(path, client.get(path)) for path in plain]
    return [(path, parse(answer.content).xpath("//main")[0]) for path, answer in answers if answer.status_code == 200]


def holder_of(block: HtmlElement) -> HtmlElement:
    for element in block.iterancestors():
        if element.tag in HOLDERS or HOLDING_CLASSES & set(element.get("class", "").split()):
            return element
        if element.tag == "main":
            break
    return block


def offers_gesture(run: Run) -> bool:
    """Return whether a message of lack is followed by something to do; « rien ne vous attend » is good news."""
    block = run.block
    if "success" in block.get("class", "").split():
        return True
    places = [block, holder_of(block), *block.itersiblings()]
    return any(place.xpath("self::a[@href] | .//a[@href] | .//button") for place in places)


def is_read(run: Run) -> bool:
    """Return whether the run is a sentence of the page: a choice of a list or a hint of a field is not."""
    block = run.block
    return block.tag not in {"option", "progress", "label"} and "help" not in block.get("class", "").split()


@pytest.mark.parametrize("account", [NOBODY, ANIMATOR, TERRITORIAL, COORDINATOR, CARD])
@pytest.mark.usefixtures("first_day")
def test_empty_page_offers_a_first_gesture_and_no_zero(client_for, account):
    faults, pages = [], opened_pages(client_for(account), account)

    for path, main in pages:
        for run in filter(is_read, runs_of(main)):
            if ZERO.search(run.text):
                faults.append(f"{path} counts nothing: {run.text[:80]!r}")
            elif LACK.search(run.text) and not offers_gesture(run):
                faults.append(f"{path} offers nothing to do: {run.text[:80]!r}")

    assert len(pages) > (3 if account == CARD else 5)
    complain(faults, "Offer the first gesture instead of zeros (components/_empty.html):")
