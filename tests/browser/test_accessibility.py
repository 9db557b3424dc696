"""Judges on every kind of page, for each role that reads it: axe, Equal Access, Nu, narrow screens, wide spaces."""

import os
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from scripts import accessibility_checker, markup_checker
from tests.browser.conftest import DESKTOP, PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.pages import CARD, COORDINATOR, PAGES

# Screens, size of text chosen on the site, that of the browser in px. 200 % zoom of a 1280 px screen leaves 640 px,
# 400 % leaves 320.
NARROW = {
    "phone": (PHONE, "", 16),
    "phone in large text": (PHONE, "large", 16),
    "zoom of 200 %": ({"width": 640, "height": 450}, "", 16),
    "zoom of 400 %": ({"width": 320, "height": 225}, "", 16),
    "phone, text doubled by the browser": (PHONE, "", 32),
}

# What a person may ask of any text (RGAA 10.12).
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += "p { margin-bottom: 2em !important }"
# Texts larger than the box that hides what runs over; what only screen readers read is left out.
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!hasText || style.clipPath !== "none" || !element.getClientRects().length) return false;
  const isWider = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 2;
  return isWider || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 2);
}).map((element) => element.textContent.trim().slice(0, 80))"""

# axe leaves out the size of targets, which WCAG 2.2 asks at level AA. What a bar that stays in view covers for now is
# as large once the page has moved: bars then stand in their place.
TARGETS = {"runOnly": ["target-size"]}
PUT_BARS_DOWN = """() => [...document.querySelectorAll("body *")].filter((element) =>
  ["sticky", "fixed"].includes(getComputedStyle(element).position)
).forEach((element) => { element.style.position = "static"; element.dataset.putDown = ""; })"""
LET_BARS_STAY = """() => document.querySelectorAll("[data-put-down]").forEach((element) => {
  element.style.position = ""; delete element.dataset.putDown;
})"""
CONTRASTS = {"runOnly": ["color-contrast"]}
# What a path answers, but for 200.
STATUSES = {"/nulle-part/": 404}
# One page of each layout that Wagtail's admin has.
ADMIN = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/users/", "/admin/reports/site-history/"]
CASES = [(account, path) for account, paths in PAGES.items() for path in paths]
# Warnings about what another judge wants: RGAA 1.9 asks a captioned picture for the role that it has already.
WANTED = {"The “figure” role is unnecessary for element “figure”."}
# A fault that only the second engine knows.
UNNAMED_ASIDE = """<!doctype html><html lang="fr"><head><title>Cahors</title></head><body>
  <main><h1>Cahors</h1><p>Le lieu.</p></main><aside class="near"><p>Figeac</p></aside></body></html>"""


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


def found_by_axe(page) -> list[str]:
    """Findings of axe, the size of targets among them."""
    found = serious(Axe().run(page))
    page.evaluate(PUT_BARS_DOWN)
    found += serious(Axe().run(page, options=TARGETS))
    page.evaluate(LET_BARS_STAY)
    return found


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
        faults = [fault for fault in markup_checker.check(folder) if fault.text not in WANTED]
        assert [str(fault) for fault in faults] == []


@pytest.fixture(scope="module")
def second_judge():
    """What the engine beside axe finds on a page, one line each; nothing on a machine that lacks it."""
    if accessibility_checker.lacking():
        return lambda page: []
    return lambda page: [str(fault) for fault in accessibility_checker.check(page)]


def require(reason: str, unjudged: str) -> None:
    """Skip the test if a judge is lacking for this `reason`, in French; in CI, fail it."""
    if reason:
        assert not os.environ.get("EXTRANET_REQUIRE_ALL"), reason
        pytest.skip(f"{unjudged}\u00a0: {reason}.")


def test_checker_of_markup_is_there():
    require(markup_checker.lacking(), "Le balisage des pages n’est pas vérifié")


def test_second_judge_sees_what_axe_passes(open_browser):
    require(accessibility_checker.lacking(), "L’accessibilité des pages n’est vérifiée que par axe")
    page = open_browser()
    page.set_content(UNNAMED_ASIDE)
    assert serious(Axe().run(page)) == []
    (fault,) = accessibility_checker.check(page)
    assert (fault.rule, fault.element) == ("aria_complementary_labelled", '<aside class="near">')


def test_texts_for_screen_readers_count_for_the_second_judge(open_browser):
    """They are cut to nothing by `clip-path`; the page is left as it was."""
    require(accessibility_checker.lacking(), "L’accessibilité des pages n’est vérifiée que par axe")
    page = open_browser()
    page.goto("/aide/")
    label = page.locator("main label.sr").first
    before = label.evaluate("label => getComputedStyle(label).clipPath")
    assert accessibility_checker.check(page) == []
    assert label.evaluate("label => getComputedStyle(label).clipPath") == before != "none"


@pytest.mark.parametrize(("account", "path"), CASES)
def test_judges_find_nothing(open_browser, signed_in, rendered, second_judge, keys, site, account, path):
    """axe and a second engine, on a wide screen and on a phone, then axe at night for the contrasts: the rest does not
    change. Then other screens, on which no page needs to be moved sideways. Meanwhile nothing is asked of another site.
    All of it on one visit: to open a page costs more than to judge it."""
    page = open_browser(storage_state=signed_in[account], reduced_motion="reduce")
    outside = requests_outside(page, site.url)
    assert page.goto(path.format(**keys)).status == STATUSES.get(path, 200)
    by_day = found_by_axe(page)
    html = page.evaluate("document.documentElement.outerHTML")
    (rendered / f"{quote(f'{account} {path}', safe='')}.html").write_text(f"<!doctype html>{html}", encoding="utf-8")
    by_another = second_judge(page)
    page.set_viewport_size(PHONE)
    on_phone = found_by_axe(page) + second_judge(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    by_night = serious(Axe().run(page, options=CONTRASTS))
    assert (by_day, by_another, on_phone, by_night) == ([], [], [], [])
    assert (too_wide(page), cut_short(page), outside) == ({}, [], [])


@pytest.mark.night("the colours of Wagtail's admin are its own, but for a few")
def test_admin_is_legible_at_night(open_browser, signed_in, site):
    page = open_browser(storage_state=signed_in[COORDINATOR], reduced_motion="reduce", color_scheme="dark")
    faults = {}
    for path in ADMIN:
        assert page.goto(path).status == 200
        if found := serious(Axe().run(page, options=CONTRASTS)):
            faults[path] = found
    assert faults == {}


def requests_outside(page, origin: str) -> list[str]:
    """Return the list that will hold each address that the page asks of another site than `origin`."""
    found = []
    ours = (f"{origin}/", "data:", "blob:", "about:")
    page.on("request", lambda request: None if request.url.startswith(ours) else found.append(request.url))
    return found


def test_a_request_outside_is_seen(open_browser, site):
    page = open_browser()
    page.route("https://elsewhere.example/**", lambda route: route.abort())
    outside = requests_outside(page, site.url)
    page.set_content("<img src='https://elsewhere.example/a.png' alt=''>")
    page.goto("/aide/")
    assert outside == ["https://elsewhere.example/a.png"]


def cut_short(page) -> list[str]:
    """Return the texts that are cut where people put more space between lines, words and letters, on a wide screen."""
    page.set_viewport_size(DESKTOP)
    adopt = (
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }"
    )
    page.evaluate(adopt, SPACED)
    return page.evaluate(CUT)


def too_wide(page) -> dict[str, int | list[str]]:
    """Return the width that the page needs on each screen that is too narrow for it, and the texts cut there."""
    found = {}
    browser = page.context.new_cdp_session(page)
    for name, (viewport, text, size) in NARROW.items():
        page.set_viewport_size(viewport)
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        page.evaluate("text => { document.documentElement.dataset.text = text }", text)
        if (width := page_width(page)) > viewport["width"]:
            found[name] = width
        if cut := page.evaluate(CUT):
            found[f"{name}, cut"] = cut
    return found


def test_a_page_that_is_too_wide_is_seen(open_browser):
    page = open_browser()
    page.set_content("<p style='width: 641px'>Cahors</p>")
    assert set(too_wide(page)) == set(NARROW)


def test_a_text_that_is_cut_is_seen(open_browser):
    page = open_browser()
    page.set_content("<p style='height: 20px; overflow: hidden; font-size: 16px'>Cahors</p><p>Figeac</p>")
    assert cut_short(page) == ["Cahors"]
