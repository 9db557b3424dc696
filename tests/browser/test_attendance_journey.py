"""A half-day without network: signed on the tablet, from telephones, by name; sent once, then closed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, PHONE, log_in
from tests.browser.hands import Mouse, wait_until
from tests.browser.test_accessibility import serious

TRAINER, SCANNER = "animateur80@example.org", "animateur84@example.org"
TABLET = {"width": 820, "height": 1180}
# An evening that lasts all day, so that the journey works at any hour; nobody of the demo is busy then.
PREPARE = """
import datetime
from django.utils import timezone
from formation.proof.attendance.rotating_codes import code_for
from formation.models import Enrolment, HalfDay, Session, SessionTrainer, TrainingPage
from reseau.models import EPM, Member
def member(number): return Member.objects.get(email=f"animateur{{number}}@example.org")
session = Session.objects.create(training=TrainingPage.objects.first(), epm=EPM.objects.first(), capacity=8)
half_day = HalfDay.objects.create(session=session, date=timezone.localdate(), part="evening",
                                  start=datetime.time(0), end=datetime.time(23, 59))
SessionTrainer.objects.create(session=session, member=member(80), is_lead=True)
for number in range(81, 86):
    Enrolment.objects.create(session=session, member=member(number), status="confirmed")
names = ",".join(member(number).get_full_name() for number in range(81, 87))
open("{output}", "w").write(f"{{session.pk}};{{half_day.pk}};{{names}}")
"""


class Evening:
    """The half-day, five enrolled participants, and one person who is not enrolled."""

    def __init__(self, site, folder) -> None:
        output = folder / "output"
        site.manage("shell", "--verbosity", "0", "-c", PREPARE.format(output=output))
        self.session, self.half_day, names = output.read_text().split(";")
        self.names = names.split(",")
        self.path = f"/formation/sessions/{self.session}/emargement/{self.half_day}/"
        self.site, self.output = site, output

    def code(self) -> str:
        """Return the code that the screen shows now."""
        code = (
            "from formation.proof.attendance.rotating_codes import code_for; "
            f"open('{self.output}', 'w').write(code_for({self.half_day}))"
        )
        self.site.manage("shell", "--verbosity", "0", "-c", code)
        return self.output.read_text()


@pytest.fixture
def evening(site, tmp_path):
    return Evening(site, tmp_path)


def on_tablet(open_browser, evening) -> Page:
    """The sheet, open on the trainer's tablet and cached for offline use."""
    hands = Mouse(open_browser(viewport=TABLET))
    log_in(hands, TRAINER)
    hands.go(evening.path)
    is_cached = "caches.match(location.pathname).then((page) => Boolean(navigator.serviceWorker.controller && page))"
    wait_until(hands.page, is_cached)
    return hands.page


def row(page: Page, name: str):
    return page.locator("#lignes li").filter(has_text=name)


def sign(page: Page, name: str, *, typed_name: str = "") -> None:
    """Sign with the finger, or by typing the name with the keyboard alone."""
    button = row(page, name).get_by_role("button")
    if typed_name:
        button.press("Enter")
        page.get_by_label("Ou écrivez votre nom").press_sequentially(typed_name)
        page.keyboard.press("Enter")
    else:
        button.click()
        draw(page)
        page.get_by_role("button", name="Valider").click()


def draw(page: Page) -> None:
    frame = page.locator("canvas").bounding_box()
    page.mouse.move(frame["x"] + 60, frame["y"] + 60)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(frame["x"] + 70 + 30 * step, frame["y"] + 60 + 40 * (step % 2))
    page.mouse.up()


def fill_without_network(page: Page, evening) -> None:
    """Record three enrolled participants and another person; the tablet is restarted in between."""
    drawn_name, signed_name, ticked, _, _, late_name = evening.names
    queue_notice = page.locator("[data-queue]")
    sign(page, drawn_name)
    sign(page, signed_name, typed_name="signe au clavier")
    row(page, ticked).get_by_role("checkbox").check()
    expect(queue_notice).to_contain_text("Hors connexion. 3 notes sont gardées sur cette tablette")
    page.reload()
    expect(row(page, drawn_name)).to_contain_text("présence, signature")
    expect(row(page, ticked).get_by_role("checkbox")).to_be_checked()
    page.get_by_label("Nom du membre, de son EPM").fill(late_name)
    page.get_by_role("button", name="Chercher").last.click()
    page.get_by_label("Ou écrivez votre nom").fill(late_name)
    page.get_by_role("button", name="Valider").click()
    expect(queue_notice).to_contain_text("4 notes sont gardées")
    expect(page.locator("[data-count]")).to_have_text("4\u00a0présences sur 6")


def scan(telephone: Page, evening) -> None:
    """Follow the code through the login to a button, then read the confirmation."""
    telephone.goto(f"/formation/presence/{evening.code()}/")
    log_in_again(telephone, SCANNER)
    telephone.get_by_role("button", name="Je suis là").click()
    expect(telephone.locator(".panel.done")).to_contain_text(f"Votre présence est notée\u00a0: {evening.names[3]}")
    assert serious(Axe().run(telephone)) == []


def log_in_again(page: Page, email: str) -> None:
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe").first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter", exact=True).click()


def test_half_day_without_network_is_sent_once_then_closed(open_browser, evening):
    page, entry_requests = on_tablet(open_browser, evening), []
    page.context.set_offline(True)
    fill_without_network(page, evening)

    page.on("request", lambda request: entry_requests.append(request) if "/entrees/" in request.url else None)
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_be_hidden(timeout=30_000)
    expect(row(page, evening.names[5])).to_contain_text("Présence\u00a0: signature")
    assert [len(request.post_data_json["entries"]) for request in entry_requests] == [4]
    page.reload()
    expect(page.locator("#lignes li")).to_have_count(6)
    expect(page.locator("[data-count]")).to_have_text("4\u00a0présences sur 6")
    assert serious(Axe().run(page)) == []

    scan(open_browser(viewport=PHONE), evening)
    page.reload()
    expect(row(page, evening.names[3])).to_contain_text("code QR")
    page.get_by_role("button", name="Signer et clore").click()
    assert serious(Axe().run(page)) == []
    draw(page)
    page.get_by_role("button", name="Valider").click()
    expect(page.locator(".notice.success b")).to_have_text("Émargement clos")
    expect(page.get_by_text("5\u00a0présences sur 6")).to_be_visible()
    assert serious(Axe().run(page)) == []


def test_nothing_is_lost_when_the_login_expires_or_the_sheet_is_closed_meanwhile(open_browser, evening):
    first, second = evening.names[:2]
    page = on_tablet(open_browser, evening)
    queue_notice = page.locator("[data-queue]")

    page.context.clear_cookies(name="sessionid")
    row(page, first).get_by_role("checkbox").check()
    expect(queue_notice).to_contain_text("Votre connexion au site a expiré. Une note est gardée sur cette tablette.")
    page.get_by_role("link", name="Reconnectez-vous").click()
    log_in_again(page, TRAINER)
    expect(row(page, first)).to_contain_text("Présence\u00a0: cochée")

    page.context.set_offline(True)
    row(page, second).get_by_role("checkbox").check()
    expect(queue_notice).to_contain_text("Une note est gardée")
    office = Mouse(open_browser())
    log_in(office, "coordination@example.org")
    office.go(evening.path)
    office.press("button", "Signer et clore")
    office.page.get_by_label("Ou écrivez votre nom").fill("La coordination")
    office.page.get_by_role("button", name="Valider").click()
    expect(office.page.locator(".notice.success b")).to_have_text("Émargement clos")

    page.context.set_offline(False)
    refusal = page.locator("[data-refused]")
    expect(refusal).to_contain_text("L’émargement de cette demi-journée est déjà clos.", timeout=30_000)
    expect(refusal).to_contain_text("C’est gardé sur cette tablette.")
    page.reload()
    expect(page.locator(".notice.success b")).to_have_text("Émargement clos")
    expect(refusal).to_contain_text(second)
    assert serious(Axe().run(page)) == []


# The line is slow: the page does not hear back what the sheet has now, until `answer` is called.
HOLD_THE_SHEET = """() => {
  const ask = window.fetch;
  window.fetch = (address, options) => address === location.pathname
    ? new Promise((resolve) => { window.answer = () => resolve(ask(address, options)); }) : ask(address, options);
}"""


def test_tick_just_sent_stays_until_the_page_hears_of_it(open_browser, evening):
    page = on_tablet(open_browser, evening)
    box = row(page, evening.names[2]).get_by_role("checkbox")
    page.evaluate(HOLD_THE_SHEET)

    with page.expect_response("**/entrees/"):
        box.check()
    wait_until(page, "Boolean(window.answer)")  # the site has written the tick, and its sheet is on the way
    expect(page.locator("[data-queue]")).to_be_hidden()
    expect(box).to_be_checked()
    expect(page.locator("[data-count]")).to_have_text("1\u00a0présence sur 5")
    expect(row(page, evening.names[2])).to_have_text(re.compile(r"présence, cochée, \d+\sh\s\d\d\s*"))
    page.get_by_role("button", name="Signer et clore").click()
    expect(page.get_by_label("Ou écrivez votre nom")).to_be_visible()
    page.get_by_role("button", name="Annuler").click()

    page.evaluate("window.answer()")
    expect(row(page, evening.names[2])).to_contain_text("Présence\u00a0: cochée")
    expect(box).to_be_checked()
