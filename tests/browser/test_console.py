"""The console of the browser is watched: what it complains of fails the journey that caused it."""

import pytest

PAGES = ["/", "/lieux/", "/connexion/", "/admin/login/"]


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        ("console", "console.error('perdu')"),
        ("console", "console.warn('perdu')"),
        ("weberror", "setTimeout(() => { throw new Error('perdu') })"),
    ],
    ids=["error", "warning", "uncaught"],
)
def test_fault_of_a_script_is_noted(open_browser, console, event, fault):
    page = open_browser()
    page.goto("/contact/")

    with page.context.expect_event(event):
        page.evaluate(fault)

    assert len(console.faults) == 1
    assert "perdu" in console.faults.pop()


def test_missing_picture_is_noted_and_refused_page_is_not(open_browser, console):
    page = open_browser()
    page.goto("/nulle-part/")
    page.goto("/contact/")

    with page.expect_console_message():
        page.evaluate("document.body.append(Object.assign(new Image(), {src: '/static/absent.png'}))")

    assert [fault.split(":")[0] for fault in console.faults] == ["404"]
    console.faults.clear()


@pytest.mark.parametrize("address", PAGES)
def test_headers_of_each_policy_are_understood(open_browser, address):
    """The faults of the window are judged when it closes."""
    open_browser().goto(address)
