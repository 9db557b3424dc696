"""A workshop offline: ticked with the keyboard on the tablet, sent once; then a photo of the result."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width, wait_until
from tests.browser.test_accessibility import serious
from tests.reseau.documents.files.pictures import telephone_photo

ANIMATOR = "animateur91@example.org"
TABLET = {"width": 820, "height": 1180}
PREPARE = """
from django.utils import timezone
from b2i.models import Skill
from b2i.records.grids.services import open_group_session
from b2i.admission.registration.services import create_learner
from reseau.models import Member
member = Member.objects.get(email="{email}")
epm = member.main_position.epm
learners = [create_learner(first_name=name, epm=epm, created_by=member).learner for name in ("Anne", "Basile", "Colin")]
skills = Skill.objects.filter(code__in=["D1.1", "D1.2"], domain__framework__is_record_base=True)
session = open_group_session(epm=epm, date=timezone.localdate(), title="Clavier", skills=skills, learners=learners,
                             led_by=member)
open("{output}", "w").write(f"{{session.pk}};{{learners[0].pk}}")
"""
COUNT = """
from b2i.models import Evidence
lines = Evidence.objects.filter(group_session={session})
open("{output}", "w").write(f"{{lines.count()}};{{lines.standing().count()}}")
"""


class Workshop:
    """A grid of three people by two skills, and the data that the site has received."""

    def __init__(self, site, folder) -> None:
        self.site, self.output = site, folder / "output"
        self.session, self.learner = self.ask(PREPARE, email=ANIMATOR)
        self.path = f"/b2i/grille/{self.session}/"

    def ask(self, script: str, **facts) -> list[str]:
        self.site.manage("shell", "--verbosity", "0", "-c", script.format(output=self.output, **facts))
        return self.output.read_text().split(";")

    def lines(self) -> list[str]:
        """Return all the lines written, and the ones that stand."""
        return self.ask(COUNT, session=self.session)


@pytest.fixture
def workshop(site, tmp_path):
    return Workshop(site, tmp_path)


def on_tablet(open_browser, workshop) -> Page:
    hands = Mouse(open_browser(viewport=TABLET))
    log_in(hands, ANIMATOR)
    hands.go(workshop.path)
    is_cached = "caches.match(location.pathname).then((page) => Boolean(navigator.serviceWorker.controller && page))"
    wait_until(hands.page, is_cached)
    return hands.page


TITLES = {"D1.1": "Nommer les parties d’un ordinateur", "D1.2": "Ranger et retrouver un fichier"}


def box(page: Page, name: str, code: str):
    return page.get_by_role("checkbox", name=f"{name} {TITLES[code]}", exact=True)


def test_grid_without_network_is_sent_once(open_browser, workshop):
    page, entry_requests = on_tablet(open_browser, workshop), []
    assert serious(Axe().run(page)) == []
    queue_notice = page.locator("[data-queue]")

    page.context.set_offline(True)
    box(page, "Anne", "D1.1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(queue_notice).to_contain_text("Hors connexion. 3 notes sont gardées sur cette tablette")
    page.reload()
    for name, code in (("Anne", "D1.1"), ("Basile", "D1.1"), ("Basile", "D1.2")):
        expect(box(page, name, code)).to_be_checked()
    expect(box(page, "Colin", "D1.1")).not_to_be_checked()
    page.get_by_role("button", name=f"tous\u00a0: {TITLES['D1.2']}").click()
    expect(queue_notice).to_contain_text("5 notes sont gardées")
    assert workshop.lines() == ["0", "0"]

    page.on("request", lambda request: entry_requests.append(request) if "/entrees/" in request.url else None)
    page.context.set_offline(False)
    expect(queue_notice).to_be_hidden(timeout=30_000)
    expect(page.locator("[data-saved]")).to_be_visible()
    assert [len(request.post_data_json["entries"]) for request in entry_requests] == [5]
    assert workshop.lines() == ["5", "5"]

    box(page, "Anne", "D1.1").uncheck()
    expect(page.locator("[data-saved]")).to_be_visible()
    page.reload()
    expect(box(page, "Anne", "D1.1")).not_to_be_checked()
    assert workshop.lines() == ["5", "4"]
    assert serious(Axe().run(page)) == []


def test_phone_shows_one_skill_a_screen(open_browser, workshop):
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, ANIMATOR)
    hands.go(workshop.path)
    page = hands.page
    expect(page.get_by_role("status").filter(has_text="Compétence 1 sur 2")).to_be_visible()
    expect(box(page, "Anne", "D1.2")).to_be_hidden()
    page.get_by_role("button", name="Suivante").click()
    expect(box(page, "Anne", "D1.1")).to_be_hidden()
    page.get_by_text("Anne", exact=True).click()
    expect(box(page, "Anne", "D1.2")).to_be_checked()
    expect(page.locator("[data-saved]")).to_be_visible()
    assert workshop.lines() == ["1", "1"]
    assert page_width(page) <= PHONE["width"]
    assert serious(Axe().run(page)) == []


def test_phone_shows_all_skills_of_one_person(open_browser, workshop):
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, ANIMATOR)
    hands.go(workshop.path)
    page = hands.page
    page.get_by_role("button", name="Une personne, tout").click()
    expect(page.get_by_role("status").filter(has_text="Personne 1 sur 3")).to_be_visible()
    expect(box(page, "Basile", "D1.1")).to_be_hidden()
    page.locator("td:visible", has=box(page, "Anne", "D1.2")).click()
    expect(box(page, "Anne", "D1.2")).to_be_checked()
    page.get_by_role("button", name="Suivante").click()
    box(page, "Basile", "D1.1").check()
    expect(page.locator("[data-saved]")).to_be_visible()
    page.reload()
    expect(page.get_by_role("status").filter(has_text="Personne 1 sur 3")).to_be_visible()
    assert workshop.lines() == ["2", "2"]
    assert page_width(page) <= PHONE["width"]
    assert serious(Axe().run(page)) == []


def test_photo_of_the_result_is_added_on_a_phone(open_browser, workshop):
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, ANIMATOR)
    hands.go(f"/b2i/livrets/{workshop.learner}/")
    page = hands.page
    page.get_by_role("link", name="Environnement informatique").click()
    page.locator("#competence-d1-1").get_by_role("link", name="Noter un fait").click()
    page.get_by_label("Travail fini").check()
    expect(page.get_by_text("Joignez-le")).to_be_visible()
    expect(page.get_by_text("Racontez la dernière fois")).to_be_hidden()
    page.get_by_label("En atelier, sur un exercice").check()
    hands.write("La personne…", "A branché la souris")
    page.get_by_label("Sans aide").check()
    hands.unfold("Joindre une photo")
    photo = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": telephone_photo()}
    hands.field("Photo").set_input_files(photo)
    assert serious(Axe().run(page)) == []
    hands.press("button", "Enregistrer")
    expect(page.locator(".notice.success")).to_contain_text("C’est noté")
    image = page.locator("#competence-d1-1 img")
    image.scroll_into_view_if_needed()
    wait_until(page, "document.querySelector('#competence-d1-1 img').naturalWidth > 0")
    assert page_width(page) <= PHONE["width"]
    assert serious(Axe().run(page)) == []
