"""Trails: composed, read again, walked, printed; a place that is withdrawn leaves them at once."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import html
from pypdf import PdfReader
from pytest_django.asserts import assertContains

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail, kilometres_along
from patrimoine.trails.services import TOO_FEW, advance_stop, publish_trail, submit_trail
from tests.factories.patrimoine import HeritagePlaceFactory, HeritageTrailFactory, TrailStopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(epm):
    return [HeritagePlaceFactory(commune=epm.commune, latitude=44.6 + step / 100) for step in range(3)]


@pytest.fixture
def trail(places, figeac):
    trail = HeritageTrailFactory(territory=figeac)
    for rank, place in enumerate(places, start=1):
        TrailStopFactory(trail=trail, place=place, rank=rank)
    return trail


def act(client, name: str, key, **data):
    return client.post(reverse(f"patrimoine:{name}", args=[key]), data)


def names(client, trail) -> list[str]:
    return html.fromstring(client.get(trail.get_absolute_url()).text).xpath("//h2[starts-with(@id, 'etape-')]/text()")


def test_member_composes_a_trail_that_the_territory_publishes(client, client_of, animator, territorial, places, figeac):
    author, reader = client_of(animator), client_of(territorial)
    author.post(
        reverse("patrimoine:trail_new"), {"name": "Trois ponts", "territory": figeac.pk, "summary": "Au fil de l’eau."}
    )
    trail = HeritageTrail.objects.get()
    assert (trail.author, trail.state, client.get(trail.get_absolute_url()).status_code) == (animator, "draft", 404)

    act(author, "trail_submit", trail.slug)
    trail.refresh_from_db()
    assert trail.state == HeritageState.DRAFT
    for place in places[:2]:
        act(author, "trail_stops", trail.slug, place=place.pk, way="Tout droit")
    act(author, "stop_advance", trail.stops.last().pk)
    act(author, "trail_submit", trail.slug)
    assert act(author, "trail_publish", trail.slug).status_code == 404
    act(reader, "trail_publish", trail.slug)

    assert names(client, trail) == [f"1. {places[1]}", f"2. {places[0]}"]
    assertContains(client.get("/patrimoine/circuits/"), "Trois ponts")
    assert author.get(reverse("patrimoine:trail_stops", args=[trail.slug])).status_code == 404
    act(author, "trail_withdraw", trail.slug)
    assert client.get(trail.get_absolute_url()).status_code == 404


def test_withdrawn_place_leaves_the_trail_and_its_paper(client, trail, places):
    HeritagePlace.objects.filter(pk=places[0].pk).update(state=HeritageState.WITHDRAWN)
    assert names(client, trail) == [f"1. {places[1]}", f"2. {places[2]}"]
    assert places[0].name not in text_of(client, trail)
    assert client.get(reverse("patrimoine:notice_pdf", args=[places[0].slug])).status_code == 404


def text_of(client, trail) -> str:
    content = client.get(reverse("patrimoine:trail_pdf", args=[trail.slug])).content
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_paper_has_each_stop_in_order_with_its_way(client, trail, places):
    text = " ".join(text_of(client, trail).split())
    positions = [text.index(place.name) for place in places]
    assert positions == sorted(positions)
    assert text.count("Suivez la rivière.") == 3
    assert "Archives de la commune, série DD" in text


def test_notice_of_a_place_leads_to_its_page(client, places):
    answer = client.get(reverse("patrimoine:notice_pdf", args=[places[0].slug]))
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert places[0].name in text
    assert places[0].get_absolute_url() in text.replace("\n", "")


def test_others_neither_read_nor_write_a_draft(client_of, colleague, other_territorial, animator, trail):
    HeritageTrail.objects.filter(pk=trail.pk).update(state=HeritageState.DRAFT, author=animator)
    stop = trail.stops.first()
    for member in (colleague, other_territorial):
        browser = client_of(member)
        for name in ("trail", "trail_edit", "trail_stops", "trail_pdf"):
            assert browser.get(reverse(f"patrimoine:{name}", args=[trail.slug])).status_code == 404
        for name, key in (("trail_submit", trail.slug), ("trail_withdraw", trail.slug), ("stop_remove", stop.pk)):
            assert act(browser, name, key).status_code == 404


def test_published_trail_keeps_two_places(client_of, territorial, trail):
    browser = client_of(territorial)
    for stop in trail.stops.all():
        act(browser, "stop_remove", stop.pk)
    assert trail.stops.count() == 2


def test_trail_of_one_place_is_refused(figeac, epm, animator):
    trail = HeritageTrailFactory(territory=figeac, state=HeritageState.DRAFT)
    TrailStopFactory(trail=trail, place__commune=epm.commune)
    TrailStopFactory(trail=trail, place=HeritagePlaceFactory(draft=True, commune=epm.commune))
    with pytest.raises(ValidationError) as refusal:
        submit_trail(trail=trail, by=animator)
    assert refusal.value.messages == [TOO_FEW]
    with pytest.raises(ValidationError):
        publish_trail(trail=trail, by=animator)
    assert HeritageTrail.objects.get().state == HeritageState.DRAFT


def test_first_stop_stays_first(trail, places):
    advance_stop(stop=trail.stops.first())
    assert [stop.place for stop in trail.stops.all()] == places


def test_length_adds_up(places):
    assert kilometres_along(places) == pytest.approx(2 * 1.112, rel=1e-6)
    assert kilometres_along(places[:1]) == 0
