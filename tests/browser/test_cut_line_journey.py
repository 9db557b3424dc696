"""The line is cut after the site took a form, before its answer came: the person sends it again, and it counts once."""

from playwright.sync_api import APIRequestContext, Route, expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse

FORM, TITLE, TEXT = "/forums/reseau/nouveau/", "Où trouver des souris solides ?", "Les nôtres sont usées."


def cut_after_arrival(route: Route, line: APIRequestContext) -> None:
    """Let the site take a form by another line, and lose its answer with the cookies that it sets."""
    sent = route.request
    answer = line.post(sent.url, headers=sent.all_headers(), data=sent.post_data_buffer, max_redirects=0)
    assert answer.status == 302
    route.abort("connectionreset")


def test_form_sent_again_after_a_cut_counts_once(open_browser, playwright):
    line = playwright.request.new_context()
    animator = Mouse(open_browser())
    page = animator.page
    log_in(animator, "animateur1@example.org")
    animator.go(FORM)
    # What resembles the title comes under it, and moves the button.
    with page.expect_response("**/forums/semblables/**"):
        animator.write("Titre", TITLE)
    animator.write("Message", TEXT)
    page.route(f"**{FORM}", lambda route: cut_after_arrival(route, line))
    with page.expect_event("requestfailed"):
        animator.by_name("button", "Publier le sujet").click(no_wait_after=True)
    page.unroute(f"**{FORM}")

    animator.go(FORM)
    expect(animator.field("Message")).to_have_value(TEXT)
    animator.press("button", "Publier le sujet")

    expect(page.locator(".notice.success")).to_have_text("C’est bien enregistré, et une seule fois.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Où trouver des souris solides")
    animator.go("/forums/reseau/")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_have_count(1)
