"""Accreditations on the page of a member."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.validation import AccreditationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def accredited(animator):
    AccreditationFactory(of_person=True, member=animator, act="Décision n° 46-P7")
    return animator


@pytest.mark.parametrize("who", ["animator", "coordinator"])
def test_a_member_and_coordinators_read_her_accreditations(request, client_of, accredited, who):
    page = client_of(request.getfixturevalue(who)).get(accredited.get_absolute_url()).content.decode()
    assert (page.count("Décision n° 46-P7"), page.count(">En cours</span>")) == (1, 1)


@pytest.mark.parametrize("who", ["colleague", "stranger", "territorial"])
def test_nobody_else_reads_them(request, client_of, accredited, who):
    response = client_of(request.getfixturevalue(who)).get(accredited.get_absolute_url())
    assert (response.status_code, response.content.decode().count("46-P7")) == (200, 0)


def test_one_that_has_ended_says_so(client_of, animator):
    yesterday = timezone.localdate() - timedelta(days=1)
    AccreditationFactory(of_person=True, member=animator, ends_on=yesterday)
    assert client_of(animator).get(animator.get_absolute_url()).content.decode().count(">Finie</span>") == 1


def test_who_was_never_accredited_has_no_such_section(client_of, colleague):
    page = client_of(colleague).get(colleague.get_absolute_url()).content.decode()
    assert page.count('id="habilitations"') == 0
