"""A seat that comes back each week on a phone, confirmed once and freed once; somebody who does not come; a trial."""

import datetime
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.browser.test_accessibility import serious

TEAM, COORDINATOR = "animateur1@example.org", "coordination@example.org"
PLACE = "/teletravail/lieux/cahors/"
# The days until the last one to confirm pass; the daily job runs.
LAPSE = """
import datetime, json
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.series import free_unconfirmed
from django.utils import timezone
rows = SeatBooking.objects.filter(name="Zoé T.", seat__name="Grande table").order_by("date")
waiting = rows.filter(state="to_confirm").first()
SeatBooking.objects.filter(pk=waiting.pk).update(confirm_by=timezone.localdate() - datetime.timedelta(days=1))
free_unconfirmed()
json.dump(
    {{"states": list(rows.values_list("state", flat=True)), "freed": waiting.date.isoformat()}}, open("{output}", "w")
)
"""
# Somebody has a seat today, morning and afternoon, whatever the day on which the journey runs.
TODAY = """
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.seats.models import Seat
from django.utils import timezone
seat = Seat.objects.get(telecentre__epm__slug="cahors", name="Mezzanine")
SeatBooking.objects.filter(seat=seat, date=timezone.localdate()).delete()
for part in ("morning", "afternoon"):
    SeatBooking.objects.create(seat=seat, date=timezone.localdate(), part=part, name="Léo N.")
"""


def reader(open_browser, account: str, path: str) -> Mouse:
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, account)
    hands.go(path)
    return hands


def page_is_fit(hands: Mouse) -> bool:
    return (page_width(hands.page), serious(Axe().run(hands.page))) == (PHONE["width"], [])


@pytest.fixture
def shell(site, tmp_path):
    """`shell(code)`: run it on the site; returns what it writes to `{output}`, or None."""
    output = tmp_path / "output.json"

    def run(code: str):
        site.manage("shell", "--verbosity", "0", "-c", code.format(output=output))
        return json.loads(output.read_text()) if output.exists() else None

    return run


def test_seat_of_each_tuesday_is_confirmed_once_and_freed_once(open_browser, shell):
    team = reader(open_browser, TEAM, f"{PLACE}accords/")
    page = team.page
    today = datetime.date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))
    tuesday = today + datetime.timedelta(days=14 + (1 - today.weekday()) % 7)
    last = tuesday + datetime.timedelta(days=56)
    team.press("link", "Noter un accord")
    team.write("Prénom et initiale", "Zoé Tournier")
    team.write("Employeur", "Atelier d’essai")
    team.date(team.field("L’accord va du"), today.isoformat())
    team.date(team.field("Au"), last.isoformat())
    assert page_is_fit(team)
    team.press("button", "Noter l’accord")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoé T.")

    team.choose("Poste", "Grande table")
    team.date(team.field("Premier jour"), tuesday.isoformat())
    team.date(team.field("Jusqu’au"), last.isoformat())
    team.press("button", "Réserver ces dates")
    expect(page.locator(".notice.success")).to_contain_text("C’est réservé")
    assert page_is_fit(team)

    team.activate(page.get_by_role("button", name="Confirmer").first)
    expect(page.locator("main .rows .state").first).to_have_text("Réservé")
    outcome = shell(LAPSE)
    assert outcome["states"][:2] == ["booked", "freed"]
    team.go(f"{PLACE}jour/?jour={outcome['freed']}")
    seat = page.get_by_role("region", name="Grande table")
    expect(seat.get_by_role("listitem").first).to_contain_text("libre")


def test_somebody_who_does_not_come_frees_the_morning_and_the_afternoon(open_browser, shell):
    shell(TODAY)
    team = reader(open_browser, TEAM, f"{PLACE}jour/")
    seat = team.page.get_by_role("region", name="Mezzanine")
    expect(seat.get_by_role("listitem")).to_have_count(2)
    team.activate(seat.get_by_role("button", name="Noter l’absence").first)
    expect(team.page.locator(".notice.success")).to_contain_text("l’après-midi aussi")
    expect(seat).to_contain_text("Léo N.\u00a0: absence notée")
    expect(seat.get_by_role("listitem").nth(1)).not_to_contain_text("Léo N.")
    assert page_is_fit(team)


def test_trial_says_what_was_saved_and_how_it_is_counted(open_browser):
    hands = reader(open_browser, COORDINATOR, "/teletravail/experimentations/")
    expect(hands.page.get_by_role("main")).to_contain_text("Pas retrouvé")
    assert page_is_fit(hands)
    hands.press("link", "Communauté de communes (fictive)")
    main = hands.page.get_by_role("main")
    for words in (
        "Kilomètres évités",
        "une fois retranchés les effets rebond",
        "ADEME, Caractérisation des effets rebond",
    ):
        expect(main).to_contain_text(words)
    assert page_is_fit(hands)
