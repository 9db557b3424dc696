"""Words of the national schema, read from its file."""

import hashlib

import pytest

from reseau.places.vocabulary import SCHEMA, FeatureKind, choices_of, schema, value_label, values_of

CHECKSUM = "c268f27e019a37b73c0fda92768c862b2dd53c83dd047beabb43fe9254105cef"


def test_schema_is_the_pinned_version_to_the_byte():
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() == CHECKSUM
    assert (schema()["version"], len(schema()["fields"])) == ("v1.0.2", 32)


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (FeatureKind.SERVICE, 9),
        (FeatureKind.PUBLIC, 5),
        (FeatureKind.CARE, 7),
        (FeatureKind.PRICE, 3),
        (FeatureKind.SUPPORT, 4),
        (FeatureKind.ACCESS, 6),
        (FeatureKind.PROGRAMME, 11),
        (FeatureKind.TRAINING_LABEL, 10),
        (FeatureKind.MOVING, 2),
        (FeatureKind.TYPE, 0),
    ],
)
def test_each_field_has_the_number_of_values_that_the_standard_announces(kind, count):
    assert len(values_of(kind)) == count


def test_values_keep_the_traps_of_the_schema_and_people_read_french():
    assert "Étapes numériques(La Poste)" in values_of(FeatureKind.TRAINING_LABEL)
    assert "Langues étrangères (anglais)" in values_of(FeatureKind.CARE)
    assert ("Étapes numériques(La Poste)", "Étapes numériques (La Poste)") in choices_of(FeatureKind.TRAINING_LABEL)
    assert value_label("Ce lieu n'accueille pas de public") == "Ce lieu n’accueille pas de public"
