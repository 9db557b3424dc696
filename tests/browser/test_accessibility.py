"""axe on every kind of page, for each role that reads it; layout at 360 px and at 200 % zoom."""

import json
import os
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from scripts import markup_checker
from tests.browser.conftest import DESKTOP, PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.pages import CARD, PAGES

# 200 % zoom of a 1280 px screen leaves 640 px, 400 % leaves 320.
ZOOMED, ZOOMED_TWICE = {"width": 640, "height": 450}, {"width": 320, "height": 225}

CASES = [(account, path) for account, paths in PAGES.items() for path in paths]


@pytest.fixture(scope="module")
def signed_in(browser, site):
    """Cookies of each role, which avoid a login for each page."""
    states = {}
    for account in PAGES:
        context = browser.new_context(base_url=site.url, locale="fr-FR", viewport=DESKTOP)
        page = context.new_page()
        if account == CARD:
            hands = Mouse(page)
            hands.go("/carte/")
            hands.write("Numéro de la carte", account)
            hands.write("Code secret", "2580")
            hands.press("button", "Ouvrir mon livret")
            page.wait_for_url("**/b2i/mon-livret/")
        elif account:
            log_in(Mouse(page), account)
        states[account] = context.storage_state()
        context.close()
    return states


def serious(results) -> list[str]:
    """Findings of axe, whatever their severity, one line each."""
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """A folder for the pages drawn by this process, after their scripts: a second judge reads them all at the end."""
    folder = tmp_path_factory.mktemp("rendered")
    yield folder
    if not markup_checker.lacking():
        assert [str(fault) for fault in markup_checker.check(folder)] == []


def test_checker_of_markup_is_there():
    if reason := markup_checker.lacking():
        assert not os.environ.get("EXTRANET_REQUIRE_ALL"), reason
        pytest.skip(f"Le balisage des pages n’est pas vérifié\u00a0: {reason}.")


@pytest.mark.parametrize(("account", "path"), CASES)
def test_axe_finds_nothing(open_browser, signed_in, rendered, keys, account, path):
    """By day all rules, then at night the contrasts: the rest does not change."""
    page = open_browser(storage_state=signed_in[account], reduced_motion="reduce")
    page.goto(path.format(**keys))
    by_day = serious(Axe().run(page))
    html = page.evaluate("document.documentElement.outerHTML")
    (rendered / f"{quote(f'{account} {path}', safe='')}.html").write_text(f"<!doctype html>{html}", encoding="utf-8")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert (by_day, serious(Axe().run(page, options={"runOnly": ["color-contrast"]}))) == ([], [])


@pytest.mark.parametrize(
    ("viewport", "text"),
    [(PHONE, ""), (PHONE, "large"), (ZOOMED, ""), (ZOOMED_TWICE, "")],
    ids=["phone", "phone-large", "zoom-200", "zoom-400"],
)
@pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "nobody")
def test_pages_fit_a_narrow_screen(open_browser, site, signed_in, keys, account, viewport, text):
    """Nothing overflows: no page needs horizontal scrolling."""
    page = open_browser(viewport=viewport, storage_state=signed_in[account])
    page.context.add_cookies([{"name": "text", "value": text, "url": site.url}])
    too_wide = {}
    for path in PAGES[account]:
        page.goto(path.format(**keys))
        width = page_width(page)
        if width > viewport["width"]:
            too_wide[path] = width
    assert json.dumps(too_wide) == "{}"
