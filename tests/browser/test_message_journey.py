"""A message written with the buttons of its marks, previewed while one types, with a picture pasted in it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse

TOPIC = "/forums/reseau/sms-amende-impayee-trois-personnes-en-une-semaine/"
# A picture drawn in the page, then pasted as a browser pastes a screenshot.
PASTE = """async () => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 60;
  canvas.getContext("2d").fillRect(10, 10, 30, 30);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], "image.png", {type: "image/png"}));
  document.querySelector("textarea").dispatchEvent(
    new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def open_topic(hands) -> Page:
    log_in(hands, "animateur1@example.org")
    hands.go(TOPIC)
    return hands.page


def test_marks_are_written_with_the_keyboard_alone(open_browser):
    page = open_topic(Keyboard(open_browser()))
    text = page.get_by_label("Votre message", exact=True)

    expect(page.get_by_role("button", name="Gras")).to_be_visible()  # the script is there
    text.fill("")  # a draft of another journey
    text.focus()
    page.keyboard.type("Bonjour à tous")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+b")
    expect(text).to_have_value("**Bonjour à tous**")
    page.keyboard.press("Control+z")
    expect(text).to_have_value("Bonjour à tous")

    # The toolbar is one stop before the text; arrows go from button to button.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gras"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(text).to_have_value("- Bonjour à tous")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"

    page.keyboard.press("Control+a")
    page.keyboard.type("voir https://example.org")
    page.keyboard.press("Control+Shift+ArrowLeft")
    text.evaluate("(text) => text.setSelectionRange(5, text.value.length)")
    page.keyboard.press("Control+k")
    expect(text).to_have_value("voir [texte du lien](https://example.org)")
    page.keyboard.type("ici")
    expect(text).to_have_value("voir [ici](https://example.org)")


def test_preview_follows_what_is_typed_on_a_phone(open_browser):
    page = open_topic(Mouse(open_browser(viewport=PHONE)))
    preview = page.get_by_role("region", name="Aperçu de votre message")

    page.get_by_label("Votre message", exact=True).fill("Elle est **là**")
    page.get_by_role("button", name="Aperçu").click()
    expect(preview.locator("strong")).to_have_text("là")
    page.get_by_label("Votre message", exact=True).fill("Elle n’est *plus* là")
    expect(preview.locator("em")).to_have_text("plus")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Aperçu").click()
    expect(preview).to_be_hidden()


def test_picture_pasted_from_the_clipboard_is_described_and_published(open_browser):
    page = open_topic(Mouse(open_browser()))

    page.get_by_label("Votre message", exact=True).fill("Voici ce que je vois à l’écran.")
    page.evaluate(PASTE)
    description = page.get_by_label("Que montre cette image")
    # A process of its own draws the picture again.
    expect(description).to_be_focused(timeout=30_000)

    page.get_by_role("button", name="Publier la réponse").click()
    expect(page.get_by_role("alert")).to_contain_text("Dites en une phrase ce que montre")
    description.fill("Un carré noir sur fond blanc")
    page.get_by_role("button", name="Publier la réponse").click()

    shown = page.locator(".post").last.get_by_role("img", name="Un carré noir sur fond blanc")
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 60
    page.locator(".post").last.get_by_role("button", name="Retirer").click()
    expect(page.locator(".post").last).to_contain_text("Message retiré par son auteur")


def test_draft_follows_its_author_to_another_computer_and_two_texts_do_not_merge_unseen(open_browser):
    here = open_topic(Mouse(open_browser()))
    here.get_by_label("Votre message", exact=True).fill("Écrit à la maison")
    expect(here.locator(".keeping")).to_contain_text("Brouillon gardé à")

    there = open_topic(Mouse(open_browser()))
    expect(there.get_by_label("Votre message", exact=True)).to_have_value("Écrit à la maison")
    there.get_by_label("Votre message", exact=True).fill("Écrit à l’EPM")
    expect(there.locator(".keeping")).to_contain_text("Brouillon gardé à", timeout=30_000)

    here.get_by_label("Votre message", exact=True).fill("Écrit à la maison, suite")
    expect(here.locator(".keeping")).to_contain_text("Un autre texte", timeout=30_000)
    here.get_by_role("button", name="Garder celui-ci").click()
    expect(here.locator(".keeping")).to_contain_text("Brouillon gardé à", timeout=30_000)

    # The other window has a text of its own: it is not lost, and does not win by itself.
    there.reload()
    expect(there.get_by_label("Votre message", exact=True)).to_have_value("Écrit à l’EPM")
    expect(there.locator(".keeping")).to_contain_text("Un autre texte", timeout=30_000)


def test_somebody_is_named_with_the_keyboard(open_browser):
    page = open_topic(Keyboard(open_browser()))
    text = page.get_by_label("Votre message", exact=True)

    text.fill("")
    text.focus()
    page.keyboard.type("Demandez à @Benoît Pons")
    expect(page.get_by_role("listbox", name="Personnes à nommer").get_by_role("option").first).to_contain_text(
        "Benoît Pons"
    )
    page.keyboard.press("Enter")

    assert "Demandez à @Benoît Pons " in text.input_value()
    expect(page.locator("form#message input[name=nomme]")).to_have_count(1)
