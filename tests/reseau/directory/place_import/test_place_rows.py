"""A row checked column by column: what is refused, what is not believed, what is understood."""

import datetime

import pytest

from reseau.directory.open_data.national_columns import COLUMNS
from reseau.directory.place_import.place_rows import PlaceRow, RowReader
from tests.factories.reseau import CommuneFactory
from tests.reseau.directory.place_import.conftest import place_line

TODAY = datetime.date(2026, 12, 1)
ABSENT = object()


@pytest.fixture
def read(db):
    communes = [
        CommuneFactory.build(insee_code="46128", name="Gramat", postal_codes="46500 46501", territory=None),
        CommuneFactory.build(insee_code="46268", name="Saint-Géry-Vers", former_names="vers", territory=None),
    ]

    def read_line(**cells) -> PlaceRow:
        line = {"date_maj": "2026-11-30"} | cells
        line = {name: value for name, value in (place_line() | line).items() if value is not ABSENT}
        columns = [name for name in COLUMNS if name in line]
        return RowReader(columns, communes, TODAY).read(2, [line[name] for name in columns])

    return read_line


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        ({"id": ""}, "il manque l’identifiant (id)"),
        ({"nom": ""}, "il manque le nom"),
        ({"nom": "=1+1"}, "nom\u00a0: «\u00a0=1+1\u00a0» commence comme une formule"),
        (
            {"nom": "x" * 121},
            "nom\u00a0: Assurez-vous que cette valeur comporte au plus 120 caractères (actuellement 121)",
        ),
        ({"commune": "Brive"}, "«\u00a0Brive\u00a0» n’est pas une commune du réseau"),
        ({"commune": ""}, "il manque la commune"),
        ({"code_insee": "46268"}, "le code INSEE 46268 est celui de Saint-Géry-Vers, pas de Gramat"),
        ({"date_maj": "30/11/2026"}, "date_maj s’écrit 2026-04-02, pas «\u00a030/11/2026\u00a0»"),
        ({"date_maj": "2026-12-02"}, "date_maj est dans l’avenir\u00a0: 2026-12-02"),
    ],
)
def test_row_that_cannot_be_believed_is_refused(read, cells, refusal):
    assert read(**cells).refusals == [refusal]


def test_row_of_another_length_is_refused():
    row = RowReader(["id", "nom", "commune"], [], TODAY).read(2, ["a", "Lieu, de Gramat"])
    assert row.refusals == ["la ligne a 2 cases, et le fichier 3 colonnes"]


@pytest.mark.parametrize(
    ("cells", "key", "remark"),
    [
        ({"pivot": "00000000000019"}, "pivot", "Un chiffre de ce SIRET est faux"),
        ({"courriels": "gramat"}, "courriels", "adresse électronique"),
        ({"site_web": "gramat point fr"}, "site_web", "URL valide"),
        ({"horaires": "le mardi après-midi"}, "horaires", "ces horaires ne se comprennent pas"),
        ({"latitude": "48.8", "longitude": "2.35"}, "position", "de la mairie de Gramat"),
        ({"latitude": "nan", "longitude": "1.7"}, "position", "n’est pas sur la Terre"),
        ({"latitude": "quarante", "longitude": "1.7"}, "position", "n’est pas une position"),
        ({"services": "Réparer des vélos"}, "services", "aucune valeur du standard"),
        ({"presentation_resume": "x" * 281}, "presentation_resume", "280"),
        ({"source": "@SUM(A1)"}, "source", "commence comme une formule"),
    ],
)
def test_cell_that_cannot_be_believed_is_told_and_left_aside(read, cells, key, remark):
    row = read(**cells)

    assert (row.refusals, key in row.values) == ([], False)
    assert remark in row.remarks[-1]
    assert row.remarks[-1].endswith("laissé de côté")


@pytest.mark.parametrize(
    ("cells", "key", "value"),
    [
        ({"telephone": "+33536490004"}, "telephone", "05 36 49 00 04"),
        ({"telephone": "05.36.49.00.04"}, "telephone", "05 36 49 00 04"),
        ({"courriels": "a@example.org|b@example.org"}, "courriels", "a@example.org"),
        ({"pivot": "000 000 000 00018"}, "pivot", "00000000000018"),
        ({"latitude": "44,78", "longitude": "1,72"}, "position", [44.78, 1.72]),
        ({"horaires": "Tu 14:00-18:00; SH off"}, "horaires", "Tu 14:00-18:00; SH off"),
        ({"frais_a_charge": "Payant|gratuit"}, "frais_a_charge", ["Gratuit", "Payant"]),
        ({"formations_labels": "Étapes numériques (La Poste)"}, "formations_labels", ["Étapes numériques(La Poste)"]),
        ({"typologie": "epn|BIB|???"}, "typologie", ["EPN", "BIB"]),
        ({"code_postal": "46501"}, "adresse", ["3 place du Four, 46501 Gramat", "46128"]),
        ({"code_postal": "99999"}, "adresse", ["3 place du Four, 46500 Gramat", "46128"]),
        ({"code_postal": ABSENT}, "adresse", ["3 place du Four, 46500 Gramat", "46128"]),
        ({"commune": "Vers"}, "adresse", ["3 place du Four, 46500 Saint-Géry-Vers", "46268"]),
        ({"commune": "GRAMAT", "code_insee": ""}, "adresse", ["3 place du Four, 46500 Gramat", "46128"]),
        ({"commune": "", "code_insee": "46128"}, "adresse", ["3 place du Four, 46500 Gramat", "46128"]),
    ],
)
def test_cell_is_understood_as_records_write_it(read, cells, key, value):
    assert read(**cells).values[key] == value


def test_column_that_is_absent_is_not_one_that_is_empty(read):
    row = read(telephone="", courriels=ABSENT)
    assert ({"telephone", "courriels"} & row.emptied, {"telephone", "courriels"} & set(row.values)) == (
        {"telephone"},
        set(),
    )
