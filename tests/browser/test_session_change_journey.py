"""A session changes: the coordinator previews changes and notifications, goes back, saves; calendars follow."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse
from tests.browser.test_accessibility import serious
from tests.pages import COORDINATOR

NOTE = "La clé est à la mairie : demandez Odette."


def test_change_is_previewed_before_it_is_saved_and_calendars_follow(open_browser, keys):
    animator = Mouse(open_browser())
    log_in(animator, "animateur2@example.org")  # among the participants
    address = make_address(animator)
    coordinator = Keyboard(open_browser(viewport=PHONE))
    log_in(coordinator, COORDINATOR)

    change(coordinator, keys["session"])

    assert NOTE in read_calendar(open_browser(), address)
    animator.activate(animator.page.get_by_role("button", name=re.compile("^Révoquer")).first)
    expect(animator.page.get_by_role("status").filter(has_text="ne répond plus")).to_be_visible()
    assert open_browser().request.get(address).status == 404


def make_address(animator: Mouse) -> str:
    animator.go("/formation/mes-formations/")
    animator.press("link", "Suivre dans mon agenda")
    animator.activate(animator.page.get_by_role("button", name=re.compile("^Créer une adresse")).first)
    return animator.page.get_by_label(re.compile("^Adresse du calendrier")).first.input_value()


def change(coordinator: Keyboard, session: int) -> None:
    main = coordinator.page.get_by_role("main")
    coordinator.go(f"/formation/sessions/{session}/modifier/")
    coordinator.write("À savoir avant de venir", NOTE)
    coordinator.press("button", "Enregistrer les changements")
    expect(main).to_contain_text("Rien n’est encore enregistré.")
    expect(main).to_contain_text(NOTE)
    expect(main).to_contain_text("courriel qui met son agenda à jour")
    assert serious(Axe().run(coordinator.page)) == []
    coordinator.press("button", "Revenir au formulaire")
    expect(coordinator.field("À savoir avant de venir")).to_have_value(NOTE)
    coordinator.press("button", "Enregistrer les changements")
    coordinator.press("button", "Enregistrer et prévenir")
    expect(coordinator.page.get_by_role("status").filter(has_text="La session est modifiée.")).to_be_visible()
    coordinator.press("link", "Qui a reçu quoi")
    messages = main.get_by_role("listitem").filter(has_text=NOTE)
    expect(messages.filter(has_text="joint\u00a0: invitation.ics").first).to_be_visible()


def read_calendar(visitor: Page, address: str) -> str:
    """Return the text of the calendar, with unfolded lines."""
    return visitor.request.get(address).text().replace("\r\n ", "")
