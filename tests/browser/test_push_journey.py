"""A person has their alerts shown by this browser, which shows them, until they leave it.

A browser without network gets no address from its maker: the test stands for the maker, and the rest is real.
"""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from extranet.demo.messages import AUTH_SECRET, PUBLIC_KEY
from tests.browser.conftest import CHROMIUM, CHROMIUM_OPTIONS, log_in

GRANTED = ["notifications"]
ANIMATOR = "animateur2@example.org"
ENDPOINT = "https://alertes.example.org/appareil/parcours"
GIVEN = {"endpoint": ENDPOINT, "keys": {"p256dh": PUBLIC_KEY, "auth": AUTH_SECRET}}
MAKER = """
PushManager.prototype.subscribe = async function ({ applicationServerKey, userVisibleOnly }) {
  if (applicationServerKey.length !== 65 || !userVisibleOnly) throw new Error("what a maker refuses");
  localStorage.setItem("maker", "1");
  return this.getSubscription();
};
PushManager.prototype.getSubscription = async () => localStorage.getItem("maker") && {
  endpoint: GIVEN.endpoint,
  toJSON: () => (GIVEN),
  unsubscribe: async () => localStorage.removeItem("maker"),
};
""".replace("GIVEN", json.dumps(GIVEN))
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/alertes/");
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, data }) => [title, body, data]);
}"""


@pytest.fixture
def page(playwright, site, tmp_path, console):
    """A page of a browser with a folder of its own: Chromium pushes nothing to a private window, as tests open."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path,
        executable_path=CHROMIUM,
        args=CHROMIUM_OPTIONS,
        base_url=site.url,
        locale="fr-FR",
        permissions=GRANTED,
    )
    context.add_init_script(MAKER)
    yield console.watch(context).new_page()
    context.close()


def deliver(page: Page, text: str) -> None:
    """Give the service worker what the site pushed, as the maker of the browser does."""
    devtools, found = page.context.new_cdp_session(page), []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    devtools.send("ServiceWorker.enable")
    while not (here := [each for each in found if each["scopeURL"].endswith("/alertes/")]):
        page.wait_for_timeout(50)
    origin = re.match(r"https?://[^/]+", page.url)[0]
    push = {"origin": origin, "registrationId": here[0]["registrationId"], "data": text}
    devtools.send("ServiceWorker.deliverPushMessage", push)


def test_alerts_show_on_this_browser_until_its_person_leaves(hands, page):
    person = hands(page)
    log_in(person, ANIMATOR)
    person.go("/alertes/courriels/")
    person.press("button", "Afficher mes alertes sur cet appareil")

    expect(page.get_by_text("Cet appareil affichera vos alertes")).to_be_visible()
    expect(page.get_by_text("cet appareil", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Afficher mes alertes sur cet appareil")).to_be_hidden()

    deliver(page, '{"title": "1 réponse", "body": "Les forums", "url": "/forums/sujets/1/", "tag": "alerte-1"}')
    deliver(page, '{"title": "1 réponse", "body": "Les forums", "url": "/forums/sujets/1/", "tag": "alerte-1"}')
    deliver(page, "illisible")
    page.wait_for_function(f"async () => (await ({SHOWN})()).length === 2")
    assert sorted(page.evaluate(SHOWN)) == [
        ["1 réponse", "Les forums", "/forums/sujets/1/"],
        ["Du nouveau pour vous", "", "/alertes/"],
    ]

    page.locator("[popovertarget=mon-compte]").click()
    page.get_by_role("button", name="Se déconnecter").click()
    log_in(person, ANIMATOR)
    person.go("/alertes/courriels/")
    expect(page.get_by_role("button", name="Afficher mes alertes sur cet appareil")).to_be_visible()
    expect(page.get_by_role("button", name="Retirer")).to_have_count(0)
