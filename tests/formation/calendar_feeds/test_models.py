"""A feed concerns one, and has one live address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories.formation import CalendarFeedFactory

pytestmark = pytest.mark.django_db


def test_it_is_named_as_among_other_calendars(animator, epm, figeac):
    feeds = [CalendarFeedFactory(member=animator), CalendarFeedFactory(territory=figeac), CalendarFeedFactory(epm=epm)]

    assert [str(feed) for feed in feeds] == [
        *("Mes formations", "Formations, territoire de Figeac", "Formations, EPM de Gramat"),
    ]


def test_it_concerns_one(animator, epm):
    with pytest.raises(ValidationError) as refusal:
        CalendarFeedFactory.build(member=animator, epm=epm).full_clean()
    assert refusal.value.messages == ["Un flux concerne un membre, un territoire ou un EPM."]
    with pytest.raises(IntegrityError):
        CalendarFeedFactory(member=animator, epm=epm)


def test_two_live_addresses_are_refused_but_not_revoked_ones(animator):
    CalendarFeedFactory.create_batch(2, member=animator, revoked=True)
    CalendarFeedFactory(member=animator)

    with pytest.raises(IntegrityError):
        CalendarFeedFactory(member=animator)
