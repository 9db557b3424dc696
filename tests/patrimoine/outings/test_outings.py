"""Outings: announced by a team, public at once, in the agenda and the files; cancelled ones say so, past ones leave."""

import json
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from patrimoine.declarations.search import OutingSource
from patrimoine.open_data.outing_files import outings_json
from patrimoine.outings.models import Outing
from patrimoine.outings.services import UNPUBLISHED, announce_outing, cancel_outing
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from tests.factories.patrimoine import HeritagePlaceFactory, HeritageTrailFactory, OutingFactory, TrailStopFactory

pytestmark = pytest.mark.django_db
LIST, FILE, FEED = "/patrimoine/sorties/", "/patrimoine/donnees/sorties.json", "/patrimoine/donnees/sorties.ics"


@pytest.fixture
def place(epm):
    return HeritagePlaceFactory(name="Le pont neuf", commune=epm.commune)


@pytest.fixture
def outing(place, epm):
    return OutingFactory(place=place, epm=epm, name="Le pont, vu d’en dessous")


def day_in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def typed(**values) -> dict:
    return {
        "kind": "visite",
        "name": "Le pont de nuit",
        "summary": "On vient voir les lampes.",
        "day": day_in(5).isoformat(),
        "start": "20:00",
        "end": "21:30",
        "contact": "05 36 49 00 01",
    } | values


def events(client) -> list[dict]:
    return json.loads(client.get(FILE).text)["events"]


def feed(client) -> list:
    return Calendar.from_ical(client.get(FEED).content).walk("VEVENT")


def test_team_announces_an_outing_that_everybody_reads(client, client_of, animator, place, epm):
    form = reverse("patrimoine:outing_new", args=["lieu", place.slug])
    assertContains(client_of(animator).get(place.get_absolute_url()), form)
    response = client_of(animator).post(form, typed(capacity="Entrée libre"))
    outing = Outing.objects.get()
    assert response.url == outing.get_absolute_url()
    assert (outing.place, outing.epm, outing.author) == (place, epm, animator)
    for page in (outing.get_absolute_url(), LIST, place.get_absolute_url()):
        assertContains(client.get(page), "Le pont de nuit")
    assertContains(client.get(f"/agenda/?mois={outing.day:%Y-%m}"), "Le pont de nuit")
    assert OutingSource().document(outing).facets["commune"] == (place.commune.name,)


def test_outing_on_a_trail_begins_at_its_first_place(client, client_of, animator, place, epm, figeac):
    trail = HeritageTrailFactory(territory=figeac, name="Trois ponts")
    for rank, each in enumerate((place, HeritagePlaceFactory(commune=epm.commune, latitude=44.9))):
        TrailStopFactory(trail=trail, place=each, rank=rank)
    form = reverse("patrimoine:outing_new", args=["circuit", trail.slug])
    client_of(animator).post(form, typed(kind="balade"))
    assertContains(client.get(trail.get_absolute_url()), "Le pont de nuit")
    (event,) = events(client)
    assert (event["location"]["name"], event["location"]["latitude"]) == ("Trois ponts", place.latitude)


def test_files_say_when_where_and_whom_to_ask(client, outing, place):
    (event,) = events(client)
    begin = outing.begins_at
    assert event["title"] == {"fr": outing.name}
    assert event["timings"] == [{"begin": begin.isoformat(), "end": (begin + timedelta(minutes=90)).isoformat()}]
    assert (event["status"], event["location"]["insee"]) == (1, place.commune_id)
    assert event["registration"] == [{"type": "phone", "value": outing.contact}]
    (entry,) = feed(client)
    assert (entry["status"], entry.decoded("dtstart")) == ("CONFIRMED", begin)
    page = html.fromstring(client.get(outing.get_absolute_url()).text)
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    (described,) = json.loads(text)["@graph"]
    assert (described["@type"], described["eventStatus"]) == ("Event", "https://schema.org/EventScheduled")
    assert (described["startDate"], described["location"]["geo"]["latitude"]) == (begin.isoformat(), place.latitude)


def test_cancelled_outing_says_so_everywhere(client, client_of, animator, outing):
    browser = client_of(animator)
    browser.post(reverse("patrimoine:outing_cancel", args=[outing.pk]))
    page = client.get(outing.get_absolute_url())
    assertContains(page, "n’aura pas lieu")
    assertContains(page, "https://schema.org/EventCancelled")
    assertContains(client.get(LIST), "Annulée")
    assert ([each["status"] for each in events(client)], [each["status"] for each in feed(client)]) == (
        [6],
        ["CANCELLED"],
    )
    assertNotContains(client.get(f"/agenda/?mois={outing.day:%Y-%m}"), outing.name)
    assert not OutingSource().queryset().exists()
    answer = browser.post(reverse("patrimoine:outing_edit", args=[outing.pk]), typed())
    assert (answer.status_code, "annulée" in answer.text) == (422, True)


def test_past_and_unpublished_outings_leave(client, place, outing):
    over = OutingFactory(place=place, epm=outing.epm, name="Hier", day=day_in(-1))
    running = OutingFactory(place=place, epm=outing.epm, name="Photos", day=day_in(-2), last_day=day_in(1))
    assertNotContains(client.get(LIST), over.name)
    assertContains(client.get(over.get_absolute_url()), "a eu lieu")
    assert {event["uid"] for event in events(client)} == {outing.pk, running.pk}
    assert over.pk in OutingSource().changed_by_days(day_in(-5), timezone.localdate())
    HeritagePlace.objects.update(state=HeritageState.WITHDRAWN)
    assert (client.get(outing.get_absolute_url()).status_code, events(client), feed(client)) == (404, [], [])


def test_outing_is_changed_by_its_team_and_its_territory_alone(
    client, client_of, animator, territorial, stranger, other_territorial, outing, place
):
    pages = [reverse("patrimoine:outing_edit", args=[outing.pk]), reverse("patrimoine:outing_cancel", args=[outing.pk])]
    for member, status in ((animator, 200), (territorial, 200), (stranger, 404), (other_territorial, 404)):
        assert client_of(member).get(pages[0]).status_code == status
    for member in (stranger, other_territorial):
        assert {client_of(member).post(page, typed()).status_code for page in pages} == {404}
    assert client.post(pages[1]).status_code in (302, 404)
    outing.refresh_from_db()
    assert (outing.cancelled, outing.name) == (None, "Le pont, vu d’en dessous")
    client_of(territorial).post(pages[0], typed(name="Autre nom"))
    outing.refresh_from_db()
    assert outing.name == "Autre nom"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"contact": ""}, "contact"),
        ({"day": day_in(-1).isoformat()}, "day"),
        ({"end": "19:00"}, None),
        ({"last_day": day_in(4).isoformat()}, None),
    ],
)
def test_what_makes_no_sense_is_refused(client_of, animator, place, wrong, field):
    form = reverse("patrimoine:outing_new", args=["lieu", place.slug])
    answer = client_of(animator).post(form, typed(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field or "__all__"]
    assert not Outing.objects.exists()


def test_database_and_service_refuse_what_has_no_place(animator, outing, epm):
    draft = HeritagePlaceFactory(draft=True, commune=epm.commune)
    with pytest.raises(ValidationError) as refusal:
        announce_outing(by=animator, subject=draft, name="Non")
    assert refusal.value.messages == [UNPUBLISHED]
    for change in ({"place": None}, {"end": time(9)}, {"last_day": outing.day}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Outing.objects.filter(pk=outing.pk).update(**change)
    cancel_outing(outing=outing)
    with pytest.raises(ValidationError):
        cancel_outing(outing=outing)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_and_files_take_as_many_queries_whatever_their_length(
    client, place, epm, figeac, count, django_assert_max_num_queries
):
    OutingFactory.create_batch(count, place=place, epm=epm)
    OutingFactory.create_batch(count, along_a_trail=True, trail__territory=figeac, epm=epm)
    for address, most in ((LIST, 12), (FILE, 6), (FEED, 6)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 20))
@settings(max_examples=30, deadline=None)
def test_exhibition_opens_on_each_of_its_days(first, length):
    place = HeritagePlace(
        name="Le pont", slug="pont", commune=Commune(name="Cahors", postal_codes="46000"), latitude=44.4, longitude=1.4
    )
    last = first + timedelta(days=length) if length else None
    outing = Outing(
        pk=1, place=place, trail=None, epm=EPM(name="Ici"), day=first, last_day=last, start=time(9), end=time(17)
    )
    (event,) = outings_json([outing])["events"]
    days = [timing["begin"][:10] for timing in event["timings"]]
    assert days == [(first + timedelta(days=step)).isoformat() for step in range(length + 1)]
    assert all(timing["begin"] < timing["end"] for timing in event["timings"])
