"""A reader with ten minutes: favourite, collection, thanks, feedback, sharing; then without any script."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse

KEPT = "Gardée dans mes favoris : appuyer pour retirer la fiche"
FIRST = "/ressources/copier-et-retrouver-ses-fichiers-sur-une-cle-usb/"
SECOND = "/ressources/faire-l-affiche-d-une-fete-de-village/"  # by animateur1
# Each journey uses its own accounts: a favourite of one is not a favourite of the other.
ACCOUNTS = {Mouse: ("animateur70", "animateur71"), Keyboard: ("animateur72", "animateur73")}


def stays_on_its_page(hands) -> None:
    """Mark the page: a reload would remove the mark."""
    hands.page.evaluate("window.stayed = true")


def has_stayed(hands) -> bool:
    return hands.page.evaluate("window.stayed === true")


def put_in_collection(hands, address: str, title: str) -> None:
    hands.go(address)
    stays_on_its_page(hands)
    hands.press("link", "Collections : y mettre cette fiche")
    hands.write("Nouvelle collection", title)
    hands.press("button", "Créer")
    expect(hands.page.get_by_role("status").filter(has_text="est dans «")).to_be_visible()
    assert has_stayed(hands)


def test_sheet_is_kept_collected_thanked_and_its_author_answers(open_browser, hands):
    account, colleague = ACCOUNTS[hands]
    title = f"Ateliers d’automne de {account}"
    reader = hands(open_browser())
    log_in(reader, f"{account}@example.org")
    put_in_collection(reader, FIRST, title)
    reader.press("button", "Garder dans mes favoris")
    favourite_button = reader.by_name("button", "Gardée dans mes favoris : appuyer pour retirer la fiche")
    expect(favourite_button).to_be_focused()
    put_in_collection(reader, SECOND, title)
    reader.press("button", "Merci")
    expect(reader.page.get_by_role("main")).to_contain_text("avez dit merci.")
    assert has_stayed(reader)
    reader.press("link", "Écrire à l’auteur")
    reader.check(reader.page.get_by_label("Une erreur"))
    reader.write("Votre message", f"Le bouton a changé de nom, dit {account}.")
    reader.press("button", "Envoyer")
    expect(reader.page.get_by_role("status").filter(has_text="Votre message est parti")).to_be_visible()

    arrange_and_share(reader, title)
    link = reader.field("Lien de la collection").input_value()
    second_reader = hands(open_browser())
    second_reader.go(link)  # redirects to the login, then back
    second_reader.write("Adresse électronique", f"{colleague}@example.org")
    second_reader.write("Mot de passe", "demo-extranet")
    second_reader.press("button", "Se connecter")
    second_reader.press("button", "Copier dans mes collections")
    expect(second_reader.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(second_reader.page.locator("ol.rows h3")).to_have_text([re.compile("affiche"), re.compile("clé USB")])

    answer_feedback(hands(open_browser()), account)
    reader.go("/ressources/mes-retours/")
    expect(reader.page.get_by_role("main")).to_contain_text("C’est corrigé, merci.")


def arrange_and_share(reader, title: str) -> None:
    reader.go("/ressources/mes-favoris/")
    reader.press("link", title)
    reader.press("link", "Modifier, ranger")
    reader.page.wait_for_url("**/modifier/")
    stays_on_its_page(reader)
    first = reader.page.get_by_role("button", name=re.compile("^Descendre")).first
    reader.write_in(reader.page.locator("#ranger textarea").first, "À finir chez soi.")
    reader.activate(first)
    expect(reader.page.locator("#ranger h3").first).to_have_text("Faire l’affiche d’une fête de village")
    assert has_stayed(reader)
    expect(reader.page.locator("#ranger textarea").last).to_have_value("À finir chez soi.")
    # The focus has followed the sheet down.
    assert reader.page.evaluate("document.activeElement.id.startsWith('down-')")
    reader.press("button", "Enregistrer")
    reader.press("button", "Créer un lien")


def answer_feedback(author, account: str) -> None:
    log_in(author, "animateur1@example.org")
    author.go(SECOND)
    author.page.get_by_role("link", name=re.compile("Retours à traiter")).wait_for()
    author.activate(author.page.get_by_role("link", name=re.compile("Retours à traiter")))
    feedback = author.page.get_by_role("article").filter(has_text=f"dit {account}.")
    author.activate(feedback.get_by_text("Répondre", exact=True))
    author.write_in(feedback.get_by_label("Votre réponse"), "C’est corrigé, merci.")
    author.check(feedback.get_by_label("C’est traité : il n’y a plus rien à faire"))
    author.activate(feedback.get_by_role("button", name="Envoyer la réponse"))
    expect(author.page.get_by_role("status").filter(has_text="Votre réponse est partie")).to_be_visible()


def test_buttons_work_without_script_and_a_lost_network_is_shown(open_browser):
    scriptless_reader = Mouse(open_browser(viewport=PHONE, java_script_enabled=False))
    log_in(scriptless_reader, "animateur74@example.org")
    scriptless_reader.go(FIRST)
    scriptless_reader.press("button", "Garder dans mes favoris")
    scriptless_reader.press("link", "Collections : y mettre cette fiche")
    scriptless_reader.write("Nouvelle collection", "Sans script")
    scriptless_reader.press("button", "Créer")
    expect(scriptless_reader.by_name("link", "Collections (1) : y mettre cette fiche")).to_be_visible()
    expect(
        scriptless_reader.by_name("button", "Gardée dans mes favoris : appuyer pour retirer la fiche")
    ).to_be_visible()

    offline_reader = Mouse(open_browser())
    log_in(offline_reader, "animateur75@example.org")
    offline_reader.go(FIRST)
    offline_reader.page.context.set_offline(True)
    offline_reader.press("button", "Garder dans mes favoris")
    expect(offline_reader.page.get_by_role("status").filter(has_text="Le site ne répond pas")).to_be_visible()
    offline_reader.page.context.set_offline(False)
    offline_reader.press("button", "Garder dans mes favoris")
    expect(offline_reader.by_name("button", "Gardée dans mes favoris : appuyer pour retirer la fiche")).to_be_visible()


def test_expired_login_redirects_to_the_login_page(open_browser):
    reader = Mouse(open_browser())
    log_in(reader, "animateur76@example.org")
    reader.go(FIRST)
    reader.page.context.clear_cookies(name="sessionid")
    reader.press("button", "Garder dans mes favoris")
    reader.page.wait_for_url(re.compile(r"/connexion/\?next=.*copier-et-retrouver"))
