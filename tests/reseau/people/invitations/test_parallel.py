"""Two acceptances of one invitation at the same time open one account."""

import pytest
from django.core.exceptions import ValidationError

from reseau.people.invitations.services import accept
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from tests.factories.reseau import InvitationFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_two_simultaneous_acceptances_open_one_account_on_postgresql(in_parallel):
    invitation = InvitationFactory(email="nouvelle@example.org")

    def try_to_accept(number: int) -> str:
        try:
            accept(token=invitation.token, password=f"trois-mots-de-passe-{number}")
        except ValidationError as refusal:
            return refusal.code
        return "opened"

    assert sorted(in_parallel(try_to_accept, [1, 2])) == ["not_usable", "opened"]
    assert Member.objects.filter(email="nouvelle@example.org").count() == 1
    assert Position.objects.filter(member__email="nouvelle@example.org").count() == 1
