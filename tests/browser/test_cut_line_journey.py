"""The line is cut after the site took a form, before its answer came: the person sends it again, and it counts once."""

from playwright.sync_api import Route, expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse

FORM, TITLE, TEXT = "/forums/reseau/nouveau/", "Où trouver des souris solides ?", "Les nôtres sont usées."


def cut_after_arrival(route: Route) -> None:
    """Let the site take a form, and lose its answer."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort("connectionreset")
    else:
        route.continue_()


def test_form_sent_again_after_a_cut_counts_once(open_browser):
    animator = Mouse(open_browser())
    page = animator.page
    log_in(animator, "animateur1@example.org")
    animator.go(FORM)
    animator.write("Titre", TITLE)
    animator.write("Votre message", TEXT)
    page.route(f"**{FORM}", cut_after_arrival)
    with page.expect_event("requestfailed"):
        animator.by_name("button", "Publier le sujet").click(no_wait_after=True)
    page.unroute(f"**{FORM}")

    animator.go(FORM)
    expect(animator.field("Votre message")).to_have_value(TEXT)
    animator.press("button", "Publier le sujet")

    expect(page.locator(".notice.success")).to_have_text("C’est bien enregistré, et une seule fois.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Où trouver des souris solides")
    animator.go("/forums/reseau/")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_have_count(1)
