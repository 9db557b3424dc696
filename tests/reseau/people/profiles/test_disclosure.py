"""Who reads which part of a member's page: the condition and the predicate are one rule."""

import pytest

from reseau.enums import ShownTo
from reseau.people.members.models.member import Member
from reseau.people.profiles.disclosure import FIELDS, shown_to, shows

PEOPLE = ("animator", "colleague", "stranger", "territorial", "other_territorial", "coordinator")


@pytest.fixture
def network(request):
    return [request.getfixturevalue(name) for name in PEOPLE]


@pytest.mark.parametrize("choice", ShownTo)
@pytest.mark.parametrize("field", FIELDS)
def test_condition_and_predicate_agree_for_every_pair(network, field, choice):
    Member.objects.update(**{f"{field}_shown_to": choice})

    for reader in Member.objects.filter(pk__in=[each.pk for each in network]):
        found = set(Member.objects.in_network().filter(shown_to(reader, field)))
        loaded = Member.objects.in_network().with_live_positions()
        assert found == {member for member in loaded if shows(member, field, reader)}


@pytest.mark.parametrize(
    ("choice", "readers"),
    [
        (ShownTo.NETWORK, set(PEOPLE)),
        (ShownTo.TERRITORY, {"animator", "colleague", "territorial", "coordinator"}),
        (ShownTo.NOBODY, {"animator", "territorial", "coordinator"}),
    ],
)
def test_choice_decides_who_reads(request, network, animator, choice, readers):
    Member.objects.filter(pk=animator.pk).update(phone_shown_to=choice)
    member = Member.objects.get(pk=animator.pk)

    assert {name for name in PEOPLE if shows(member, "phone", request.getfixturevalue(name))} == readers
