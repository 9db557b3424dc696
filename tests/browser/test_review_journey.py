"""A sheet in review: sent, taken, remarked upon beside a step, corrected on a phone, published."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse

TITLE = "Lire une facture d’eau"


def step(page: Page, rank: int):
    return page.get_by_role("group", name=f"Étape {rank}", exact=True)


def test_review_with_requested_changes(open_browser):
    author, reviewer = Mouse(open_browser(viewport=PHONE)), Keyboard(open_browser())
    log_in(author, "animateur1@example.org")
    log_in(reviewer, "territoire.cahors@example.org")  # the EPM of animateur1
    send(author)

    take_and_ask_for_changes(reviewer)

    author.go("/ressources/mes-fiches/")
    author.press("link", "Lire la remarque (1)")
    expect(author.page.get_by_role("main")).to_contain_text("demande des modifications")
    author.write_in(
        step(author.page, 1).get_by_label("Ce que fait la personne qui anime"), "Distribuez une facture en papier."
    )
    thread = step(author.page, 1).locator(".remark")
    author.activate(thread.locator("summary"))
    author.write_in(thread.get_by_label("Votre réponse"), "J’en apporte une.")
    author.activate(thread.get_by_role("button", name="Envoyer ma réponse"))
    expect(step(author.page, 1).locator(".answer")).to_contain_text("J’en apporte une.")
    author.activate(step(author.page, 1).get_by_role("button", name="C’est fait"))
    expect(step(author.page, 1).locator(".remark")).to_have_count(0)
    # Repeated if the next page was not there yet.
    author.page.wait_for_function("width => document.documentElement?.scrollWidth === width", arg=PHONE["width"])
    expect(step(author.page, 1).get_by_label("Ce que fait la personne qui anime")).to_have_value(
        "Distribuez une facture en papier."
    )
    author.press("button", "Envoyer en relecture")
    expect(author.page.get_by_role("listitem").filter(has_text=TITLE)).to_contain_text("s’en occupe depuis le")

    reviewer.go("/ressources/a-relire/?qui=moi")
    reviewer.press("link", TITLE)
    expect(reviewer.page.locator("#steps-0")).to_contain_text("Distribuez une facture en papier.")
    expect(reviewer.page.locator("#steps-0 .remark")).to_contain_text("J’en apporte une.")
    reviewer.press("button", "Publier la fiche")
    expect(reviewer.page.get_by_role("status").filter(has_text="publiée")).to_be_visible()


def send(author: Mouse) -> None:
    author.go("/ressources/proposer/")
    author.write("Titre", TITLE)
    author.write("Objectif", "À la fin, chacun trouve le prix du mètre cube.")
    author.write("Pour qui", "Adultes qui reçoivent leurs factures en ligne")
    author.write_in(step(author.page, 1).get_by_label("Titre de l’étape"), "Trouver le total")
    author.write_in(step(author.page, 1).get_by_label("Minutes"), "45")
    author.write_in(
        step(author.page, 1).get_by_label("Ce que fait la personne qui anime"), "Montrez une facture à l’écran."
    )
    author.press("button", "Envoyer en relecture")
    expect(author.page.get_by_role("listitem").filter(has_text=TITLE)).to_contain_text("Personne ne l’a encore prise")


def take_and_ask_for_changes(reviewer: Keyboard) -> None:
    reviewer.go("/ressources/a-relire/")
    reviewer.press("button", f"Je m’en occupe\u00a0: {TITLE}")
    expect(reviewer.page.get_by_role("main")).to_contain_text("Vous vous en occupez")
    section = reviewer.page.locator("#steps-0")
    reviewer.activate(section.locator("summary"))
    reviewer.write_in(section.get_by_role("textbox"), "Et si la facture est sur papier ?")
    reviewer.write("Votre message à l’auteur", "Très utile. Une remarque sur l’étape.")
    # The decision sends the remark, typed beside the step and not sent yet.
    reviewer.press("button", "Demander des modifications")
    reviewer.page.get_by_text("Votre demande est envoyée").wait_for()
