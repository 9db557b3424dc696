"""A ticket déclic: issued, printed, debited ten times for two hours, once without network; the eleventh is refused."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width, wait_until
from tests.browser.test_accessibility import serious

COORDINATOR, ANIMATOR = "coordination@example.org", "animateur1@example.org"
SENT_WITHIN = 40_000
IS_KEPT = "caches.match(location.pathname).then((page) => Boolean(navigator.serviceWorker.controller && page))"
# Eleven sessions of two hours in the place of the animator, and a ticket that was issued before them.
PREPARE = """
import datetime
from django.utils import timezone
from accueil.declic.tickets.models.batch import TicketBatch
from reseau.people.members.models.member import Member
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.sheets.enums import Level
from ressources.sheets.models.workshop import WorkshopPage
today = timezone.localdate()
TicketBatch.objects.filter(label="{label}").update(issued_on=today - datetime.timedelta(days=90))
member = Member.objects.get(email="animateur1@example.org")
sheets = WorkshopPage.objects.live().filter(level=Level.BEGINNER, title__gt="").order_by("-pk")
taken = set(Delivery.objects.filter(member=member).values_list("sheet", "date"))
made = []
for sheet in sheets:
    for ago in range(1, 60):
        day = today - datetime.timedelta(days=ago)
        if len(made) < 11 and (sheet.pk, day) not in taken:
            about = dict(sheet=sheet, member=member, epm=member.main_position.epm, date=day)
            made.append(Delivery.objects.create(headcount=6, minutes=120, **about).pk)
open("{output}", "w").write(" ".join(map(str, made)))
"""


@pytest.fixture
def prepare(site, tmp_path):
    """`prepare(label)`: addresses of eleven sessions, for a ticket of that batch."""

    def run(label: str) -> list[str]:
        output = tmp_path / "output"
        site.manage("shell", "--verbosity", "0", "-c", PREPARE.format(label=label, output=output))
        return [f"/tickets-declic/seances/{pk}/" for pk in output.read_text().split()]

    return run


def reader(open_browser, account: str, viewport=PHONE) -> Mouse:
    hands = Mouse(open_browser(viewport=viewport))
    log_in(hands, account)
    return hands


def page_is_fit(page: Page) -> bool:
    return (page_width(page), serious(Axe().run(page))) == (PHONE["width"], [])


def issue_ticket(open_browser, label: str, person: str) -> str:
    """Issue a ticket and print it; return its code."""
    hands = reader(open_browser, COORDINATOR)
    page = hands.page
    hands.go("/tickets-declic/lots/nouveau/")
    hands.write("Nom du lot", label)
    hands.choose("Territoire", "Cahors")
    hands.write("Personnes", f"{person} ; 05 36 49 02 02")
    assert page_is_fit(page)
    hands.press("button", "Remettre les tickets")
    expect(page.locator(".notice.success")).to_contain_text("Les tickets sont prêts")
    paper = page.get_by_role("link", name="Imprimer les tickets").get_attribute("href")
    answer = page.request.get(paper)
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    return re.search(r"[A-Z]{3}-[A-Z]{3}-[A-Z]{3}", page.locator("main .rows").inner_text())[0]


def fill(hands: Mouse, code: str, person: str) -> None:
    hands.write("Code du ticket", code.lower())
    hands.write("Prénom et nom de la personne", person)


def test_ticket_is_printed_debited_ten_times_once_offline_and_then_refused(open_browser, prepare):
    label, person = f"Essai {uuid4().hex[:6]}", "Solange Vaylet"
    code = issue_ticket(open_browser, label, person)
    sessions = prepare(label)
    hands = reader(open_browser, ANIMATOR)
    page = hands.page
    for rank, session in enumerate(sessions[:9]):
        hands.go(session)
        fill(hands, code, person)
        if not rank:
            assert page_is_fit(page)
        hands.press("button", "Débiter")
        left = 20 - 2 * (rank + 1)
        expect(page.locator(".notice.success")).to_have_text(re.compile(rf"Il reste {left}\s+h sur ce ticket"))

    hands.go(sessions[9])
    wait_until(page, IS_KEPT)
    page.context.set_offline(True)
    page.reload()  # without network: the page that this device kept
    fill(hands, code, person)
    page.get_by_role("button", name="Débiter").click()
    expect(page.locator("[data-queue]")).to_contain_text("Une note est gardée sur cette tablette")
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_be_hidden(timeout=SENT_WITHIN)
    expect(page.get_by_role("heading", name=person)).to_be_visible(timeout=SENT_WITHIN)

    hands.go(sessions[10])
    fill(hands, code, person)
    hands.press("button", "Débiter")
    refusal = page.locator(".field").filter(has=page.get_by_label("Code du ticket"))
    expect(refusal).to_contain_text(re.compile(r"Ce ticket est épuisé\s: ses 20\sh ont servi\."))
    expect(hands.field("Code du ticket")).to_have_value(code.lower())
    assert page_is_fit(page)


def test_debit_is_reversed_with_a_reason(open_browser, prepare):
    label, person = f"Essai {uuid4().hex[:6]}", "Fernand Vaylet"
    code = issue_ticket(open_browser, label, person)
    hands = reader(open_browser, ANIMATOR)
    page = hands.page
    hands.go(prepare(label)[0])
    fill(hands, code, "Quelqu’un d’autre")
    hands.press("button", "Débiter")
    expect(page.get_by_role("main")).to_contain_text("Ce ticket est au nom d’une autre personne")
    hands.write("Prénom et nom de la personne", person)
    hands.press("button", "Débiter")
    expect(page.get_by_role("heading", name=person)).to_be_visible()
    page.locator(".rows li").filter(has_text=person).get_by_role("link").click()
    hands.check(page.get_by_label("La personne n’est pas venue"))
    hands.press("button", "Annuler le débit")
    expect(page.locator(".notice.success")).to_contain_text("les heures sont rendues au ticket")
    expect(page.locator(".rows li").filter(has_text=person)).to_contain_text("Annulé")
