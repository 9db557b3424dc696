"""Tests of the accreditations on the page of a member."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.validation import AccreditationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def accredited(animator):
    AccreditationFactory(of_person=True, member=animator, act="Décision n° 46-P7")
    return animator


@pytest.mark.parametrize("person", ["animator", "coordinator"])
def test_member_and_coordinators_see_accreditations(request, client_of, accredited, person):
    page = client_of(request.getfixturevalue(person)).get(accredited.get_absolute_url()).content.decode()
    assert (page.count("Décision n° 46-P7"), page.count(">En cours</span>")) == (1, 1)


@pytest.mark.parametrize("person", ["colleague", "stranger", "territorial"])
def test_other_members_do_not_see_accreditations(request, client_of, accredited, person):
    response = client_of(request.getfixturevalue(person)).get(accredited.get_absolute_url())
    assert (response.status_code, response.content.decode().count("46-P7")) == (200, 0)


def test_ended_accreditation_is_shown_as_ended(client_of, animator):
    yesterday = timezone.localdate() - timedelta(days=1)
    AccreditationFactory(of_person=True, member=animator, ends_on=yesterday)
    assert client_of(animator).get(animator.get_absolute_url()).content.decode().count(">N’a plus cours</span>") == 1


def test_member_without_accreditation_has_no_section(client_of, colleague):
    page = client_of(colleague).get(colleague.get_absolute_url()).content.decode()
    assert page.count('id="habilitations"') == 0
