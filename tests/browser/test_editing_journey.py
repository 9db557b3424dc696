"""Wagtail's admin under its security policy: main pages, and what their scripts start. A refusal fails the journey."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse

PAGES = [
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/multiple/add/",
    "/admin/documents/multiple/add/",
    "/admin/snippets/reseau/epm/",
    "/admin/snippets/reseau/position/add/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/users/",
    "/admin/redirects/add/",
]


@pytest.fixture
def editor(open_browser):
    """The browser of the coordination, in the admin; what the policy refuses fails the test at its end."""
    page = open_browser(timezone_id="Europe/Paris")
    log_in(Mouse(page), "coordination@example.org")
    page.goto("/admin/")
    return page


def follow(editor, name: str) -> None:
    editor.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def test_main_pages_load_only_what_the_policy_allows(editor):
    for path in PAGES:
        assert (path, editor.goto(path).status) == (path, 200)
        expect(editor.locator("body.ready")).to_be_attached()


def test_coordination_writes_a_news_and_sees_its_preview(editor):
    follow(editor, "Actualités")
    editor.get_by_role("link", name="Ajouter une sous-page").first.click()
    editor.get_by_role("textbox", name="Titre").first.fill("Le réseau en fête")
    editor.get_by_role("textbox", name="En une ou deux phrases").fill("On danse et on répare.")
    text = editor.locator(".public-DraftEditor-content").first
    text.click()
    editor.keyboard.type("Venez samedi.")
    expect(text).to_contain_text("Venez samedi.")
    editor.get_by_role("textbox", name="Jour").click()
    expect(editor.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    editor.keyboard.press("Escape")
    editor.locator("[data-side-panel-toggle=preview]").click()
    expect(editor.frame_locator("#w-preview-iframe").get_by_role("heading", name="Le réseau en fête")).to_be_visible()


def test_coordination_chooses_a_territory_from_a_list(editor):
    editor.goto("/admin/snippets/forums/forum/add/")
    editor.get_by_role("button", name="Choisir").first.click()
    editor.get_by_role("dialog").get_by_role("link", name="Figeac").click()
    expect(editor.locator("#id_territory-title")).to_contain_text("Figeac")


def test_coordination_adds_a_half_day_to_a_programme(editor):
    follow(editor, "Formations")
    editor.get_by_role("link", name="Ajouter une sous-page").first.click()
    half_days = editor.locator("#id_programme-FORMS [data-inline-panel-child]")
    expect(half_days).to_have_count(1)
    editor.locator("#id_programme-ADD").click()
    expect(half_days).to_have_count(2)
