"""An idea becomes a project, is decided, funded, run, closed; a visitor reads its story on the page of its chantier."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.browser.test_accessibility import serious

ANIMATOR, COORDINATOR = "animateur2@example.org", "coordination@example.org"
TITLE, CHANTIER = "Des ateliers au marché du jeudi", "/projets/chantiers/mediation-numerique/"
FUNDER = "Département de démonstration (fictif)"


def is_fit(hands: Mouse, viewport: dict = DESKTOP) -> bool:
    return (page_width(hands.page), serious(Axe().run(hands.page))) == (viewport["width"], [])


def propose(animator: Mouse) -> str:
    """Write the idea from a model, propose it; return its address."""
    animator.go("/projets/")
    animator.press("link", "Proposer un projet")
    animator.press("link", "Des ateliers dans une commune sans EPM")
    animator.write("Titre", TITLE)
    animator.press("button", "Noter cette idée")
    expect(animator.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert is_fit(animator, PHONE)
    animator.press("button", "Proposer ce projet")
    expect(animator.page.locator("main .state").first).to_have_text("Proposé")
    return animator.page.url


def decide_and_fund(coordinator: Mouse, project: str) -> None:
    coordinator.go(project)
    coordinator.press("button", "Décider ce projet")
    coordinator.press("link", "Son financement")
    coordinator.press("link", "Noter une ligne")
    coordinator.choose("Quoi", "Accordé")
    coordinator.choose("Financeur", FUNDER)
    coordinator.write("Montant, en euros", "1500")
    coordinator.date(coordinator.field("Le"), "2026-03-02")
    coordinator.press("button", "Noter cette ligne")
    expect(coordinator.page.get_by_role("main")).to_contain_text("1\u202f500\u00a0€")


def follow_a_figure(coordinator: Mouse, project: str) -> str:
    """Begin the project and follow a live figure; return its number, which its own page says too."""
    coordinator.go(project)
    coordinator.press("button", "Commencer ce projet")
    coordinator.press("link", "Ses indicateurs")
    coordinator.press("link", "Suivre un chiffre")
    coordinator.choose("Chiffre", "Ateliers animés")
    coordinator.write("Objectif", "40")
    coordinator.date(coordinator.field("Compté depuis le"), "2026-01-01")
    coordinator.press("button", "Suivre ce chiffre")
    row = coordinator.page.locator("main .rows li").first
    number = row.locator("strong").inner_text()
    coordinator.activate(row.get_by_role("link"))
    expect(coordinator.page.get_by_role("main")).to_contain_text(number)
    return number


def close(coordinator: Mouse, project: str, number: str) -> None:
    """Close the project, read its story again, publish it."""
    page = coordinator.page
    coordinator.go(project)
    coordinator.press("link", "Terminer ce projet")
    coordinator.write("Ce que cela a donné", "Quarante personnes sont venues, dont douze chaque jeudi.")
    assert is_fit(coordinator)
    coordinator.press("button", "Terminer et commencer le récit")
    coordinator.press("link", "Reprendre le récit")
    expect(page.get_by_role("main")).to_contain_text(f"Ateliers animés\u00a0: {number}")
    coordinator.press("button", "Envoyer en relecture")
    coordinator.go("/ressources/a-relire/")
    coordinator.press("link", TITLE)
    coordinator.press("button", "Publier la fiche")
    coordinator.go(project)
    expect(page.get_by_role("link", name="Lire le récit")).to_be_visible()


def test_idea_ends_as_a_story_that_a_visitor_reads(open_browser):
    animator, coordinator = Mouse(open_browser(viewport=PHONE)), Mouse(open_browser())
    visitor = Mouse(open_browser(viewport=PHONE))
    log_in(animator, ANIMATOR)
    log_in(coordinator, COORDINATOR)
    visitor.go(CHANTIER)
    expect(visitor.page.get_by_role("link", name=TITLE)).to_have_count(0)

    project = propose(animator)
    decide_and_fund(coordinator, project)
    close(coordinator, project, follow_a_figure(coordinator, project))

    visitor.go("/le-reseau/quatre-chantiers/")
    visitor.activate(visitor.page.get_by_role("link", name="Où en est ce chantier").last)
    assert is_fit(visitor, PHONE)
    visitor.press("link", TITLE)
    expect(visitor.page.get_by_role("main")).to_contain_text("Quarante personnes sont venues")
    expect(visitor.page.get_by_role("main")).not_to_contain_text("Ce récit est celui d’un projet")
    animator.go(visitor.page.url)
    expect(animator.page.get_by_role("main")).to_contain_text("Ce récit est celui d’un projet")
