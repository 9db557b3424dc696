"""Voices for needs: who reads the names."""

import pytest
from django.contrib.auth.models import AnonymousUser

from formation.offer.needs.models import Voice
from tests.factories.b2i import LearnerFactory
from tests.factories.planning import VoiceFactory, WishFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def voices(animator, stranger):
    """A voice from Figeac, of `animator`, and one from Cahors, of `stranger`."""
    wish = WishFactory(words="Parler aux ados")
    return [VoiceFactory(wish=wish, member=member) for member in (animator, stranger)]


def readable(user) -> list[Voice]:
    return list(Voice.objects.visible_to(user).order_by("pk"))


def test_voices_are_visible_to_their_authors_their_territory_and_coordinators(
    voices, animator, stranger, colleague, territorial, other_territorial, coordinator
):
    ours, theirs = voices
    assert [readable(user) for user in (animator, stranger, colleague)] == [[ours], [theirs], []]
    assert [readable(user) for user in (territorial, other_territorial)] == [[ours], [theirs]]
    assert readable(coordinator) == voices


def test_working_in_a_territory_shows_no_voice_of_it(voices, other_territorial, epm):
    PositionFactory(member=other_territorial, epm=epm)
    assert readable(other_territorial) == voices[1:]


def test_voices_are_hidden_outside_the_network(voices, former, epm):
    assert [readable(user) for user in (AnonymousUser(), former, LearnerFactory(epm=epm).member)] == [[], [], []]
