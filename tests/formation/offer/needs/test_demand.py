"""The demand by theme and territory, and needs ripe for a session."""

import pytest

from formation.offer.needs.demand import NO_THEME, demand, ripe_wishes
from reseau.places.models.commune import Territory
from tests.factories.b2i import DomainFactory
from tests.factories.formation import SessionFactory
from tests.factories.planning import VoiceFactory, WishFactory
from tests.factories.reseau import PositionFactory


@pytest.fixture
def voices(epm, other_epm):
    """`voices(wish, figeac_count, cahors_count)`: add these numbers of voices in the two territories."""

    def add_voices(wish, figeac_count: int = 0, cahors_count: int = 0) -> None:
        for place, count in ((epm, figeac_count), (other_epm, cahors_count)):
            for _ in range(count):
                VoiceFactory(wish=wish, member=PositionFactory(epm=place).member)

    return add_voices


def test_demand_counts_voices_by_theme_and_territory(voices):
    security = DomainFactory(name="Sécurité", order=2)
    voices(WishFactory(domain=security), figeac_count=2, cahors_count=1)
    voices(WishFactory(domain=security), figeac_count=1)
    voices(WishFactory(), cahors_count=2)

    table = demand(list(Territory.objects.all()))

    assert [territory.name for territory in table.territories] == ["Cahors", "Figeac"]
    assert [(row.theme, row.cells, row.total) for row in table.rows] == [("Sécurité", [1, 3], 4), (NO_THEME, [2, 0], 2)]
    assert (table.totals, table.total) == ([3, 3], 6)


def test_demand_takes_one_query(voices, django_assert_num_queries):
    territories = list(Territory.objects.all())
    for _ in range(3):
        voices(WishFactory(domain=DomainFactory()), figeac_count=2)
    with django_assert_num_queries(1):
        demand(territories)


def test_theme_without_voice_has_no_row(db):
    assert demand([]).rows == []


def test_enough_voices_of_one_territory_are_ripe(voices, figeac):
    ripe, spread = WishFactory(), WishFactory()
    voices(ripe, figeac_count=3)
    voices(spread, figeac_count=2, cahors_count=2)

    assert [(wish.wish_id, wish.subject, wish.territory, wish.voices) for wish in ripe_wishes(enough=3)] == [
        (ripe.pk, ripe.words, "Figeac", 3)
    ]


def test_need_answered_by_a_coming_session_is_not_ripe(voices, training, epm):
    wish = WishFactory(training=training, of_training=True)
    voices(wish, figeac_count=3)
    SessionFactory(training=training, epm=epm)

    assert ripe_wishes(enough=3) == []
