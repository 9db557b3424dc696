"""Links that open something: only the right one does, for each kind, under today's key and former ones."""

import pytest
from django.apps import apps
from django.utils import timezone

from formation.sessions.calendar_feeds.models import CalendarFeed
from reseau.web.signed_links import fill_token_places, hash_token, link_token, row_behind, token_place
from tests.factories.reseau import InvitationFactory, PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(animator):
    return CalendarFeed.objects.create(member=animator)


def behind(token: str, model=CalendarFeed):
    return row_behind(model.objects, token)


def test_every_kind_of_linked_row_has_what_its_link_needs():
    linked = {model for model in apps.get_models() if hasattr(model, "link_facts")}
    assert {model._meta.label for model in linked} == {
        "accueil.Appointment",
        "accueil.OpinionTablet",
        "accueil.Partner",
        "enquetes.Kiosk",
        "enquetes.UnfinishedResponse",
        "formation.CalendarFeed",
        "formation.EmployerAgreement",
        "reseau.AgendaFeed",
        "reseau.NewsFeed",
        "reseau.Invitation",
        "ressources.Collection",
    }
    stored_before = [model for model in linked if hasattr(model, "former_link")]
    # Seven kinds came after links were no longer stored.
    assert {model._meta.label for model in linked - set(stored_before)} == {
        "accueil.Appointment",
        "accueil.OpinionTablet",
        "accueil.Partner",
        "enquetes.Kiosk",
        "enquetes.UnfinishedResponse",
        "reseau.AgendaFeed",
        "reseau.NewsFeed",
    }
    assert [model for model in stored_before if not model._meta.get_field("former_link").unique] == []


def test_link_opens_its_row(feed, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert behind(feed.token) == feed
    assert CalendarFeed.objects.get().token == feed.token


def test_link_of_another_row_does_not_open(feed):
    other = CalendarFeed.objects.create(member=PositionFactory().member)
    signature, other_signature = (row.token.partition("-")[2] for row in (feed, other))
    assert behind(f"{feed.pk}-{other_signature}") is None
    assert behind(f"{other.pk}-{signature}") is None


def test_link_of_another_kind_does_not_open(feed):
    """The same key and the same facts, signed for an invitation."""
    invitation = InvitationFactory()
    invitation.pk = feed.pk
    type(invitation).link_facts, facts = feed.link_facts, type(invitation).link_facts
    try:
        foreign = link_token(invitation)
    finally:
        type(invitation).link_facts = facts
    assert foreign.partition("-")[0] == str(feed.pk)
    assert behind(foreign) is None


def test_row_that_takes_the_place_of_another_is_not_opened_by_its_link(feed):
    """A restored database gives again the keys of rows that it lost."""
    token = feed.token
    CalendarFeed.objects.filter(pk=feed.pk).update(created=timezone.now())
    assert behind(token) is None


@pytest.mark.parametrize(
    "token",
    ["", "-", "1", "1-", "é-x", "1-\0", "1-\ud800", "9" * 40 + "-x", "-1-x", "²-x", " 1-x", "x" * 10_000],
)
def test_odd_token_opens_nothing(feed, token):
    assert behind(token) is None
    assert behind(token.replace("1", str(feed.pk))) is None


def test_link_stored_before_still_opens_and_is_stored_no_more(feed):
    former = "Q2h1dC1jJ2VzdC11bi1zZWNyZXQtdHJlcy1sb25n"
    CalendarFeed.objects.filter(pk=feed.pk).update(former_link=hash_token(former))
    assert (behind(former), behind(feed.token)) == (feed, feed)
    assert behind(hash_token(former)) is None


def test_former_key_of_the_site_still_opens(feed, settings):
    token = feed.token
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert feed.token != token
    assert (behind(token), behind(feed.token)) == (feed, feed)
    settings.SECRET_KEY_FALLBACKS = []
    assert (behind(token), behind(feed.token)) == (None, feed)


def test_place_of_a_token_is_filled_when_the_path_is_used(feed):
    path = f"/formation/calendriers/{token_place(feed)}.ics"
    assert feed.token.partition("-")[2] not in path
    assert fill_token_places(path) == f"/formation/calendriers/{feed.token}.ics"
    feed.delete()
    assert behind(fill_token_places(path).split("/")[-1].removesuffix(".ics")) is None
