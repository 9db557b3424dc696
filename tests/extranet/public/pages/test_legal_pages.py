"""Legal pages say who answers for the site, and keep the words of those who edited them."""

from html import unescape

import pytest

from extranet.public.pages.models.institutional import MARKS
from extranet.public.pages.site_tree import LEGAL_PAGES

pytestmark = pytest.mark.django_db


def text_of(client, slug: str) -> str:
    return unescape(client.get(f"/{slug}/").content.decode())


@pytest.mark.parametrize("slug", LEGAL_PAGES)
def test_no_legal_page_is_left_to_complete(client, slug):
    text = text_of(client, slug)

    assert "compléter" not in text
    assert not [mark for mark in MARKS if mark in text]


def test_pages_say_what_the_settings_say(client):
    notice = text_of(client, "mentions-legales")

    assert "Collectivité d’essai, 46000 Cahors" in notice
    assert "Hébergeur d’essai, 46000 Cahors" in notice
    assert '<a href="mailto:contact@essai.example">contact@essai.example</a>' in notice
    assert "mailto:dpo@essai.example" in text_of(client, "donnees-personnelles")
    assert "mailto:accessibilite@essai.example" in text_of(client, "accessibilite")


def test_setting_is_text_and_never_markup(client, settings):
    settings.INSTITUTION = {"editor": "<script>alert(1)</script>"}

    assert "<script>alert(1)" not in client.get("/mentions-legales/").content.decode()


def test_missing_setting_says_so(client, settings):
    settings.INSTITUTION = {}

    assert "pas encore indiqué par l’équipe qui installe ce site" in text_of(client, "mentions-legales")
