"""Somebody without e-mail gets an hour with the CAF: booked, a paper in hand, moved, seen the next day."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import page_width
from tests.browser.test_accessibility import serious

TEAM = "animateur1@example.org"
# What time does to an appointment, since a journey does not wait for it.
A_DAY_LATER = """
import datetime
from django.utils import timezone
from accueil.visio.appointments.models import Appointment
each = Appointment.objects.get(pk={key})
day = timezone.localdate() - datetime.timedelta(days=1)
each.taken_quarters.all().delete()
Appointment.objects.filter(pk=each.pk).update(day=day)
"""


def is_fit(page) -> bool:
    return (page_width(page), serious(Axe().run(page))) == (PHONE["width"], [])


def book(team, page) -> None:
    """Book the first hour of the first service for somebody who leaves a telephone number."""
    team.activate(page.locator("main .rows a").first)
    expect(page.get_by_role("button", name="Réserver")).to_be_visible()
    assert is_fit(page)
    team.check(page.locator("input[name=start]").first)
    team.choose("Motif", "Suivre un dossier")
    team.write("Prénom et initiale", "Odile R.")
    team.write("Téléphone", "05 36 49 00 12")
    team.press("button", "Réserver")
    expect(page.locator(".notice.success")).to_contain_text("C’est réservé")


def test_person_without_email_is_booked_reminded_moved_and_seen(hands, open_browser, site):
    page = open_browser(viewport=PHONE)
    team = hands(page)
    log_in(team, TEAM)
    team.go("/annuaire/cahors/")
    team.press("link", "Les rendez-vous")
    team.press("link", "Prendre un rendez-vous")
    book(team, page)
    assert is_fit(page)

    slip = page.request.get(page.get_by_role("link", name="Imprimer le rappel").get_attribute("href"))
    assert (slip.headers["content-type"], slip.body()[:5]) == ("application/pdf", b"%PDF-")

    team.press("link", "Déplacer")
    expect(page.get_by_role("main")).to_contain_text("appelez le 05 36 49 00 12")
    other = page.locator("input[name=start]").last
    team.check(other)
    assert is_fit(page)
    team.press("button", "Déplacer et prévenir")
    expect(page.locator(".notice.success")).to_contain_text("Le rendez-vous est déplacé")

    key = re.search(r"/rendez-vous/(\d+)/", page.url)[1]
    site.manage("shell", "--verbosity", "0", "-c", A_DAY_LATER.format(key=key))
    team.go("/points-visio/lieux/cahors/")
    expect(page.get_by_role("main")).to_contain_text("Odile R.")
    team.go(f"/points-visio/rendez-vous/{key}/")
    seen = page.get_by_label("A eu lieu")
    team.check(seen)
    team.write("Durée en minutes", "25")
    team.press("button", "Noter")
    expect(page.locator("main .state").first).to_have_text("A eu lieu")
    expect(page.get_by_role("main")).to_contain_text("25 min")
