"""Legal pages say who answers for the site, and keep the words of those who edited them."""

import importlib
from html import unescape
from types import SimpleNamespace

import pytest
from wagtail.models import Page

from extranet.public.pages.models.institutional import MARKS, InstitutionalPage
from extranet.public.pages.site_tree import LEGAL_PAGES, LEGAL_TEXTS

pytestmark = pytest.mark.django_db
migration = importlib.import_module("extranet.migrations.0005_home_and_legal_texts")

OLD_NOTICE = (
    "<h2>Éditeur</h2><p>À compléter par la collectivité qui installe ce site : nom et adresse de la collectivité, "
    "directrice ou directeur de la publication.</p><h2>Hébergement</h2><p>À compléter : nom, adresse et téléphone de "
    "l’hébergeur.</p><h2>Contenus</h2>"
)


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


def test_installed_sentences_of_an_older_site_read_the_settings():
    body = migration.with_marks("mentions-legales", OLD_NOTICE)

    assert "compléter" not in body
    assert ("{éditeur}" in body, "{hébergeur}" in body, body.endswith("<h2>Contenus</h2>")) == (True, True, True)


def test_sentences_are_found_after_wagtail_has_saved_them():
    edited = OLD_NOTICE.replace("<p>", '<p data-block-key="a1b2c">').replace(" : ", "\u00a0: ")

    assert "compléter" not in migration.with_marks("mentions-legales", edited)


def test_words_of_an_editor_stay():
    own = "<h2>Éditeur</h2><p>Syndicat de Gramat, publié par Anne Roux.</p><h2>Hébergement</h2><p>Chez nous.</p>"

    assert migration.with_marks("mentions-legales", own) == own


@pytest.mark.parametrize("slug", LEGAL_PAGES)
def test_texts_of_a_new_site_need_no_change(slug):
    body = (LEGAL_TEXTS / f"{slug}.html").read_text(encoding="utf-8")
    old = [old for old, _ in migration.SENTENCES[slug] if old != "<h2>Cookies</h2>"]

    assert [sentence for sentence in old if sentence in body.replace("\u00a0", " ")] == []


def test_last_version_in_the_editor_follows(site_tree):
    page = InstitutionalPage.objects.get(slug="mentions-legales")
    page.body = OLD_NOTICE
    page.save_revision().publish()
    apps = SimpleNamespace(get_model=lambda app, name: MODELS[name])

    migration.forward(apps, None)

    page = InstitutionalPage.objects.get(pk=page.pk)
    assert "compléter" not in page.body + page.get_latest_revision_as_object().body
    assert page.title == "Mentions légales"


MODELS = {
    "Revision": Page._meta.get_field("latest_revision").related_model,
    "HomePage": SimpleNamespace(objects=SimpleNamespace(all=list)),
    "InstitutionalPage": InstitutionalPage,
}
