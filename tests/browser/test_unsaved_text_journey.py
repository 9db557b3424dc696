"""A page with two forms that hold texts: one is not sent without the other unless the person agrees."""

from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse, wait_until

FORMS = "form[data-keep^=reponse-]"
TEXT, OTHER_TEXT = "Merci, je corrige cette semaine.", "Oui, sur un téléphone aussi."


def test_text_of_another_form_is_asked_about(open_browser):
    reader, animator = Mouse(open_browser()), Mouse(open_browser())
    log_in(reader, "animateur2@example.org")
    reader.go("/ressources/acheter-en-ligne-sans-crainte-ni-mauvaise-surprise/")
    reader.press("link", "Écrire à l’auteur")
    reader.check(reader.page.get_by_label("Une idée"))
    reader.write("Votre message", "Et avec un téléphone ?")
    reader.press("button", "Envoyer")

    page, questions = animator.page, []
    page.on("dialog", lambda dialog: answer_no(dialog, questions))
    log_in(animator, "animateur1@example.org")
    animator.go("/ressources/mes-fiches/")
    animator.activate(page.get_by_role("main").locator("a[href$='/retours/']").first)
    expect(page.locator(FORMS).nth(1)).to_be_attached()
    address = page.url

    write_in_form(page, 0, TEXT)
    write_in_form(page, 1, OTHER_TEXT)
    send_form(page, 1)
    assert [words.startswith("Vous avez aussi écrit dans «") for words in questions] == [True]
    expect(page).to_have_url(address)
    assert page.evaluate("document.activeElement.value") == TEXT

    # As the history gives the page back, whole or loaded anew, the text is there and the question comes again.
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    wait_until(page, f"document.querySelector('{FORMS} [name=text]').value !== ''")
    send_form(page, 1)
    animator.go("/forums/")
    page.go_back()
    wait_until(page, f"document.querySelector('{FORMS} [name=text]').value !== ''")
    send_form(page, 1)
    assert len(questions) == 3
    expect(page.locator(f"{FORMS} [name=text]").first).to_have_value(TEXT)

    write_in_form(page, 0, "")
    send_form(page, 1)
    expect(page.locator(".notice.success")).to_be_visible()
    assert len(questions) == 3


def answer_no(dialog: Dialog, questions: list[str]) -> None:
    if dialog.type == "beforeunload":
        dialog.accept()
        return
    questions.append(dialog.message)
    dialog.dismiss()


def form(page: Page, rank: int):
    return page.locator(FORMS).nth(rank)


def write_in_form(page: Page, rank: int, text: str) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
    form(page, rank).locator("[name=text]").fill(text)


def send_form(page: Page, rank: int) -> None:
    page.evaluate(f"rank => document.querySelectorAll('{FORMS}')[rank].requestSubmit()", rank)
