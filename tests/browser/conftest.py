"""The browser and its users. Everything here needs Chromium: see `pytest_collection_modifyitems`."""

import json
import os
import shutil

import pytest

from tests.browser.hands import Keyboard, Mouse
from tests.browser.site import prepared_copy
from tests.draw import DRAW, is_drawn, place_in_draw
from tests.shared_folder import shared_folder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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
# By day `make test` draws one device for the journeys of each file, and one in so many of the pages to judge.
JUDGED_ONE_IN = 6


def pytest_collection_modifyitems(items, config) -> None:
    if DRAW:
        left = [item for item in items if is_left_to_the_night(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    skip_mark = pytest.mark.skip(
        reason="Chromium n’est pas installé : les parcours dans un navigateur ne sont pas faits."
    )
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            # A journey goes on from where the one above it stopped; a page to judge stands alone.
            if item.path.name != JUDGED_PAGES:
                item.add_marker(pytest.mark.xdist_group(item.path.stem))
            if CHROMIUM is None and not os.environ.get("EXTRANET_REQUIRE_ALL"):
                item.add_marker(skip_mark)


def is_left_to_the_night(item) -> bool:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    if "account" in params and item.path.name == JUDGED_PAGES:
        return not is_drawn(item.name, one_in=JUDGED_ONE_IN)
    device = params.get("hands")
    return device not in {None, DEVICES[place_in_draw(item.path.stem) % len(DEVICES)]}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_OPTIONS}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The running site of this process: a journey must not depend on data of another one."""
    base = tmp_path_factory.getbasetemp()
    site = prepared_copy(shared_folder(tmp_path_factory) / "browser-site", base / "own-site")
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
def open_browser(browser, site):
    """`open_browser(**options)`: a new browser window on the site, in French; any error in it fails the test."""
    contexts, problems = [], []

    def open_window(viewport=DESKTOP, **options):
        context = browser.new_context(base_url=site.url, locale="fr-FR", viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert problems == []


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
