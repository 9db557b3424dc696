"""From a need to a session: a member adds it, another supports it, the coordinator opens the session."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse

TRAINING = "Accessibilité numérique"


def test_need_becomes_a_session_and_its_supporters_are_notified(open_browser):
    animator = Mouse(open_browser(viewport=PHONE))
    log_in(animator, "animateur90@example.org")
    animator.go("/formation/besoins/")
    animator.choose("Ou une formation du catalogue", TRAINING)
    animator.press("button", "Dire ce besoin")
    expect(animator.page.get_by_text("C’est noté. Nous vous préviendrons dès qu’une date est fixée.")).to_be_visible()
    animator.check(animator.page.get_by_label("jeudi"))
    animator.press("button", "Enregistrer mes préférences")

    colleague = Mouse(open_browser())
    log_in(colleague, "animateur91@example.org")
    colleague.go("/formation/besoins/")
    colleague.activate(colleague.page.get_by_role("button", name=f"Moi aussi : {TRAINING}"))
    expect(colleague.page.get_by_text("Votre voix est comptée.")).to_be_visible()

    coordinator = Mouse(open_browser())
    log_in(coordinator, "coordination@example.org")
    coordinator.go("/formation/besoins/")
    coordinator.activate(coordinator.page.get_by_role("link", name=TRAINING).first)
    coordinator.press("link", "Trouver une date")
    proposals = coordinator.page.locator(".proposals > li")
    expect(proposals).to_have_count(8)
    expect(proposals.first).to_contain_text("km de route en moyenne pour les 2 qui l’attendent")
    coordinator.activate(proposals.first.get_by_role("link"))
    coordinator.press("button", "Ouvrir la session")
    reason, opened = coordinator.page.locator("#id_anyway"), coordinator.page.locator(".notice.success")
    expect(reason.or_(opened)).to_be_visible()
    if reason.count():  # the best date may breach a soft rule, depending on the year
        reason.fill("La seule salle libre à cette période")
        coordinator.press("button", "Ouvrir la session")
    expect(opened).to_contain_text("La session est ouverte")

    for person in (animator, colleague):
        person.go("/alertes/")
        expect(person.page.get_by_role("main")).to_contain_text(f"Vous l’attendiez : {TRAINING}")


def test_need_of_a_territory_gets_dates_in_that_territory(open_browser):
    coordinator = Mouse(open_browser())
    log_in(coordinator, "coordination@example.org")
    coordinator.go("/")
    need = coordinator.page.get_by_role("listitem").filter(has_text="Ouvrir une session ?").first
    territory = re.search(r"du territoire (de \w+)", need.inner_text())[1]
    coordinator.activate(need.get_by_role("link"))
    coordinator.press("link", "Trouver une date")
    main, proposals = coordinator.page.get_by_role("main"), coordinator.page.locator(".proposals > li")
    expect(main).to_contain_text(f"personnes du territoire {territory} attendent cette formation")
    for rank in range(3):
        expect(proposals.nth(rank)).to_contain_text(f"Dans le territoire {territory}, celui où sont les")
    assert len(set(proposals.get_by_role("heading").all_text_contents())) == 8
