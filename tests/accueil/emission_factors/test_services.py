"""Versions are added, judged and never changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accueil.emission_factors.models import EmissionFactor
from accueil.emission_factors.services import record_factor
from tests.factories.accueil import EmissionFactorFactory

pytestmark = pytest.mark.django_db
TYPED = {"grams": Decimal(193), "applies_from": date(2026, 1, 1), "source": " ADEME ", "method": "Usage seul."}


def test_version_keeps_who_recorded_it(coordinator):
    factor = record_factor(by=coordinator, **TYPED)

    assert (factor.recorded_by, factor.source, str(factor)) == (
        coordinator, "ADEME", "193\u00a0g de CO₂ par kilomètre, depuis janvier 2026",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("applies_from", date(2026, 1, 2), "Un facteur commence le premier jour d’un mois."),
        ("grams", Decimal("0.5"), "Assurez-vous que cette valeur est supérieure ou égale à 1."),
        ("source", "  ", "Ce champ ne peut pas être vide."),
        ("method", "", "Ce champ ne peut pas être vide."),
    ],
)
def test_what_is_refused(coordinator, name, value, why):
    with pytest.raises(ValidationError) as refusal:
        record_factor(by=coordinator, **TYPED | {name: value})

    assert why in refusal.value.message_dict[name]
    assert EmissionFactor.objects.count() == 0


@pytest.mark.parametrize("grams", [0, 1_001])
def test_database_refuses_the_factor_of_no_car(grams):
    with pytest.raises(IntegrityError), transaction.atomic():
        EmissionFactorFactory(grams=grams)


def test_erased_account_leaves_its_version(coordinator):
    factor = record_factor(by=coordinator, **TYPED)
    coordinator.delete()

    factor.refresh_from_db()
    assert factor.recorded_by is None
