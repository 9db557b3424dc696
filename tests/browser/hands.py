"""Actions of a person on a page, with the mouse or with the keyboard alone."""

import re

from playwright.sync_api import Locator, Page

MOST_TABS = 250
MOST_LOOKS = 150


def wait_until(page: Page, expression: str) -> None:
    """Wait until the script is true; `wait_for_function` evaluates text, which the policy of pages forbids."""
    for _ in range(MOST_LOOKS):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {expression}")


def page_width(page: Page) -> int:
    """Return the width that the page needs, once it stands: between two pages there is no document for a moment."""
    page.wait_for_load_state()
    wait_until(page, "document.documentElement !== null")
    return page.evaluate("document.documentElement.scrollWidth")


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, path: str) -> None:
        """Open an address, as from a bookmark."""
        self.page.goto(path)

    def field(self, label: str) -> Locator:
        """Return the field with that label, whatever its spaces, with or without « (facultatif) »."""
        words = r"\s".join(re.escape(word) for word in label.split(" "))
        pattern = re.compile(rf"^{words}(\s*\(facultatif\))?$")
        return self.page.get_by_role("main").get_by_label(pattern).first

    def by_name(self, role: str, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role(role, name=name, exact=True).first

    def press(self, role: str, name: str) -> None:
        """Follow the link or press the button with that name."""
        self.activate(self.by_name(role, name))

    def activate(self, target: Locator) -> None:
        target.click()
        self.arrive()

    def arrive(self) -> None:
        """Wait for the whole page: a click comes back when its answer begins, with half of its boxes."""
        self.page.wait_for_load_state("domcontentloaded")

    def unfold(self, words: str) -> None:
        """Open the disclosure with that summary."""
        self.activate(self.page.get_by_role("main").locator("summary").filter(has_text=words).first)

    def write(self, label: str, text: str) -> None:
        self.write_in(self.field(label), text)

    def write_in(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose the option whose text begins with `option` in the list called `label`."""
        field = self.field(label)
        field.select_option(label=self.option_text(field, option))

    def date(self, field: Locator, day: str) -> None:
        """Enter a date given as 2026-12-31."""
        field.fill(day)

    def check(self, box: Locator) -> None:
        box.check()

    @staticmethod
    def option_text(field: Locator, start: str) -> str:
        field.wait_for()
        texts = field.locator("option").all_text_contents()
        return next(text for text in texts if text.startswith(start))


class Keyboard(Mouse):
    """Tab, Enter, space, arrows and letters, without the mouse."""

    def reach(self, target: Locator) -> None:
        target.wait_for()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def activate(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")
        self.arrive()

    def write_in(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, label: str, option: str) -> None:
        field = self.field(label)
        wanted_text = self.option_text(field, option)
        self.reach(field)
        for _ in range(field.locator("option").count()):
            if field.evaluate("field => field.selectedOptions[0].textContent") == wanted_text:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach « {wanted_text} »")

    def date(self, field: Locator, day: str) -> None:
        year, month, day_of_month = day.split("-")
        self.reach(field)
        # The day comes first, or the month, by the language of the browser and not of the page.
        for digits in (f"{day_of_month}{month}{year}", f"{month}{day_of_month}{year}"):
            self.page.keyboard.type(digits)
            if field.input_value() == day:
                return
            for _ in range(3):
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"the keyboard does not write {day}")

    def check(self, box: Locator) -> None:
        if box.get_attribute("type") == "radio":
            self.check_radio(box)
            return
        self.reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def check_radio(self, radio: Locator) -> None:
        """Tab stops once in a group of radios; arrows move inside it."""
        radio.wait_for()
        same_group = (
            "element => document.activeElement.type === 'radio' && document.activeElement.name === element.name"
        )
        for _ in range(MOST_TABS):
            if radio.evaluate(same_group):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        while not radio.is_checked():
            self.page.keyboard.press("ArrowDown")
