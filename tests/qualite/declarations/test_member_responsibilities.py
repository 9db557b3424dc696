"""Equipment and loans of a place when somebody leaves it."""

import pytest
from django.urls import reverse

from alertes.channels.notices.models import Notice
from qualite.lending.enums import LoanState
from reseau.people.departures.responsibilities import held_by
from reseau.people.departures.services import leave
from tests.factories.equipment import EquipmentFactory, LoanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(epm):
    """A kit of the EPM of Gramat, and two loans of it: one to come, one returned."""
    kit = EquipmentFactory(epm=epm)
    LoanFactory(equipment=kit)
    LoanFactory(equipment__epm=epm, equipment__left_on="2026-01-05", state=LoanState.RETURNED)


def test_territory_is_told_where_nobody_is_left(held, animator, territorial, coordinator, epm):
    position = animator.positions.get()
    assert {each.name: each.count for each in held_by(position)} == {"equipment": 1, "loans": 1}

    leave(position=position, by=coordinator)

    notices = Notice.objects.filter(member=territorial, url=reverse("reseau:epm", args=[epm.slug]))
    assert sorted(notices.values_list("text", flat=True)) == [
        "Plus personne à l’EPM de Gramat\u00a0: matériel à garder ou à confier à un autre lieu, 1.",
        "Plus personne à l’EPM de Gramat\u00a0: prêts de matériel à rendre ou à annuler, 1.",
    ]


def test_everything_stays_with_the_team(held, animator, colleague):
    assert {each.destination for each in held_by(animator.positions.get())} == {"restent à l’équipe du lieu"}
