"""The dossier of a session: requested on its page, followed without reloading, downloaded and opened."""

import re
from zipfile import ZipFile

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.pages import COORDINATOR


def test_dossier_is_requested_followed_and_downloaded(open_browser, hands):
    """The worker of the site builds it meanwhile."""
    person = hands(open_browser())
    page = person.page
    log_in(person, COORDINATOR)
    person.go(f"/formation/plan/{timezone.localdate().year - 1}/dossier/")
    person.press("button", "Préparer le dossier")
    expect(page.locator(".errors")).to_contain_text("Choisissez au moins une session.")
    person.check(page.get_by_role("checkbox").first)
    person.press("button", "Préparer le dossier")
    page.wait_for_url(re.compile(r"/formation/dossiers/\d+/$"))
    link = page.get_by_role("link", name=re.compile("Télécharger le dossier"))
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as fetched:
        person.activate(link)
    with ZipFile(fetched.value.path()) as archive:
        assert archive.testzip() is None
        assert [name.endswith("/Programme.pdf") for name in archive.namelist()].count(True) == 1
