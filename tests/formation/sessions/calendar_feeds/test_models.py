"""A feed has one owner and one live address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories.formation import CalendarFeedFactory

pytestmark = pytest.mark.django_db


def test_feed_has_a_title_for_calendars(animator, epm, figeac):
    feeds = [CalendarFeedFactory(member=animator), CalendarFeedFactory(territory=figeac), CalendarFeedFactory(epm=epm)]

    assert [str(feed) for feed in feeds] == [
        *("Mes formations", "Formations, territoire de Figeac", "Formations, EPM de Gramat"),
    ]


def test_feed_with_two_owners_is_refused(animator, epm):
    with pytest.raises(ValidationError) as refusal:
        CalendarFeedFactory.build(member=animator, epm=epm).full_clean()
    assert refusal.value.messages == ["Un flux concerne un membre, un territoire ou un EPM."]
    with pytest.raises(IntegrityError):
        CalendarFeedFactory(member=animator, epm=epm)


def test_second_live_address_is_refused_but_not_after_revocation(animator):
    CalendarFeedFactory.create_batch(2, member=animator, revoked=True)
    CalendarFeedFactory(member=animator)

    with pytest.raises(IntegrityError):
        CalendarFeedFactory(member=animator)
