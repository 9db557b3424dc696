"""Boards: a number and its list, a session dragged to another month, a failed search that becomes a sheet."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse


def test_number_of_the_board_is_that_of_its_list(hands, open_browser):
    coordinator = hands(open_browser())
    log_in(coordinator, "coordination@example.org")
    coordinator.go("/pilotage/")
    number = coordinator.page.get_by_role("main").get_by_role("link", name="personnes jamais formées")
    words = number.inner_text()

    coordinator.activate(number)

    expect(coordinator.page.get_by_role("heading", level=1)).to_have_text(words)


def test_dragged_session_opens_its_form_in_the_other_month(open_browser):
    coordinator = Mouse(open_browser())
    log_in(coordinator, "coordination@example.org")
    coordinator.go("/formation/plan/")
    session = coordinator.page.locator("[data-move]").first
    # Left in the same line, the cell of the month before or after.
    line = coordinator.page.locator(".board tbody tr").filter(has=session)
    cells = line.locator("td")
    source = session.evaluate("slot => slot.closest('td').cellIndex")
    target = source - 1 if source > 1 else source + 1

    session.drag_to(cells.nth(target - 1))

    coordinator.page.wait_for_url(re.compile(rf"/modifier/\?vers=\d{{4}}-{target:02d}$"))
    expect(coordinator.page.get_by_role("heading", level=1)).to_have_text("Modifier la session")


def test_failed_search_becomes_the_draft_of_an_animator(open_browser):
    coordinator = Mouse(open_browser())
    log_in(coordinator, "coordination@example.org")
    coordinator.go("/recherche/sans-reponse/?etat=rien-trouve")
    coordinator.activate(coordinator.page.get_by_role("button", name=re.compile("Demander une fiche.*vinted")))
    expect(coordinator.page.locator(".notice.success")).to_contain_text(re.compile("La fiche .*Vinted.* est demandée"))

    animator = Mouse(open_browser())
    log_in(animator, "animateur95@example.org")
    animator.activate(animator.page.get_by_role("link", name=re.compile("fiches demandées par le réseau")))
    animator.activate(animator.page.get_by_role("button", name=re.compile("Je l’écris.*: Vinted$")))
    expect(animator.page.get_by_label("Titre", exact=False).first).to_have_value("Vinted")
