"""From draft to publication and back: who may, what the database refuses, who reads it meanwhile."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from alertes.channels.notices.models import Notice
from patrimoine.sites.enums import HeritageState, NamedPeople
from patrimoine.sites.models import HeritagePlace, NamedSource
from patrimoine.sites.services import CHANGED, publish_heritage, submit_heritage
from ressources.sheets.enums import Licence
from tests.factories.patrimoine import HeritagePlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(animator, epm):
    return HeritagePlaceFactory(draft=True, commune=epm.commune, author=animator, epm=epm)


def act(client, name: str, place, **data):
    return client.post(reverse(f"patrimoine:{name}", args=[place.slug]), data)


def statuses(place, *clients) -> list[int]:
    return [client.get(place.get_absolute_url()).status_code for client in clients]


def test_place_goes_from_draft_to_the_public_and_back(client, client_of, draft, animator, colleague, territorial):
    author, reader, other = client_of(animator), client_of(territorial), client_of(colleague)
    assert statuses(draft, client, other, reader, author) == [404, 404, 404, 200]

    act(author, "submit", draft)
    assert statuses(draft, client, other, reader, author) == [404, 404, 200, 200]
    assertContains(reader.get("/patrimoine/a-relire/"), draft.name)
    assert Notice.objects.filter(member=territorial).count() == 1
    assert act(author, "publish", draft).status_code == 404

    act(reader, "return", draft, remark="De quand date-t-il ?")
    draft.refresh_from_db()
    assert (draft.state, draft.remark) == (HeritageState.DRAFT, "De quand date-t-il ?")
    assertContains(author.get(draft.get_absolute_url()), "De quand date-t-il ?")

    act(author, "submit", draft)
    act(reader, "publish", draft)
    draft.refresh_from_db()
    assert (draft.state, draft.remark, draft.reviewed_by) == (HeritageState.PUBLISHED, "", territorial)
    assert statuses(draft, client, other, reader, author) == [200, 200, 200, 200]
    assertContains(client.get("/patrimoine/"), draft.name)
    assert author.get(reverse("patrimoine:edit", args=[draft.slug])).status_code == 404

    act(author, "withdraw", draft, remark="Une personne le demande.")
    assert statuses(draft, client, other, author) == [404, 404, 200]
    assertNotContains(client.get("/patrimoine/"), draft.name)


@pytest.mark.parametrize(
    "lacking", [{"licence": ""}, {"licence": Licence.RESERVED}, {"people": ""}, {"sources": ""}, {"summary": ""}]
)
def test_nothing_is_read_without_its_rights(client_of, draft, animator, lacking):
    HeritagePlace.objects.filter(pk=draft.pk).update(**lacking)

    response = client_of(animator).post(reverse("patrimoine:submit", args=[draft.slug]), follow=True)

    assertContains(response, "Avant d’être lue")
    draft.refresh_from_db()
    assert draft.state == HeritageState.DRAFT
    for state in (HeritageState.SUBMITTED, HeritageState.PUBLISHED):
        with pytest.raises(IntegrityError), transaction.atomic():
            HeritagePlace.objects.filter(pk=draft.pk).update(state=state, published=draft.created)


def test_agreement_of_named_people_is_noted_or_refused(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        HeritagePlace.objects.filter(pk=draft.pk).update(people=NamedPeople.AGREED)
    HeritagePlace.objects.filter(pk=draft.pk).update(people=NamedPeople.AGREED, agreement="Mme L., mars, classeur 2")


def test_agreement_is_never_public(client, client_of, draft, animator, territorial, stranger):
    HeritagePlace.objects.filter(pk=draft.pk).update(people=NamedPeople.AGREED, agreement="Mme L., classeur 2")
    publish_heritage(place=submit_heritage(place=draft, by=animator), by=territorial)

    for reader, count in ((client, 0), (client_of(stranger), 0), (client_of(animator), 1), (client_of(territorial), 1)):
        assertContains(reader.get(draft.get_absolute_url()), "classeur 2", count=count)


def test_animation_of_another_territory_does_nothing(client_of, draft, animator, other_territorial):
    submit_heritage(place=draft, by=animator)
    browser = client_of(other_territorial)
    for name in ("place", "edit", "works", "return", "withdraw"):
        assert browser.get(reverse(f"patrimoine:{name}", args=[draft.slug])).status_code == 404
    for name in ("publish", "submit", "return", "withdraw"):
        assert act(browser, name, draft, remark="Non").status_code == 404
    assertNotContains(browser.get("/patrimoine/a-relire/"), draft.name)


def test_published_twice_is_refused(draft, animator, territorial):
    publish_heritage(place=submit_heritage(place=draft, by=animator), by=territorial)
    with pytest.raises(ValidationError) as refusal:
        publish_heritage(place=draft, by=territorial)
    assert refusal.value.messages == [CHANGED]


def test_public_page_cites_its_sources_and_its_licence(client, epm):
    place = HeritagePlaceFactory(
        commune=epm.commune, sources="Inventaire de 1874, https://example.org/1874.\nMme Laval, entretien\n"
    )
    page = html.fromstring(client.get(place.get_absolute_url()).text)
    assert page.xpath("//section[@aria-labelledby='sources']//a/@href") == ["https://example.org/1874"]
    lines = [line.text_content().strip() for line in page.xpath("//section[@aria-labelledby='sources']//li")]
    assert lines == ["Inventaire de 1874", "Mme Laval, entretien"]
    assert page.xpath("//dd/a[contains(@href, 'by-sa')]/text()") == ["CC BY-SA 4.0"]


@given(
    st.text(max_size=80).filter(lambda text: "http" not in text.lower()),
    st.from_regex(r"https://[a-z]{1,9}\.org/[a-z]{0,9}", fullmatch=True),
)
@settings(max_examples=30, deadline=None)
def test_address_of_a_source_is_found_whatever_stands_before(words, url):
    source = NamedSource.of_line(f"{words} {url}")
    assert source.url == url
    assert url not in source.words or source.words == url
