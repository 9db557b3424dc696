"""Pages of the emission factor: who reads it, who records a version."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from accueil.emission_factors.models import EmissionFactor
from tests.factories.accueil import EmissionFactorFactory
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/kilometres-evites/facteur/", "/kilometres-evites/facteur/nouveau/"
TYPED = {"grams": "193", "applies_from": "2026-01-01", "source": "ADEME", "source_url": "", "method": "Usage seul."}


def test_members_read_and_the_coordination_records(client, client_of, animator, coordinator, territorial):
    assertContains(client_of(animator).get(LIST), "Aucun facteur n’est noté")
    assertNotContains(client_of(animator).get(LIST), NEW)
    assertContains(client_of(coordinator).get(LIST), NEW)
    assert [client_of(member).get(NEW).status_code for member in (animator, territorial, LearnerFactory().member)] == [
        404, 404, 404,
    ]  # fmt: skip
    assert client.get(LIST).status_code == 302

    response = client_of(coordinator).post(NEW, TYPED, follow=True)

    assertContains(response, "C’est noté\u00a0: 193\u00a0g de CO₂ par kilomètre, depuis janvier 2026.")
    assertContains(response, "en vigueur", count=1)
    assert EmissionFactor.objects.get().recorded_by == coordinator


def test_animator_records_nothing(client_of, animator):
    assert client_of(animator).post(NEW, TYPED).status_code == 404
    assert EmissionFactor.objects.count() == 0


def test_refusal_stands_beside_its_field_and_keeps_what_was_typed(client_of, coordinator):
    response = client_of(coordinator).post(NEW, TYPED | {"applies_from": "2026-01-15"})

    assertContains(response, "Un facteur commence le premier jour d’un mois.")
    assertContains(response, 'value="193"')
    assert EmissionFactor.objects.count() == 0


def test_form_begins_with_the_words_of_the_version_in_force(client_of, coordinator):
    EmissionFactorFactory(source="ADEME, 2020", method="L’usage seul.")

    page = client_of(coordinator).get(NEW)

    assertContains(page, 'value="ADEME, 2020"')
    assertContains(page, "L’usage seul.")


def test_list_makes_the_same_queries_with_one_and_three_versions(client_of, coordinator):
    client = client_of(coordinator)
    EmissionFactorFactory(recorded_by=coordinator)
    client.get(LIST)
    with CaptureQueriesContext(connection) as of_one:
        client.get(LIST)
    for _ in range(2):
        EmissionFactorFactory(recorded_by=MemberFactory())
    with CaptureQueriesContext(connection) as of_three:
        assertContains(client.get(LIST), "janvier 2020", count=4)

    assert len(of_three) == len(of_one)
