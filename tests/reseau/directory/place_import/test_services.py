"""An import applied: what it changes, what it leaves, what it refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from reseau.directory.place_hours.services import confirm_record
from reseau.directory.place_import.enums import RowVerdict
from reseau.directory.place_import.models import ImportedPlace, PlaceImport
from reseau.directory.place_import.planning import LEAVE, NEW, fingerprint_of, plan_import
from reseau.directory.place_import.services import (
    confirm_import,
    forget_import,
    forget_waiting_imports,
    keep_choices,
    refuse_shared_places,
)
from reseau.places.models.epm import EPM
from reseau.places.services import keep_features
from reseau.places.vocabulary import FeatureKind
from reseau.texts.wording import day_in_full
from tests.factories.reseau import EPMFactory
from tests.reseau.directory.place_import.conftest import OTHER_SIRET, apply, place_line

pytestmark = pytest.mark.django_db
ABOUT_GRAMAT = {"id": "gramat", "nom": "EPM de Gramat"}


def verdicts(batch: PlaceImport) -> list[tuple[int, str, str]]:
    return [(place.row.number, place.verdict, place.reason) for place in plan_import(batch=batch)]


def differences(batch: PlaceImport) -> dict[str, tuple[str, str, bool]]:
    (place,) = plan_import(batch=batch)
    return {each.part.key: (each.before_words, each.after_words, each.is_ticked) for each in place.changes}


def test_opening_an_import_writes_nothing(opened, gramat):
    opened(place_line(**ABOUT_GRAMAT, telephone="+33565000000"), place_line(id="autre", nom="Autre", pivot=""))
    gramat.refresh_from_db()
    assert (EPM.objects.count(), gramat.phone) == (1, "05 36 49 00 04")


def test_changes_are_told_field_by_field(opened, gramat):
    keep_features(epm=gramat, kind=FeatureKind.PRICE, values=["Gratuit"])
    line = place_line(
        **ABOUT_GRAMAT, telephone="+33565000000", frais_a_charge="Gratuit|Payant", horaires="Tu 14:00-18:00",
        latitude="44.78", longitude="1.72",
    )  # fmt: skip

    assert differences(opened(line)) == {
        "horaires": ("rien", "Mardi\u00a0: 14\u00a0h\u00a0–\u2060\u00a018\u00a0h", True),
        "telephone": ("05 36 49 00 04", "05 65 00 00 00", True),
        "frais_a_charge": ("Gratuit", "Gratuit, Payant", True),
        "date_maj": (day_in_full(gramat.updated_on, "j F Y"), day_in_full(timezone.localdate(), "j F Y"), True),
    }


def test_applied_row_changes_what_it_says_and_nothing_else(opened, coordinator, gramat):
    line = place_line(**ABOUT_GRAMAT, telephone="+33565000000", courriels="", horaires="Tu 14:00-18:00")
    EPM.objects.update(email="gramat@example.org", website="https://gramat.example.org/", doubted_on="2020-01-01")

    batch = apply(opened(line), coordinator)

    gramat.refresh_from_db()
    today = timezone.localdate()
    assert (gramat.phone, gramat.email, gramat.website) == (
        "05 65 00 00 00", "gramat@example.org", "https://gramat.example.org/",
    )  # fmt: skip
    assert (gramat.opening_hours, gramat.checked_on, gramat.checked_by, gramat.doubted_on) == (
        "Tu 14:00-18:00", today, None, None,
    )  # fmt: skip
    assert (gramat.updated_on, gramat.intervals.exists()) == (today, True)
    assert (batch.confirmed_by, batch.table, batch.is_waiting) == (coordinator, [], False)
    (trail,) = batch.places.all()
    assert (trail.epm, trail.line, trail.was_created) == (gramat, 2, False)
    assert trail.labels == ["Horaires", "Téléphone", "Mise à jour"]


def test_empty_cell_erases_where_the_coordination_says_so(opened, coordinator, gramat):
    keep_features(epm=gramat, kind=FeatureKind.PRICE, values=["Gratuit"])
    line = place_line(**ABOUT_GRAMAT, telephone="", frais_a_charge="", adresse="3 place du Four")
    assert set(differences(opened(line))) == {"date_maj"}

    apply(opened(line, empties_erase=True), coordinator)

    gramat.refresh_from_db()
    assert (gramat.phone, gramat.features.count(), gramat.address) == ("", 0, "3 place du Four, 46500 Gramat")


def test_record_checked_lately_by_a_person_is_not_overwritten_silently(opened, coordinator, animator, gramat):
    EPM.objects.update(opening_hours="Tu 14:00-18:00")
    confirm_record(epm=gramat, by=animator)
    batch = opened(place_line(**ABOUT_GRAMAT, telephone="+33565000000"))

    (place,) = plan_import(batch=batch)
    assert place.protection.startswith("Une personne du réseau a vérifié cette fiche le ")
    assert {each.part.key: each.is_ticked for each in place.changes} == {"telephone": False}

    batch = keep_choices(batch=batch, choices={2: {"choice": str(gramat.pk), "parts": ["telephone"]}})
    apply(batch, coordinator)
    gramat.refresh_from_db()
    assert (gramat.phone, gramat.checked_by) == ("05 65 00 00 00", animator)


@pytest.mark.parametrize(("days", "is_ticked"), [(364, True), (365, False), (366, False)])
def test_file_that_is_not_newer_than_the_record_is_not_ticked(opened, gramat, days, is_ticked):
    day = timezone.localdate() - timedelta(days=days)
    batch = opened(place_line(**ABOUT_GRAMAT, telephone="+33565000000", date_maj=f"{day}"))
    assert differences(batch)["telephone"][2] == is_ticked


def test_new_place_is_created_with_all_that_the_row_says(opened, coordinator, gramat):
    line = place_line(
        nom="Le Labo", id="le-labo", pivot=OTHER_SIRET, typologie="BIB|ASSO",
        services="Insertion professionnelle via le numérique",
        telephone="+33565000000", horaires="We 09:00-12:00", source="Hubik", adresse="Rue du Labo",
    )  # fmt: skip

    batch = apply(opened(line), coordinator)

    labo = EPM.objects.get(slug="le-labo")
    assert (labo.name, labo.kind, labo.address, labo.commune) == (
        "Le Labo", "library", "Rue du Labo, 46500 Gramat", gramat.commune,
    )  # fmt: skip
    assert (labo.latitude, labo.longitude) == (44.78, 1.72)
    assert (labo.opening_hours, labo.checked_on, labo.source) == ("We 09:00-12:00", timezone.localdate(), "Hubik")
    assert labo.features_by_kind() == {"typologie": ["BIB", "ASSO"], "services": [line["services"]]}
    assert [(each.epm, each.was_created) for each in batch.places.all()] == [(labo, True)]


@pytest.mark.parametrize(
    ("identifier", "slug"),
    [
        ("le-labo", "le-labo"),
        ("6f1c0f0e-3a5b-4f0e-8f0e-1c2d3e4f5a6b", "labo"),
        ("60", "labo"),
        ("Structure 60", "labo"),
        ("importer", "importer-2"),
        ("gramat", "gramat-2"),
    ],
)
def test_page_of_a_new_place_has_an_address_that_reads_and_that_is_free(opened, coordinator, gramat, identifier, slug):
    EPM.objects.filter(pk=gramat.pk).update(commune=EPMFactory(commune__name="Luzech").commune)
    batch = opened(place_line(id=identifier, nom="Labo", pivot=""))
    if identifier == "gramat":
        batch = keep_choices(batch=batch, choices={2: {"choice": NEW}})
    # Gramat has no place of its own any more, and stays a commune of the network.
    apply(batch, coordinator)
    assert EPM.objects.get(name="Labo").slug == slug


def test_identifier_is_recognised_at_the_next_import(opened, coordinator, gramat):
    apply(opened(place_line(id="60", nom="Labo", pivot="", adresse="Rue")), coordinator)

    batch = opened(place_line(id="60", nom="Labo de Gramat", pivot="", adresse="Rue"))

    assert verdicts(batch) == [(2, RowVerdict.CHANGED, "même identifiant, même commune, nom proche")]


def test_duplicates_are_told_with_their_reasons(opened, gramat):
    batch = opened(
        place_line(id="x", nom="epm de gramat"),
        place_line(id="y", nom="EPM de Gramat"),
        place_line(id="neuf", nom="La Fabrique", pivot=OTHER_SIRET),
        place_line(id="neuf", nom="Autre", pivot=""),
        place_line(id="neuf-2", nom="Fabrique", pivot=OTHER_SIRET),
        place_line(id="z", nom="Brocante", pivot=gramat.pivot),
    )
    assert verdicts(batch) == [
        (2, RowVerdict.CHANGED, "même SIRET, même nom et même commune"),
        (3, RowVerdict.DOUBTFUL, "la ligne 2 parle déjà de ce lieu"),
        (4, RowVerdict.NEW, ""),
        (5, RowVerdict.REFUSED, "même identifiant que la ligne 4"),
        (6, RowVerdict.DOUBTFUL, "la ligne 4 lui ressemble\u00a0: même SIRET, même commune, nom proche"),
        (7, RowVerdict.DOUBTFUL, "ressemble à un lieu\u00a0: même SIRET"),
    ]


@pytest.mark.parametrize("choice", [LEAVE, NEW, "match"])
def test_doubtful_row_does_what_the_person_chooses(opened, coordinator, gramat, choice):
    batch = opened(place_line(id="z", nom="Brocante", pivot=gramat.pivot))
    batch = keep_choices(batch=batch, choices={2: {"choice": str(gramat.pk) if choice == "match" else choice}})

    apply(batch, coordinator)

    names = {LEAVE: ["EPM de Gramat"], NEW: ["Brocante", "EPM de Gramat"], "match": ["Brocante"]}
    assert sorted(EPM.objects.values_list("name", flat=True)) == names[choice]


def test_choice_that_was_not_offered_changes_nothing(opened, gramat):
    stranger = EPMFactory(name="Lieu lointain")
    batch = opened(place_line(**ABOUT_GRAMAT))
    batch = keep_choices(batch=batch, choices={2: {"choice": str(stranger.pk)}})
    (place,) = plan_import(batch=batch)
    assert place.epm == gramat


def test_two_lines_chosen_for_one_place_are_refused(opened, coordinator, gramat):
    batch = opened(place_line(**ABOUT_GRAMAT), place_line(id="z", nom="Brocante", pivot=gramat.pivot))
    batch = keep_choices(batch=batch, choices={3: {"choice": str(gramat.pk)}})
    with pytest.raises(ValidationError, match=r"désignent le même lieu.*: 2, 3"):
        refuse_shared_places(plan=plan_import(batch=batch))
    with pytest.raises(ValidationError, match="2, 3"):
        apply(batch, coordinator)


def test_second_tap_applies_nothing_again(opened, coordinator, gramat):
    batch = opened(place_line(nom="Le Labo", id="le-labo", pivot=""))
    fingerprint = fingerprint_of(plan_import(batch=batch))

    for _tap in range(2):
        confirm_import(batch=batch, by=coordinator, fingerprint=fingerprint)

    assert (EPM.objects.filter(name="Le Labo").count(), ImportedPlace.objects.count()) == (1, 1)


def test_directory_that_changed_since_it_was_read_is_read_again(opened, coordinator, gramat):
    batch = opened(place_line(**ABOUT_GRAMAT, telephone="+33565000000"))
    fingerprint = fingerprint_of(plan_import(batch=batch))
    EPM.objects.update(phone="05 65 11 11 11")

    with pytest.raises(ValidationError, match="L’annuaire a changé entre-temps"):
        confirm_import(batch=batch, by=coordinator, fingerprint=fingerprint)

    gramat.refresh_from_db()
    assert gramat.phone == "05 65 11 11 11"


def test_left_import_is_forgotten_at_once_and_others_after_a_week(opened):
    left, old, recent = (opened(place_line()) for _ in range(3))
    forget_import(batch=left)
    PlaceImport.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(days=8))
    assert forget_waiting_imports() == 1
    assert list(PlaceImport.objects.all()) == [recent]
