"""Rules shared by forms and services."""

import pytest
from django.core.exceptions import ValidationError

from formation.validators import check_capacity, check_training_slug
from tests.factories.reseau import EPMFactory


def test_capacity_beyond_the_seats_is_refused_with_their_number():
    epm = EPMFactory.build(name="EPM de Gramat", commune=None, seats=8)

    with pytest.raises(ValidationError) as refusal:
        check_capacity(9, epm)

    assert refusal.value.message_dict == {"capacity": ["L’EPM de Gramat a 8\u00a0places assises."]}


def test_capacity_of_all_the_seats_is_accepted():
    check_capacity(8, EPMFactory.build(name="EPM de Gramat", commune=None, seats=8))


@pytest.mark.parametrize("slug", ["plan", "sessions", "mes-formations", "parcours"])
def test_slug_of_a_page_of_the_training_year_is_refused(slug):
    with pytest.raises(ValidationError) as refusal:
        check_training_slug(slug)

    assert list(refusal.value.message_dict) == ["slug"]
