"""Main journeys of three people, from the first page to the result, with the mouse and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import page_width
from tests.formation.ordinary_days import BEYOND_THE_DEMO, ordinary_day

# Two seconds on an idle machine; the suite keeps this one busy, and no test depends on timings.
MOST_TRIES = 30


@pytest.fixture
def unique(request):
    """A word that no other journey of this session uses."""
    return "souris" if "mouse" in request.node.name else "clavier"


def test_sheet_is_written_published_and_found(open_browser, hands, unique):
    title = f"Déchiffrer les étiquettes énergie avec {unique}"
    author = hands(open_browser())
    log_in(author, "animateur1@example.org")
    author.press("link", "Proposer une fiche")
    author.write("Titre", title)
    author.write("Objectif", "À la fin, chacun sait lire une étiquette énergie et comparer deux appareils.")
    author.write("Pour qui", "Adultes qui doivent remplacer un appareil")
    first = author.page.get_by_role("group", name="Étape 1", exact=True)
    author.write_in(first.get_by_label("Étape", exact=False).first, "Lire trois étiquettes")
    author.write_in(first.get_by_label("Minutes", exact=False), "45")
    author.write_in(
        first.get_by_label("Ce que fait la personne qui anime", exact=False),
        "Distribuez les étiquettes de lave-linges.",
    )
    author.press("button", "Envoyer en relecture")
    expect(author.page.get_by_role("main")).to_contain_text("En relecture")

    reviewer = hands(open_browser())
    log_in(reviewer, "territoire.cahors@example.org")  # the EPM of animateur1
    reviewer.press("link", "Relire les fiches")
    reviewer.press("link", title)
    reviewer.press("button", "Publier la fiche")
    expect(reviewer.page.get_by_role("status").filter(has_text="publiée")).to_be_visible()

    reader = hands(open_browser())
    log_in(reader, "animateur60@example.org")
    search(reader, f"étiquette énergétique déchiffrée {unique}", until=title)
    reader.press("link", title)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(title)


def search(hands, words: str, *, until: str) -> None:
    """Search for `words`, again until the worker has indexed the latest change."""
    hands.go("/recherche/")
    hands.write("Que cherchez-vous ?", words)
    hands.press("button", "Chercher")
    for _ in range(MOST_TRIES):
        hands.page.wait_for_url("**/recherche/?q=*")
        if hands.by_name("link", until).is_visible():
            return
        hands.page.wait_for_timeout(1_000)
        hands.page.reload()
    raise AssertionError(f"the search does not find « {until} »")


def test_session_is_opened_and_an_animator_enrols(open_browser, hands, unique):
    coordinator = hands(open_browser())
    log_in(coordinator, "coordination@example.org")
    day = ordinary_day(0 if unique == "souris" else 1, since=BEYOND_THE_DEMO)
    coordinator.go(f"/formation/plan/{day.year}/")
    count_before = planned_half_days(coordinator)
    coordinator.press("link", "Ouvrir une session")
    coordinator.choose("Formation", "Parentalité et écrans")
    coordinator.choose("EPM", "EPM de Cahors")
    coordinator.write("Places", "1")
    morning = coordinator.page.get_by_role("group", name="Demi-journée 1", exact=True)
    coordinator.date(morning.get_by_label("Date"), day.isoformat())
    coordinator.press("button", "Ouvrir la session")
    coordinator.page.wait_for_url(re.compile(r"/formation/sessions/\d+/$"))
    address = coordinator.page.url

    animator = hands(open_browser())
    log_in(animator, "animateur5@example.org")
    animator.go(address)
    expect(animator.page.get_by_role("main")).to_contain_text("Il reste 1\u00a0place")
    animator.press("button", "M’inscrire")
    expect(animator.page.get_by_role("main")).to_contain_text("Votre inscription est enregistrée")

    coordinator.go(f"/formation/plan/{day.year}/")
    assert planned_half_days(coordinator) == count_before + 1


def planned_half_days(hands) -> int:
    """Return the half-days planned in the year, from the plan's figures."""
    return int(hands.page.locator(".facts dd", has_text="prévue").inner_text().split()[0])


def test_learner_opens_their_record_with_a_card_on_a_phone(open_browser, hands, unique):
    animator = hands(open_browser())
    log_in(animator, "animateur1@example.org")
    animator.go("/b2i/livrets/nouveau/")
    animator.write("Prénom, ou pseudonyme", f"Colette {unique}")
    animator.check(animator.page.get_by_label("La personne a donné son accord"))
    animator.check(animator.page.get_by_label("Oui", exact=True))
    animator.press("button", "Ouvrir le livret")
    card = animator.page.locator(".learner-card .big-number")
    card.first.wait_for()
    number, secret = card.all_inner_texts()

    learner = hands(open_browser(viewport=PHONE))
    learner.go("/carte/")
    learner.write("Numéro de la carte", number)
    learner.write("Code secret", secret)
    learner.press("button", "Ouvrir mon livret")
    learner.page.wait_for_url("**/b2i/mon-livret/")
    learner.press("link", "Commencer")
    learner.press("button", "J’y arrive avec de l’aide")
    expect(learner.page.get_by_role("main")).to_contain_text("1 réponse sur 14")
    width = page_width(learner.page)
    assert width == PHONE["width"]
