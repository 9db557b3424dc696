"""An import undone: what comes back, what stays because somebody needs it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from reseau.directory.place_import.undoing import undo_import
from reseau.places.models.epm import EPM
from reseau.places.services import keep_features
from reseau.places.vocabulary import FeatureKind
from tests.factories.reseau import PositionFactory
from tests.reseau.directory.place_import.conftest import apply, place_line

pytestmark = pytest.mark.django_db
LABO = {"id": "le-labo", "nom": "Le Labo", "pivot": ""}


def record(epm: EPM) -> dict:
    """Return all that the record of `epm` says."""
    values = EPM.objects.filter(pk=epm.pk).values().get()
    return values | {"features": EPM.objects.get(pk=epm.pk).features_by_kind()}


@pytest.fixture
def changed(opened, coordinator, gramat):
    """A record of Gramat, and an import that has just changed most of it."""
    keep_features(epm=gramat, kind=FeatureKind.PRICE, values=["Gratuit"])
    before = record(gramat)
    line = place_line(
        id="gramat", nom="Tiers-lieu de Gramat", telephone="+33565000000", horaires="Tu 14:00-18:00",
        frais_a_charge="Payant", latitude="44.79", longitude="1.73", adresse="1 rue Neuve",
    )  # fmt: skip
    batch = apply(opened(line), coordinator)
    assert record(gramat) != before
    return batch, before


def test_undo_puts_back_the_whole_record(changed, coordinator, gramat):
    batch, before = changed

    batch = undo_import(batch=batch, by=coordinator)

    assert record(gramat) == before
    assert (batch.undone_by, batch.places.get().kept, gramat.intervals.count()) == (coordinator, "", 0)


def test_what_somebody_changed_since_stays_and_is_told(changed, coordinator, gramat):
    batch, before = changed
    EPM.objects.update(phone="05 65 22 22 22")
    keep_features(epm=gramat, kind=FeatureKind.PRICE, values=["Gratuit", "Payant"])

    undo_import(batch=batch, by=coordinator)

    after = record(gramat)
    assert (after["phone"], after["features"]) == ("05 65 22 22 22", {"frais_a_charge": ["Payant", "Gratuit"]})
    assert (after["name"], after["address"]) == (before["name"], before["address"])
    assert batch.places.get().kept == "changé depuis\u00a0: téléphone, prix"


def test_hours_that_the_team_has_checked_since_stay(changed, coordinator, animator, gramat):
    batch, _before = changed
    EPM.objects.update(checked_by=animator)

    undo_import(batch=batch, by=coordinator)

    assert record(gramat)["opening_hours"] == "Tu 14:00-18:00"
    assert batch.places.get().kept == "changé depuis\u00a0: horaires"


def test_created_place_is_withdrawn(opened, coordinator, gramat):
    batch = apply(
        opened(place_line(**LABO, horaires="Tu 14:00-18:00", services="Insertion professionnelle via le numérique")),
        coordinator,
    )

    undo_import(batch=batch, by=coordinator)

    assert list(EPM.objects.all()) == [gramat]
    trail = batch.places.get()
    assert (trail.epm, trail.name, trail.kept) == (None, "Le Labo", "")


def test_created_place_where_somebody_works_stays(opened, coordinator, gramat):
    batch = apply(opened(place_line(**LABO)), coordinator)
    PositionFactory(epm=EPM.objects.get(name="Le Labo"))

    undo_import(batch=batch, by=coordinator)

    assert batch.places.get().kept == "le site s’en sert\u00a0: postes"
    assert EPM.objects.filter(name="Le Labo").count() == 1


def test_created_place_that_its_team_completed_stays(opened, coordinator, gramat):
    batch = apply(opened(place_line(**LABO)), coordinator)
    EPM.objects.filter(name="Le Labo").update(name="Le Grand Labo")

    undo_import(batch=batch, by=coordinator)

    assert batch.places.get().kept == "changé depuis\u00a0: nom"


def test_second_undo_does_nothing(changed, coordinator, animator, gramat):
    batch, _before = changed
    undo_import(batch=batch, by=coordinator)
    EPM.objects.update(phone="05 65 22 22 22")

    batch = undo_import(batch=batch, by=animator)

    assert (record(gramat)["phone"], batch.undone_by) == ("05 65 22 22 22", coordinator)


def test_import_that_waits_cannot_be_undone(opened, coordinator):
    with pytest.raises(ValidationError, match="pas appliqué"):
        undo_import(batch=opened(place_line()), by=coordinator)


def test_place_of_an_undone_import_is_not_recognised_by_its_identifier(opened, coordinator, gramat):
    """Its trail stays, and speaks of nothing any more."""
    batch = apply(opened(place_line(**LABO | {"id": "60"})), coordinator)
    PositionFactory(epm=EPM.objects.get(name="Le Labo"))
    undo_import(batch=batch, by=coordinator)
    assert list(type(batch.places.get()).objects.standing()) == []
    assert batch.places.get().epm is not None
    assert timezone.localdate() >= batch.places.get().epm.updated_on
