"""Two questions at the end of an interview, on a tablet without network: they arrive once, and leave nothing behind."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse, page_width
from tests.browser.test_accessibility import serious

TABLET, PHONE = {"width": 1024, "height": 768}, {"width": 360, "height": 740}
ANIMATOR, COORDINATOR = "animateur1@example.org", "coordination@example.org"
# A place of the animator with one partner, or two, and interviews of today that were held.
PREPARE = """
from datetime import time
from django.utils import timezone
from accueil.visio.appointments.models import Appointment
from accueil.visio.opinions.services import open_tablet
from accueil.visio.partners.models import InterviewMotive
from accueil.visio.rooms.models import VisioDesk
from reseau.people.members.models.member import Member
from tests.factories.accueil import PartnerFactory, PartnerServiceFactory, VisioRoomFactory
animator = Member.objects.get(email="animateur1@example.org")
epm = animator.main_position.epm
taken = dict(
    motive=InterviewMotive.objects.first(), room=VisioRoomFactory(epm=epm, name="Pièce {slug}"),
    desk=VisioDesk.objects.create(epm=epm, name="Poste {slug}"), welcomed_by=animator,
    day=timezone.localdate(), minutes=30, state="seen", real_minutes=25, has_documents=False,
)
for rank in range({partners}):
    partner = PartnerFactory(short_name=f"Organisme {{rank}} {slug}", slug=f"{slug}-{{rank}}")
    service = PartnerServiceFactory(partner=partner)
    for hour in range({held}):
        Appointment.objects.create(partner=partner, service=service, begins=time(8 + 4 * rank + hour), **taken)
open("{output}", "w").write(open_tablet(epm=epm, by=animator).token + ";" + epm.slug)
"""
COUNTED = """
from accueil.visio.opinions.models import OpinionMonth
rows = OpinionMonth.objects.filter(partner__slug__startswith="{slug}").order_by("partner__slug")
numbers = ("received", "welcome_yes", "welcome_rather_yes", "expectations_no")
open("{output}", "w").write(str(list(rows.filter(received__gt=0).values_list(*numbers))))
"""
STORED = """[...Object.keys(localStorage), ...Object.keys(sessionStorage)].map(
  (key) => localStorage.getItem(key) ?? sessionStorage.getItem(key)
).join(" ") + location.href + JSON.stringify(history.state)"""


class TabletOfTest:
    """Partners and interviews of their own, at a place of the site of all journeys."""

    def __init__(self, site, folder, *, partners: int = 2, held: int = 2) -> None:
        self.site, self.output, self.slug = site, folder / "output", f"avis-{uuid4().hex[:8]}"
        token, self.place = self.run(PREPARE, partners=partners, held=held).split(";")
        self.address = f"/points-visio/avis/{token}/"

    def run(self, script: str, **values) -> str:
        code = script.format(output=self.output, slug=self.slug, **values)
        self.site.manage("shell", "--verbosity", "0", "-c", code)
        return self.output.read_text()

    def counted(self) -> str:
        return self.run(COUNTED)


@pytest.fixture
def tablet(site, tmp_path):
    return TabletOfTest(site, tmp_path)


def heading(page: Page):
    return page.locator("main h1:visible")


def touch(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def answer(page: Page, partner: str, welcome: str, expectations: str) -> None:
    touch(page, partner)
    expect(heading(page)).to_have_text(re.compile("satisfait de l’accueil"))
    touch(page, welcome)
    expect(heading(page)).to_have_text(re.compile("répondu à vos attentes"))
    touch(page, expectations)
    expect(heading(page)).to_have_text("Merci, c’est fini")


def test_opinions_given_offline_arrive_once(tablet, open_browser):
    page = open_browser(viewport=TABLET)
    page.goto(tablet.address)
    expect(page.get_by_text("marche aussi sans réseau")).to_be_visible()
    page.context.set_offline(True)
    first = f"Organisme 0 {tablet.slug}"
    answer(page, first, "Oui", "Non")
    touch(page, "Personne suivante")
    page.reload()
    expect(page.get_by_text("un avis attend le réseau")).to_be_visible()
    answer(page, first, "Plutôt oui", "Plutôt oui")
    expect(page.get_by_text("2 avis attendent le réseau")).to_be_visible()
    assert tablet.counted() == "[]"

    page.context.set_offline(False)
    expect(page.get_by_text(re.compile("attend"))).to_have_count(0, timeout=30_000)
    page.reload()
    expect(heading(page)).to_have_text(re.compile("Avec qui"))
    assert tablet.counted() == "[(2, 1, 1, 1)]"
    assert page.context.cookies() == []


def test_report_counts_what_came_from_the_tablet(tablet, open_browser):
    page = open_browser(viewport=TABLET)
    page.goto(tablet.address)
    partner = f"Organisme 1 {tablet.slug}"
    answer(page, partner, "Oui", "Oui")
    expect(page.get_by_text(re.compile("attend"))).to_have_count(0, timeout=30_000)

    hands = Mouse(open_browser(viewport=TABLET))
    log_in(hands, COORDINATOR)
    hands.go(f"/points-visio/lieux/{tablet.place}/avis/")
    expect(hands.page.get_by_role("row").filter(has_text=partner)).to_have_text(re.compile(r"2\s*1\s*$"))
    hands.go("/points-visio/rapport/")
    partners = hands.page.get_by_role("region", name=re.compile("Entretiens par partenaire"))
    expect(partners.get_by_role("row").filter(has_text=partner).get_by_role("cell").first).to_have_text("2")


def test_what_somebody_began_is_nowhere(tablet, open_browser):
    page = open_browser(viewport=TABLET)
    page.clock.install()
    page.goto(tablet.address)
    touch(page, f"Organisme 1 {tablet.slug}")
    touch(page, "Plutôt non")
    assert "rather_no" not in page.evaluate(STORED)
    page.evaluate("setTimeout(() => history.back())")
    expect(heading(page)).to_have_text(re.compile("satisfait de l’accueil"))
    touch(page, "Plutôt non")
    page.clock.fast_forward(121_000)
    expect(page.get_by_role("alertdialog", name="Êtes-vous toujours là\u00a0?")).to_be_visible()
    page.clock.fast_forward(61_000)
    expect(heading(page)).to_have_text(re.compile("Avec qui"))
    assert tablet.counted() == "[]"


def test_thanks_give_way_to_the_next_person(tablet, open_browser):
    page = open_browser(viewport=TABLET)
    page.clock.install()
    page.goto(tablet.address)
    answer(page, f"Organisme 1 {tablet.slug}", "Oui", "Oui")
    page.clock.run_for(9_000)
    expect(heading(page)).to_have_text(re.compile("Avec qui"))


def test_team_leaves_its_account_to_open_the_tablet(tablet, open_browser):
    hands = Mouse(open_browser(viewport=TABLET))
    log_in(hands, ANIMATOR)
    hands.go(f"/points-visio/lieux/{tablet.place}/avis/")
    hands.press("button", "Me déconnecter et ouvrir la tablette")
    expect(heading(hands.page)).to_have_text(re.compile("Avec qui"))
    expect(hands.page.locator("[data-owner]")).to_have_count(0)
    hands.go("/compte/")
    expect(hands.page.get_by_role("heading", name="Se connecter")).to_be_visible()


def test_tablet_is_accessible_and_fits_a_telephone(tablet, open_browser):
    page = open_browser(viewport=PHONE)
    page.goto(tablet.address)
    for name in (None, f"Organisme 0 {tablet.slug}", "Oui", "Oui"):
        if name:
            touch(page, name)
        assert page_width(page) <= PHONE["width"]
        assert serious(Axe().run(page)) == []
    heights = page.evaluate("[...document.querySelectorAll('.opinion-answers button')].map((b) => b.offsetHeight)")
    assert all(height == 0 or height >= 64 for height in heights)
