"""A shared computer without line: what was kept there names nobody once its connection is closed, and loses nothing."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import CHROMIUM, CHROMIUM_OPTIONS, log_in
from tests.browser.hands import Mouse, wait_until
from tests.browser.test_accessibility import serious
from tests.browser.test_activity_journey import ANIMATOR as COUNTING
from tests.browser.test_activity_journey import COUNTER, tap, visits
from tests.browser.test_attendance_journey import TRAINER, Evening, row
from tests.browser.test_group_grid_journey import ANIMATOR, Workshop, box

COORDINATOR = "coordination@example.org"
LEARNERS = ("Anne", "Basile", "Colin")
CODE = "tilleul46"
IS_KEPT = "caches.match(location.pathname).then((page) => Boolean(navigator.serviceWorker.controller && page))"
IS_SEALED = "Object.keys(sessionStorage).every((place) => !place.startsWith('attente:'))"
NOTHING_WAITS = "Object.keys(localStorage).every((place) => !place.startsWith('attente:'))"
# All that somebody reads with the tools of the browser: its storage, and the pages that it kept.
KEPT_TEXT = """async () => {
  const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      if (!/\\.(js|css|woff2|svg|png)$/.test(new URL(request.url).pathname)) texts.push(await answer.text());
    }
  }
  return texts.join('\\n');
}"""


class SharedComputer:
    """A browser with a disk, which is closed and opened again."""

    def __init__(self, playwright, site, console, folder: Path) -> None:
        self.playwright, self.site, self.console, self.folder = playwright, site, console, folder
        self.context: BrowserContext | None = None

    def open(self, *, is_cut: bool = False) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder, executable_path=CHROMIUM, args=CHROMIUM_OPTIONS, base_url=self.site.url, locale="fr-FR"
        )
        self.console.watch(self.context)
        self.context.set_offline(is_cut)
        self.context.set_default_timeout(15_000)
        return self.context.pages[0]

    def close(self) -> None:
        """Close the window without logging out: no script of the page hears of it for long."""
        self.context.close()

    def restart(self, *, is_cut: bool) -> Page:
        self.close()
        return self.open(is_cut=is_cut)


@pytest.fixture
def computer(playwright, site, console, tmp_path):
    computer = SharedComputer(playwright, site, console, tmp_path / "profile")
    yield computer
    computer.close()


def names_in(page: Page, names=LEARNERS) -> list[str]:
    """Return which names stand in the page or in the storage of the browser."""
    text = page.content() + page.evaluate(KEPT_TEXT)
    return [name for name in names if name in text]


def count_entries(page: Page) -> list[int]:
    """Return a list that receives the number of entries of each request that sends some."""
    sent = []
    page.context.on(
        "request",
        lambda request: sent.append(len(request.post_data_json["entries"])) if "/entrees/" in request.url else None,
    )
    return sent


def open_kept(page: Page, account: str, path: str) -> None:
    hands = Mouse(page)
    log_in(hands, account)
    hands.go(path)
    wait_until(page, IS_KEPT)


def test_grid_is_closed_after_a_restart_and_its_entries_leave_once(computer, site, tmp_path):
    workshop = Workshop(site, tmp_path)
    page = computer.open()
    open_kept(page, ANIMATOR, workshop.path)
    computer.context.set_offline(True)
    page.reload()  # the connection lasts: the grid opens
    box(page, "Anne", "D1.1").check()
    box(page, "Basile", "D1.2").check()
    expect(page.locator("[data-queue]")).to_contain_text("2 notes sont gardées")
    wait_until(page, IS_SEALED)
    assert names_in(page, ("data-secret", "D1.1")) == ["data-secret", "D1.1"]  # open on the screen
    assert [name for name in LEARNERS if name in page.evaluate(KEPT_TEXT)] == []

    page = computer.restart(is_cut=True)
    page.goto(workshop.path)
    expect(page.get_by_text("Hors connexion, cette page reste fermée.")).to_be_visible()
    assert names_in(page, (*LEARNERS, "data-secret", "D1.1")) == []
    assert serious(Axe().run(page)) == []

    # Somebody else, then the owner: the entries wait for the one, and leave with the other.
    page = computer.restart(is_cut=False)
    sent = count_entries(page)
    log_in(Mouse(page), COORDINATOR)
    page.goto("/annuaire/")
    assert (sent, workshop.lines()) == ([], ["0", "0"])
    page = computer.restart(is_cut=False)
    sent = count_entries(page)
    log_in(Mouse(page), ANIMATOR)
    wait_until(page, NOTHING_WAITS)
    page.reload()
    assert (sent, workshop.lines()) == ([2], ["2", "2"])


def test_another_tab_does_not_open_the_grid_without_line(computer, site, tmp_path):
    workshop = Workshop(site, tmp_path)
    page = computer.open()
    open_kept(page, ANIMATOR, workshop.path)
    other = computer.context.new_page()
    page.close()
    computer.context.set_offline(True)
    other.goto(workshop.path)
    expect(other.get_by_text("Hors connexion, cette page reste fermée.")).to_be_visible()


def choose_code(page: Page, code: str = CODE) -> None:
    page.get_by_text("Ouvrir cette page sans réseau, avec un code").click()
    page.get_by_label("Code, six caractères au moins").fill(code)
    page.get_by_role("button", name="Garder sous ce code").click()


def test_attendance_sheet_of_the_day_opens_under_its_code(computer, site, tmp_path):
    evening = Evening(site, tmp_path)
    page = computer.open()
    open_kept(page, TRAINER, evening.path)
    page.route("**/entrees/", lambda route: route.abort())
    row(page, evening.names[0]).get_by_role("checkbox").check()  # before the code
    choose_code(page)
    expect(page.get_by_text("C’est fait")).to_be_visible()
    assert serious(Axe().run(page)) == []
    computer.context.set_offline(True)
    page.reload()
    row(page, evening.names[1]).get_by_role("checkbox").check()
    expect(page.locator("[data-queue]")).to_contain_text("2 notes sont gardées")
    wait_until(page, IS_SEALED)

    page = computer.restart(is_cut=True)
    page.goto(evening.path)
    expect(page.get_by_label("Votre code")).to_be_focused()
    assert names_in(page, (*evening.names, CODE, "data-secret")) == []
    assert serious(Axe().run(page)) == []
    page.get_by_label("Votre code").fill("platane46")
    page.get_by_role("button", name="Ouvrir").click()
    expect(page.get_by_text("Ce n’est pas le bon code.")).to_be_visible()
    page.get_by_label("Votre code").fill(CODE)
    page.keyboard.press("Enter")
    for name in evening.names[:2]:
        expect(row(page, name).get_by_role("checkbox")).to_be_checked()
    row(page, evening.names[2]).get_by_role("checkbox").check()
    wait_until(page, IS_SEALED)
    assert CODE not in page.evaluate(KEPT_TEXT)

    page = computer.restart(is_cut=False)
    sent = count_entries(page)
    log_in(Mouse(page), TRAINER)
    wait_until(page, NOTHING_WAITS)
    page.goto(evening.path)
    expect(page.locator("[data-count]")).to_have_text("3\u00a0présences sur 5")
    for name in evening.names[:3]:
        expect(row(page, name)).to_contain_text("Présence\u00a0: cochée")
    assert sent == [3]


def test_visit_counter_opens_under_its_code_after_its_person_left(computer):
    page = computer.open()
    open_kept(page, COUNTING, COUNTER)
    before = int(visits(page).inner_text())
    choose_code(page, "123456")
    expect(page.get_by_text("C’est fait")).to_be_hidden()  # too easy
    page.get_by_label("Code, six caractères au moins").fill(CODE)
    page.get_by_role("button", name="Garder sous ce code").click()
    expect(page.get_by_text("C’est fait")).to_be_visible()
    page.locator("[popovertarget=mon-compte]").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()

    computer.context.set_offline(True)
    page.goto(COUNTER)
    page.get_by_label("Votre code").fill(CODE)
    page.keyboard.press("Enter")
    tap(page, 2)
    expect(visits(page)).to_have_text(str(before + 2))
    wait_until(page, IS_SEALED)

    page = computer.restart(is_cut=False)
    open_kept(page, COUNTING, COUNTER)
    expect(visits(page)).to_have_text(str(before + 2))
    expect(page.locator("[data-queue]")).to_be_hidden()
    page.get_by_text("Ouvrir cette page sans réseau, avec un code").click()
    page.get_by_role("button", name="Ne plus garder").click()
    expect(page.get_by_text("C’est effacé")).to_be_visible()
    page = computer.restart(is_cut=True)
    page.goto(COUNTER)
    expect(page.get_by_text(re.compile("cette page reste fermée"))).to_be_visible()


def test_browser_that_does_not_encrypt_keeps_no_page_and_says_why(open_browser, site, tmp_path):
    workshop = Workshop(site, tmp_path)
    page = open_browser()
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    log_in(Mouse(page), ANIMATOR)
    page.goto(workshop.path)
    expect(page.get_by_text("Ce navigateur ne sait pas chiffrer une page.")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    page.context.set_offline(True)
    box(page, "Anne", "D1.1").check()
    expect(page.locator("[data-queue]")).to_contain_text("Une note est gardée")
    assert page.evaluate("Object.keys(localStorage).filter((place) => place.startsWith('attente:'))") == []
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_be_visible(timeout=30_000)
    assert workshop.lines() == ["1", "1"]
