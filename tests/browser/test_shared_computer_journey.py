"""One computer, several people in turn: nobody finds, reads or sends anything of the one before."""

import datetime
import sqlite3

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import CHROMIUM, CHROMIUM_OPTIONS, log_in
from tests.browser.hands import Mouse, wait_until

ANIMATOR, COORDINATOR = "animateur1@example.org", "coordination@example.org"
CARD, SECRET = "46-0001", "2580"
NOTE_RETURN = "addEventListener('pageshow', ({ persisted }) => { if (persisted) sessionStorage.setItem('whole', '1') })"
TITLE, NAME = "Numériser une lettre ancienne", "Poste 9, côté jardin"
TWO_HOURS, A_MINUTE = datetime.timedelta(hours=2), datetime.timedelta(minutes=1)


@pytest.fixture
def remembering_page(playwright, site, console):
    """A page of a browser that gives pages back whole from its history, as people's browsers do; tests turn it off."""
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=CHROMIUM_OPTIONS, ignore_default_args=["--disable-back-forward-cache"]
    )
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    context.add_init_script(NOTE_RETURN)
    yield console.watch(context).new_page()
    browser.close()


def go_back(page: Page) -> None:
    page.evaluate("setTimeout(() => history.back())")


def leave(page: Page) -> None:
    page.locator("[popovertarget=mon-compte]").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()


def test_page_of_a_learner_does_not_come_back_after_they_left(remembering_page):
    page, person = remembering_page, Mouse(remembering_page)

    # The cache of the history is on: the page of a visitor comes back whole.
    person.go("/attestations/")
    person.go("/contact/")
    go_back(page)
    expect(page.get_by_role("heading", name="Vérifier une attestation")).to_be_visible()
    wait_until(page, "sessionStorage.getItem('whole') === '1'")

    person.go("/carte/")
    person.write("Numéro de la carte", CARD)
    person.write("Code secret", SECRET)
    person.press("button", "Ouvrir mon livret")
    name = page.get_by_role("heading", level=1).inner_text()
    person.go("/b2i/mon-livret/parties/D1/")
    leave(page)

    go_back(page)
    expect(page.get_by_role("heading", name="Ouvrir mon livret", level=1)).to_be_visible()
    texts = page.content()
    assert (name in texts, CARD in texts, "data-owner" in texts) == (False, False, False)


def make_older(site, account: str, age: datetime.timedelta) -> None:
    """Let so much time pass on the site since the person was last there."""
    moment = datetime.datetime.now(datetime.UTC) - age
    with sqlite3.connect(site.environment["DATABASE_URL"].removeprefix("sqlite:///"), timeout=20) as database:
        database.execute(
            "UPDATE reseau_connection SET last_used = ? "
            "WHERE member_id = (SELECT id FROM reseau_member WHERE email = ?)",
            (moment.strftime("%Y-%m-%d %H:%M:%S.%f"), account),
        )
    database.close()


def pass_time(page: Page, site, account: str, age: datetime.timedelta) -> None:
    """Let time pass without anybody, on the site and in the page."""
    make_older(site, account, age)
    page.clock.fast_forward(int(age.total_seconds() * 1000))


def test_connection_warns_closes_and_keeps_what_is_typed_for_its_person(open_browser, site):
    person = Mouse(open_browser())
    page, computers = person.page, "/annuaire/cahors/ordinateurs/"
    page.clock.install()
    log_in(person, ANIMATOR)
    person.go(computers)
    warning = page.get_by_role("alertdialog", name="Êtes-vous encore là\u00a0?")

    pass_time(page, site, ANIMATOR, TWO_HOURS - A_MINUTE)
    expect(warning).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/connexion/encore/" in answer.url):
        warning.get_by_role("button", name="Je suis encore là").click()
    expect(warning).to_be_hidden()

    person.write("Nom de l’ordinateur", NAME)
    pass_time(page, site, ANIMATOR, TWO_HOURS)
    page.wait_for_url("**/connexion/?acces=repos**")
    expect(page.get_by_text("Votre connexion s’est fermée")).to_be_visible()

    # The next person, in the same tab.
    log_in(person, COORDINATOR)
    person.go(computers)
    expect(person.field("Nom de l’ordinateur")).to_have_value("")
    leave(page)

    log_in(person, ANIMATOR)
    person.go(computers)
    expect(person.field("Nom de l’ordinateur")).to_have_value(NAME)
    expect(page.get_by_text("Nous avons remis ce que vous aviez commencé à écrire.")).to_be_visible()


def places(page: Page, prefix: str) -> list[str]:
    return page.evaluate("prefix => Object.keys(localStorage).filter((key) => key.startsWith(prefix))", prefix)


def test_unsent_work_waits_for_its_person_and_is_closed_to_the_next(open_browser):
    person = Mouse(open_browser())
    page, questions, sent = person.page, [], []
    page.on("dialog", lambda dialog: accept(dialog, questions))
    page.on("request", lambda request: sent.append(request.url) if "/fiches/garder/" in request.url else None)
    log_in(person, ANIMATOR)
    person.go("/ressources/proposer/")
    page.route("**/fiches/garder/**", lambda route: route.abort())
    person.write("Titre", TITLE)
    expect(page.locator("[data-keeping]")).to_contain_text("Hors connexion")

    leave(page)
    assert ["à votre nom" in question for question in questions] == [True]
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert (places(page, "texte:"), len(places(page, "scelle:"))) == ([], 1)
    assert (TITLE in kept, "num" in kept.lower()) == (False, False)

    page.unroute("**/fiches/garder/**")
    sent.clear()
    log_in(person, COORDINATOR)
    person.go("/ressources/proposer/")
    expect(person.field("Titre")).to_have_value("")
    assert (sent, len(places(page, "scelle:"))) == ([], 1)
    leave(page)

    log_in(person, ANIMATOR)
    wait_until(page, "Object.keys(localStorage).every((key) => !/^(texte|scelle):/.test(key))")
    person.go("/ressources/proposer/")
    expect(person.field("Titre")).to_have_value(TITLE)


def accept(dialog: Dialog, questions: list[str]) -> None:
    questions.append(dialog.message)
    dialog.accept()
