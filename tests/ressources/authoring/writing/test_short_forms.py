"""Writing the shorter sheets from the site: one form each, lenient for a draft, complete for the review."""

import pytest
from django.urls import reverse

from ressources.authoring.writing.models import KeptText
from ressources.sheets.enums import Licence
from ressources.sheets.models.media import NOTHING_TO_SHOW, MediaPage
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent
from tests.factories.ressources import DraftFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "veille": {
        "title": "Un site d’aide",
        "aim": "Un site public aide.",
        "link": "www.example.org/aide",
        "published_on": "2026-03-01",
        "why": "On nous\r\nle demande.",
        "tags": "arnaque, accueil",
        "audience": "public",
        "licence": Licence.BY_SA.value,
    },
    "recit": {
        "title": "Un café numérique",
        "aim": "Une heure sans programme.",
        "story": "Nous avons ouvert la salle.",
        "result": "Douze personnes.",
        "audience": "member",
        "licence": Licence.BY_SA.value,
    },
    "media": {
        "title": "Une vidéo",
        "aim": "Trois minutes sur l’hameçonnage.",
        "form": "video",
        "link": "https://example.org/video",
        "minutes": "3",
        "audience": "public",
        "licence": Licence.BY_SA.value,
    },
}
PAGES = {"veille": WatchPage, "recit": StoryPage, "media": MediaPage}


def address(kind: str) -> str:
    return reverse("ressources:propose_kind", args=[kind])


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


@pytest.mark.parametrize("kind", TYPED)
def test_form_is_saved_then_submitted(author, territorial, kind):
    assert author.post(address(kind), TYPED[kind] | {"save": "1"}).status_code == 302
    sheet = PAGES[kind].objects.get()
    assert (sheet.state, sheet.latest_content.title) == ("draft", TYPED[kind]["title"])
    edit = reverse("ressources:edit", args=[sheet.pk])
    base = author.get(edit).context["base"]
    assert author.post(edit, TYPED[kind] | {"base": base, "send": "1"}).status_code == 302
    assert PAGES[kind].objects.get().state == "submitted"


def test_protocol_is_added_to_an_address_and_lines_are_kept(author):
    author.post(address("veille"), TYPED["veille"] | {"save": "1"})
    content = WatchPage.objects.get().latest_content
    assert (content.link, content.why, content.tags) == (
        "https://www.example.org/aide",
        "On nous\nle demande.",
        ("accueil", "arnaque"),
    )


@pytest.mark.parametrize(
    ("kind", "change", "mistakes"),
    [
        ("veille", {"title": ""}, {"title": ["Donnez un titre à votre fiche."]}),
        ("veille", {"link": "javascript:alert(1)"}, {"link": ["Saisissez une URL valide."]}),
        ("veille", {"published_on": "hier"}, {"published_on": ["Saisissez une date valide."]}),
        ("media", {"form": "cassette"}, {"form": None}),
        ("media", {"minutes": "0"}, {"minutes": None}),
    ],
)
def test_error_is_shown_beside_its_field_and_form_data_is_kept(author, kind, change, mistakes):
    form_data = TYPED[kind] | change
    answer = author.post(address(kind), form_data | {"save": "1", "window": "fenetre"})
    errors = answer.context["form"].errors
    assert set(errors) == set(mistakes)
    assert {name: list(errors[name]) for name, expected in mistakes.items() if expected} == {
        name: expected for name, expected in mistakes.items() if expected
    }
    assert Sheet.objects.count() == 0
    assert KeptText.objects.get().post["aim"] == form_data["aim"]
    for name in ("title", "aim"):
        assert answer.context["form"][name].value() == form_data[name]


@pytest.mark.parametrize(
    ("kind", "content", "missing_fields"),
    [
        ("veille", WatchContent(title="x"), ["aim", "link", "why"]),
        ("recit", StoryContent(title="x"), ["aim", "story", "result"]),
        ("media", MediaContent(title="x"), ["aim", "form"]),
    ],
)
def test_review_requires_optional_fields_of_drafts(author, epm, animator, kind, content, missing_fields):
    sheet = DraftFactory(epm=epm, author=animator, data=content)
    edit = reverse("ressources:edit", args=[sheet.pk])
    base = author.get(edit).context["base"]
    form_data = {"title": "x", "audience": "public", "licence": Licence.BY_SA.value, "base": base, "send": "1"}
    assert sorted(author.post(edit, form_data).context["form"].errors) == sorted(missing_fields)


def test_media_without_address_or_file_is_sent_back_with_the_reason(author):
    answer = author.post(address("media"), TYPED["media"] | {"link": "", "send": "1"}, follow=True)
    assert (MediaPage.objects.get().state, NOTHING_TO_SHOW in answer.content.decode()) == ("draft", True)


def test_each_form_links_to_the_others(author):
    links = {kind: f'href="{address(kind)}"' for kind in ("atelier", *TYPED)}
    for kind in links:
        text = author.get(address(kind)).content.decode()
        assert [other for other, link in links.items() if link in text] == [other for other in links if other != kind]


def test_unknown_kind_is_404_and_visitors_log_in_first(author, client):
    assert author.get(address("roman")).status_code == 404
    assert client.get(address("veille")).status_code == 302
