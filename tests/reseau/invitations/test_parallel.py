"""Two acceptances of one invitation at the same time open one account."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from reseau.invitations.services import accept
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from tests.factories.reseau import InvitationFactory


@pytest.mark.django_db(transaction=True)
def test_two_simultaneous_acceptances_open_one_account():
    invitation = InvitationFactory(email="nouvelle@example.org")
    barrier = Barrier(2)

    def try_to_accept(number: int) -> str:
        barrier.wait()
        try:
            accept(token=invitation.token, password=f"trois-mots-de-passe-{number}")
        except (ValidationError, OperationalError):  # SQLite in memory fails at once where a file waits
            return "refused"
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(try_to_accept, [1, 2]))

    assert outcomes == ["opened", "refused"]
    assert Member.objects.filter(email="nouvelle@example.org").count() == 1
    assert Position.objects.filter(member__email="nouvelle@example.org").count() == 1
