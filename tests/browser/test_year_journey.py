"""A training year, from a need to the certificate that a visitor checks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, wait_until
from tests.formation.ordinary_days import BEYOND_THE_DEMO, ordinary_day

WANTING, FOLLOWING, TRAINER = 91, 92, 93
TITLE, TRAINING = "Parentalité et écrans", "/formation/parentalite-et-ecrans/"
NUMBER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
WHO = """
from reseau.models import Member
names = [Member.objects.get(email=f"animateur{{number}}@example.org").get_full_name() for number in {numbers}]
open("{output}", "w").write(",".join(names))
"""
# Time passes: the half-day becomes an evening of today that lasts all day, so that the journey works at any hour.
THE_DAY_COMES = """
import datetime
from django.utils import timezone
from formation.models import HalfDay, Occupancy
half_day = HalfDay.objects.get(session={session})
Occupancy.objects.filter(half_day=half_day).update(date=timezone.localdate(), part="evening")
half_day.date, half_day.part = timezone.localdate(), "evening"
half_day.start, half_day.end = datetime.time(0), datetime.time(23, 59)
half_day.save()
open("{output}", "w").write(str(half_day.pk))
"""


@pytest.fixture
def ask(site, tmp_path):
    """`ask(code)`: the output of a piece of code run on the site."""

    def call(code: str, **values) -> str:
        output = tmp_path / "output"
        site.manage("shell", "--verbosity", "0", "-c", code.format(output=output, **values))
        return output.read_text()

    return call


def log_in_browser(open_browser, number: int | None = None, **options) -> Mouse:
    browser = Mouse(open_browser(**options))
    log_in(browser, f"animateur{number}@example.org" if number else "coordination@example.org")
    return browser


def test_year_from_the_need_to_the_certificate(open_browser, ask):
    first_animator, second_animator = log_in_browser(open_browser, WANTING), log_in_browser(open_browser, FOLLOWING)
    _, name, trainer = ask(WHO, numbers=[WANTING, FOLLOWING, TRAINER]).split(",")

    say_need(first_animator)
    address = open_from_need(log_in_browser(open_browser), trainer)
    take_the_place_then_leave_it(first_animator, second_animator, address)
    take_what_is_offered(second_animator, address)
    half_day = ask(THE_DAY_COMES, session=re.search(r"\d+", address).group())
    attend_without_network(log_in_browser(open_browser, TRAINER), f"{address}emargement/{half_day}/", name)
    check_as_a_visitor(Mouse(open_browser(viewport=PHONE)), read_number(second_animator), name)


def say_need(first_animator: Mouse) -> None:
    first_animator.go(TRAINING)
    first_animator.activate(first_animator.page.get_by_role("button", name=re.compile("^Prévenez-moi")).first)
    expect(first_animator.page.get_by_role("main")).to_contain_text("Nous vous préviendrons dès qu’une date est fixée.")


def open_from_need(coordinator: Mouse, trainer: str) -> str:
    """Open a session with one place from a need; return its address."""
    coordinator.go("/formation/besoins/")
    coordinator.press("link", TITLE)
    coordinator.press("link", "Ouvrir une session")
    coordinator.choose("EPM", "EPM de Cahors")
    coordinator.write("Formation assurée par", trainer)
    coordinator.write("Places", "1")
    for number, day in ((1, ordinary_day(2, since=BEYOND_THE_DEMO).isoformat()), (2, "")):
        group = coordinator.page.get_by_role("group", name=f"Demi-journée {number}", exact=True)
        if group.count():
            coordinator.date(group.get_by_label("Date"), day)
    coordinator.press("button", "Ouvrir la session")
    coordinator.page.wait_for_url(re.compile(r"/formation/sessions/\d+/$"))
    return re.search(r"/formation/sessions/\d+/$", coordinator.page.url).group()


def take_the_place_then_leave_it(first_animator: Mouse, second_animator: Mouse, address: str) -> None:
    """The member with the need was notified first; the other one waits until they leave."""
    first_animator.go("/alertes/")
    expect(first_animator.page.get_by_role("main")).to_contain_text(TITLE)
    first_animator.go(address)
    first_animator.press("button", "M’inscrire")
    expect(first_animator.page.get_by_role("main")).to_contain_text("Votre inscription est enregistrée")
    second_animator.go(address)
    second_animator.press("button", "M’inscrire sur la liste d’attente")
    expect(second_animator.page.get_by_role("main")).to_contain_text("vous êtes en tête de la liste d’attente")
    first_animator.unfold("Libérer ma place")
    first_animator.press("button", "Oui, libérer ma place")
    expect(first_animator.page.get_by_role("status").filter(has_text="Merci d’avoir libéré la place")).to_be_visible()


def take_what_is_offered(second_animator: Mouse, address: str) -> None:
    second_animator.go(address)
    expect(second_animator.page.get_by_role("main")).to_contain_text("Une place s’est libérée")
    second_animator.press("button", "Prendre la place")
    expect(second_animator.page.get_by_role("main")).to_contain_text("Votre inscription est enregistrée")


def attend_without_network(trainer: Mouse, sheet: str, name: str) -> None:
    """Record presence offline; the sheet is signed and closed once the network is back."""
    page = trainer.page
    trainer.go(sheet)
    wait_until(page, "caches.match(location.pathname).then((page) => Boolean(page))")
    page.context.set_offline(True)
    page.locator("#lignes li").filter(has_text=name).get_by_role("checkbox").check()
    expect(page.locator("[data-queue]")).to_contain_text("Une note est gardée")
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_be_hidden(timeout=30_000)
    page.get_by_role("button", name="Signer et clore").click()
    page.get_by_label("Ou écrivez votre nom").fill("Signe au clavier")
    page.get_by_role("button", name="Valider").click()
    expect(page.locator(".notice.success b")).to_have_text("Émargement clos")


def read_number(second_animator: Mouse) -> str:
    """Read the number of the certificate on the member's own training record."""
    second_animator.go("/formation/mes-formations/")
    expect(second_animator.page.get_by_role("main")).to_contain_text(NUMBER)
    return NUMBER.search(second_animator.page.get_by_role("main").inner_text()).group()


def check_as_a_visitor(visitor: Mouse, number: str, name: str) -> None:
    visitor.go("/attestations/")
    visitor.write_in(visitor.page.get_by_role("main").get_by_role("textbox").first, number.lower().replace("-", " "))
    visitor.page.get_by_role("main").get_by_role("button").first.click()
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("Attestation valable")
    expect(main).to_contain_text(TITLE)
    assert name.split(" ", 1)[0][0] in main.inner_text()
