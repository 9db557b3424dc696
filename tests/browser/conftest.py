"""The browser and its users. Everything here needs Chromium: see `pytest_collection_modifyitems`."""

import json
import os

import pytest

from scripts.chromium import find_chromium
from tests.browser.console import ConsoleFaults
from tests.browser.hands import Keyboard, Mouse
from tests.browser.site import prepared_copy
from tests.draw import is_drawn, place_in_draw

CHROMIUM = find_chromium()
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "demo-extranet"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
DEVICES = [Mouse, Keyboard]
JUDGED_PAGES = "test_accessibility.py"
# By day: the animator, the territorial animator, the coordinator and the learner in the first file, the visitor in the
# second, a text that must not be lost in the third. Devices and pages to judge are drawn.
JOURNEYS_OF_THE_DAY = {"test_journeys.py", "test_directory_journey.py", "test_writing_journey.py"}
JUDGED_ONE_IN = 12


def pytest_collection_modifyitems(items) -> None:
    skip_mark = pytest.mark.skip(
        reason="Chromium n’est pas installé : les parcours dans un navigateur ne sont pas faits."
    )
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if reason := reason_for_the_night(item):
                item.add_marker(pytest.mark.night(reason))
            # A journey goes on from where the one above it stopped; a page to judge stands alone.
            if item.path.name != JUDGED_PAGES:
                item.add_marker(pytest.mark.xdist_group(item.path.stem))
            if CHROMIUM is None and not os.environ.get("EXTRANET_REQUIRE_ALL"):
                item.add_marker(skip_mark)


def reason_for_the_night(item) -> str:
    """Return why a day without this test is safe enough, or nothing."""
    if item.path.name == JUDGED_PAGES:
        is_page = hasattr(item, "callspec") and "account" in item.callspec.params
        return (
            "a draw of the pages is judged by day" if is_page and not is_drawn(item.name, one_in=JUDGED_ONE_IN) else ""
        )
    if item.path.name not in JOURNEYS_OF_THE_DAY:
        return "the services and views of this journey are tested without a browser by day"
    device = item.callspec.params.get("hands") if hasattr(item, "callspec") else None
    is_other_device = device not in {None, DEVICES[place_in_draw(item.path.stem) % len(DEVICES)]}
    return "the same journey with the other device" if is_other_device else ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_OPTIONS}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The running site of this process: a journey must not depend on data of another one."""
    base = tmp_path_factory.getbasetemp()
    site = prepared_copy(tmp_path_factory, base / "own-site")
    try:
        yield site.start()
    finally:
        site.stop()


@pytest.fixture(scope="session")
def keys(site, tmp_path_factory) -> dict[str, int]:
    """Values for the keys in the addresses of `tests.pages`, on the site of this process."""
    output = tmp_path_factory.mktemp("keys") / "keys.json"
    code = f"import json; from tests.demo_keys import demo_keys; json.dump(demo_keys(), open('{output}', 'w'))"
    site.manage("shell", "--verbosity", "0", "-c", code)
    return json.loads(output.read_text())


@pytest.fixture
def console():
    """What the browser reports of the windows that it watches; any fault of the site fails the test."""
    console = ConsoleFaults()
    yield console
    assert console.faults == []


@pytest.fixture
def open_browser(browser, site, console):
    """`open_browser(**options)`: a new browser window on the site, in French; any error in it fails the test."""
    contexts = []

    def open_window(viewport=DESKTOP, **options):
        context = browser.new_context(base_url=site.url, locale="fr-FR", viewport=viewport, **options)
        contexts.append(context)
        page = console.watch(context).new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(params=DEVICES, ids=["mouse", "keyboard"])
def hands(request):
    """Input device: the mouse, then the keyboard alone."""
    return request.param


def log_in(hands, email: str) -> None:
    hands.go("/connexion/")
    hands.write("Adresse électronique", email)
    hands.write("Mot de passe", PASSWORD)
    hands.press("button", "Se connecter")
    hands.page.get_by_role("heading", name="Bonjour").wait_for()
