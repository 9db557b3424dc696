"""A page with two forms that hold texts: one is not sent without the other unless the person agrees."""

from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse, wait_until

TEXT, OTHER_TEXT = "Elle a rangé ses photos dans un dossier.", "Elle a imprimé un courrier."


def test_text_of_another_form_is_asked_about(open_browser):
    animator = Mouse(open_browser())
    page, questions = animator.page, []
    page.on("dialog", lambda dialog: answer_no(dialog, questions))
    log_in(animator, "animateur1@example.org")
    animator.go("/b2i/livrets/")
    animator.activate(page.get_by_role("main").locator("li a.title").first)
    animator.activate(page.get_by_role("main").locator("a[href*='domaine=D4']").first)
    expect(page.locator("form[data-keep^=preuve]").nth(1)).to_be_attached()
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
    wait_until(page, "document.querySelector('form[data-keep^=preuve] input[name=text]').value !== ''")
    send_form(page, 1)
    animator.go("/forums/")
    page.go_back()
    wait_until(page, "document.querySelector('form[data-keep^=preuve] input[name=text]').value !== ''")
    send_form(page, 1)
    assert len(questions) == 3
    expect(page.locator("form[data-keep^=preuve] input[name=text]").first).to_have_value(TEXT)

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
    return page.locator("form[data-keep^=preuve]").nth(rank)


def write_in_form(page: Page, rank: int, text: str) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
    form(page, rank).locator("[name=text]").fill(text)


def send_form(page: Page, rank: int) -> None:
    page.evaluate("rank => document.querySelectorAll('form[data-keep^=preuve]')[rank].requestSubmit()", rank)
