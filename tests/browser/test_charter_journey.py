"""The quality charter of a place: answered on a phone, visited by a peer from elsewhere, granted, read by anybody."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.browser.test_accessibility import serious

TEAM, VISITOR, COORDINATION = "animateur1@example.org", "animateur7@example.org", "coordination@example.org"
TERRITORY = "territoire.cahors@example.org"
PLACE, CHARTER = "/qualite/lieux/cahors/", "Charte nationale de qualité des relais de services publics"
AXES = 5


def reader(open_browser, account: str, path: str) -> Mouse:
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, account)
    hands.go(path)
    return hands


def submit_file(team: Mouse) -> str:
    """Answer every criterion of the second charter, leave in the middle, come back; return the address of the file."""
    page = team.page
    team.activate(page.get_by_role("button", name=f"Commencer\u00a0: {CHARTER}"))
    team.check(page.get_by_label("Oui"))
    page.locator("textarea").first.fill("Ouvert dix-huit heures par semaine.")
    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")
    assert (page_width(page), serious(Axe().run(page))) == (PHONE["width"], [])
    page.reload()
    expect(page.locator("textarea").first).to_have_value("Ouvert dix-huit heures par semaine.")
    for rank in range(1, AXES + 1):
        page.get_by_label("Oui").check()
        team.activate(page.locator("button[value=suite], button[value=dossier]"))
        expect(page.locator(".notice.success")).to_contain_text("C’est enregistré")
        assert rank == AXES or page.url.endswith(f"/axes/{rank + 1}/")
    team.press("link", "Envoyer le dossier")
    team.press("button", "Envoyer le dossier")
    expect(page.locator(".notice.success")).to_contain_text("Le dossier est envoyé")
    return page.url


def test_place_assesses_itself_on_a_phone_is_visited_and_gets_its_label(open_browser):
    file = submit_file(reader(open_browser, TEAM, PLACE))

    watcher = reader(open_browser, TERRITORY, file)
    watcher.press("link", "Choisir qui visite")
    watcher.write("Qui visite", "Malika Ricard")
    watcher.date(watcher.field("Jour"), watcher.page.evaluate("new Date().toLocaleDateString('sv')"))
    watcher.press("button", "Prévoir la visite")
    expect(watcher.page.locator(".notice.success")).to_contain_text("Malika Ricard")

    visitor = reader(open_browser, VISITOR, "/qualite/")
    visitor.activate(visitor.page.get_by_role("link", name="Vous visitez l’EPM de Cahors"))
    visitor.press("link", "Écrire ce que j’ai vu")
    for answer in visitor.page.get_by_label("Vu", exact=True).all():
        answer.check()
    visitor.write("Ce que vous retenez", "On entre, on est reçu.")
    assert (page_width(visitor.page), serious(Axe().run(visitor.page))) == (PHONE["width"], [])
    visitor.press("button", "Rendre la visite")
    expect(visitor.page.locator(".notice.success")).to_contain_text("La visite est rendue")

    coordination = reader(open_browser, COORDINATION, file)
    coordination.press("link", "Décider")
    coordination.check(coordination.page.get_by_label("Label accordé"))
    coordination.press("button", "Décider")
    expect(coordination.page.locator(".notice.success")).to_contain_text("Label accordé")

    anybody = Mouse(open_browser(viewport=PHONE))
    anybody.go("/annuaire/cahors/")
    badge = anybody.page.locator("p.label").filter(has_text=CHARTER)
    expect(badge).to_contain_text("label accordé")
    anybody.activate(badge.locator("xpath=following-sibling::p[1]").get_by_role("link", name="Vérifier le label"))
    expect(anybody.page.get_by_role("heading", name="Label en cours")).to_be_visible()
    expect(anybody.page.get_by_role("main")).to_contain_text("EPM de Cahors")
