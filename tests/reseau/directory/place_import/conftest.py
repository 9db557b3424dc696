"""Files of places, as the coordination uploads them."""

import csv
from io import StringIO

import pytest
from django.utils import timezone

from reseau.directory.open_data.files import csv_parts
from reseau.directory.open_data.national_columns import COLUMNS
from reseau.directory.place_import.models import PlaceImport
from reseau.directory.place_import.planning import fingerprint_of, plan_import
from reseau.directory.place_import.services import confirm_import, open_import
from reseau.places.models.epm import EPM
from tests.factories.reseau import EPMFactory

SIRET, OTHER_SIRET = "00000000000018", "00000000000026"


def place_line(**cells: str) -> dict[str, str]:
    """Return the cells of a valid row about a place of Gramat that the directory does not have."""
    return {
        "id": "fabrique",
        "pivot": SIRET,
        "nom": "La Fabrique",
        "commune": "Gramat",
        "code_postal": "46500",
        "adresse": "3 place du Four",
        "date_maj": f"{timezone.localdate()}",
    } | cells


def file_of(*lines: dict[str, str], delimiter: str = ",") -> bytes:
    """Return a file with the columns that the lines have, in the order of the schema."""
    columns = [column for column in COLUMNS if any(column in line for line in lines)]
    text = StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


def exported() -> bytes:
    """Return the file that the directory publishes right now."""
    return "".join(csv_parts()).encode()


def apply(batch: PlaceImport, by) -> PlaceImport:
    """Confirm `batch` as it stands."""
    return confirm_import(batch=batch, by=by, fingerprint=fingerprint_of(plan_import(batch=batch)))


@pytest.fixture
def opened(coordinator):
    """`opened(*lines)`: an import of these lines, which waits."""

    def open_lines(*lines, empties_erase: bool = False) -> PlaceImport:
        return open_import(content=file_of(*lines), file_name="lieux.csv", empties_erase=empties_erase, by=coordinator)

    return open_lines


@pytest.fixture
def gramat(figeac) -> EPM:
    """A place of Gramat whose record was saved a year ago, and that nobody has checked."""
    return EPMFactory(
        name="EPM de Gramat",
        slug="gramat",
        commune__name="Gramat",
        commune__territory=figeac,
        address="3 place du Four, 46500 Gramat",
        pivot=SIRET,
        phone="05 36 49 00 04",
        opening_hours="",
        checked_on=None,
        updated_on=timezone.localdate() - timezone.timedelta(days=365),
    )
