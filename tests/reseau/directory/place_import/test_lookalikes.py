"""Which places a row may be about: sure, doubtful or none, and the reasons in words."""

import pytest

from reseau.directory.place_import.lookalikes import KnownPlace, KnownPlaces

HERE = (44.78, 1.72)
# About 110 m and 1.1 km north.
NEAR, FAR = (44.781, 1.72), (44.79, 1.72)


def place(key: int = 1, **values) -> KnownPlace:
    columns = {
        "name": "Médiathèque de Gramat",
        "slug": "mediatheque",
        "pivot": "00000000000018",
        "commune_id": "46128",
        "commune_name": "Gramat",
        "point": HERE,
    }
    return KnownPlace(key, **(columns | values))


OTHER = {"slug": "autre", "pivot": "", "name": "La Fabrique", "point": FAR}


@pytest.mark.parametrize(
    ("row", "is_sure", "why"),
    [
        ({**OTHER, "name": "MEDIATHEQUE DE GRAMAT"}, True, "même nom et même commune"),
        (
            {**OTHER, "slug": "mediatheque", "name": "Médiathèque intercommunale"},
            True,
            "même identifiant, même commune, nom proche",
        ),
        ({**OTHER, "slug": "mediatheque"}, False, "même identifiant"),
        ({**OTHER, "slug": "mediatheque", "pivot": "00000000000018"}, True, "même identifiant, même SIRET"),
        ({**OTHER, "pivot": "00000000000018"}, False, "même SIRET"),
        (
            {**OTHER, "pivot": "00000000000018", "name": "La Médiathèque", "point": NEAR},
            True,
            "même SIRET, à 110\u00a0m, nom proche",
        ),
        ({**OTHER, "name": "Médiathèque J. Prévert", "point": NEAR}, False, "à 110\u00a0m, nom proche"),
        ({**OTHER, "name": "Mediatheques"}, False, "même commune, nom proche"),
        ({**OTHER, "slug": "mediatheque", "commune_id": "46042", "commune_name": "Cahors"}, False, "même identifiant"),
    ],
)
def test_place_is_found_with_its_reasons(row, is_sure, why):
    (found,) = KnownPlaces([place()]).lookalikes(place(**row))
    assert (found.is_sure, found.why) == (is_sure, why)


@pytest.mark.parametrize(
    "row",
    [
        OTHER,
        {**OTHER, "point": NEAR},
        {**OTHER, "point": None},
        {**OTHER, "name": "Mairie de Gramat", "point": NEAR},
        # One body runs places in several communes.
        {**OTHER, "pivot": "00000000000018", "commune_id": "46042", "commune_name": "Cahors"},
        {**OTHER, "name": "Médiathèque de Gramat", "commune_id": "46042", "commune_name": "Cahors"},
    ],
)
def test_other_place_is_not_taken_for_it(row):
    assert KnownPlaces([place()]).lookalikes(place(**row)) == []


def test_identifier_of_an_earlier_import_ties_a_row_to_its_place():
    known = KnownPlaces([place()], [("structure-60", 1), ("structure-60", 99)])

    (found,) = known.lookalikes(place(slug="structure-60", name="Médiathèque (Gramat)", pivot="", point=None))

    assert (found.is_sure, found.reasons[0]) == (True, "même identifiant")


def test_sure_place_comes_first():
    known = KnownPlaces([place(1, name="Médiathèques", slug="a", pivot=""), place(2)])
    assert [each.place.key for each in known.lookalikes(place(slug="b", pivot=""))] == [2, 1]
