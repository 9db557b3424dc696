"""Tags and people offered while one types, with keys alone: the same list, moved in, taken from, closed, said aloud."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse
from tests.browser.test_accessibility import serious

NEW_TOPIC = "/forums/reseau/nouveau/"
CURRENT = "(field) => document.getElementById(field.getAttribute('aria-activedescendant'))?.textContent.trim() ?? ''"


def open_form(hands, number: int) -> Page:
    """Open the form of a new topic as somebody whom no other test has left a draft."""
    log_in(hands, f"animateur{number}@example.org")
    hands.go(NEW_TOPIC)
    return hands.page


def current(field: Locator) -> str:
    """Return the option that a screen reader says while the focus stays in the field."""
    return field.evaluate(CURRENT)


def test_tags_are_taken_with_keys(open_browser):
    page = open_form(Keyboard(open_browser(viewport=PHONE)), 23)
    field = page.get_by_role("combobox", name="Mots-clés")
    options = page.get_by_role("listbox", name="Mots-clés proposés").get_by_role("option")

    field.focus()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("im")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    count = options.count()
    words = f"{count} mots-clés" if count > 1 else "1 mot-clé"
    expect(page.get_by_role("status").filter(has_text=f"{words}, flèche vers le bas")).to_have_count(1)
    assert serious(Axe().run(page)) == []

    # None is pointed at until an arrow is pressed; from the last, one comes back to the field, then to the first.
    assert current(field) == ""
    page.keyboard.press("ArrowUp")
    assert current(field) == options.last.inner_text().strip()
    page.keyboard.press("ArrowDown")
    assert current(field) == ""
    page.keyboard.press("ArrowDown")
    first = options.first.inner_text().strip()
    assert current(field) == first
    page.keyboard.press("Enter")
    expect(field).to_have_value(f"{first}, ")
    expect(field).to_be_focused()
    expect(options).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="mot-clé écrit.")).to_have_count(1)

    # The tag written is not offered again; Escape closes, and what is typed stays.
    page.keyboard.type("im")
    page.wait_for_timeout(500)
    assert first not in options.all_inner_texts()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value(f"{first}, im")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")  # a closed list lets the key do its work: the form says what it lacks
    expect(page.get_by_role("alert").first).to_be_visible()


def test_tab_takes_the_tag_pointed_at_and_leaves_when_none_is(open_browser):
    page = open_form(Keyboard(open_browser()), 24)
    field = page.get_by_role("combobox", name="Mots-clés")
    options = page.get_by_role("listbox", name="Mots-clés proposés").get_by_role("option")

    field.focus()
    page.keyboard.type("im")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    taken = current(field)
    page.keyboard.press("Tab")
    expect(field).to_have_value(f"{taken}, ")
    expect(field).to_be_focused()

    page.keyboard.type("ta")
    expect(options.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(field).to_have_value(f"{taken}, ta")
    expect(field).not_to_be_focused()
    expect(options).to_have_count(0)


def test_people_are_named_with_keys_and_the_text_keeps_its_arrows(open_browser):
    page = open_form(Keyboard(open_browser()), 25)
    text = page.get_by_label("Message", exact=True)
    options = page.get_by_role("listbox", name="Personnes à nommer").get_by_role("option")

    text.focus()
    page.keyboard.type("Première ligne\n@be")
    expect(options.first).to_be_visible()
    count = options.count()
    words = f"{count} personnes" if count > 1 else "1 personne"
    expect(page.get_by_role("status").filter(has_text=f"{words}, flèches pour les parcourir, Entrée")).to_have_count(1)
    # Somebody is pointed at from the beginning: a name is followed by Enter.
    assert current(text) == options.first.inner_text().replace("\n", " ").strip()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(text).to_have_value("Première ligne\n@be")
    page.keyboard.press("ArrowUp")  # a line up, since the list is closed
    assert text.evaluate("(field) => field.selectionStart") <= len("Première ligne")

    page.keyboard.press("Control+End")
    page.keyboard.type("n")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")  # the caret left the name: the list closes, and Enter breaks the line
    page.keyboard.press("Enter")
    expect(options).to_have_count(0)
    expect(text).to_have_value("Première ligne\n\n@ben")

    page.keyboard.press("Control+End")
    page.keyboard.type("o")
    expect(options.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    assert "\n@" in text.input_value()
    expect(page.locator("form#message input[name=nomme]")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="nom écrit.")).to_have_count(1)


def test_options_are_pressed_with_the_mouse(open_browser):
    page = open_form(Mouse(open_browser()), 26)
    field = page.get_by_role("combobox", name="Mots-clés")

    field.press_sequentially("im")
    page.get_by_role("listbox", name="Mots-clés proposés").get_by_role("option").first.click()
    expect(field).to_be_focused()
    assert field.input_value().endswith(", ")
