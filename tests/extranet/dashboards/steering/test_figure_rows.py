"""Figures of the board as files: each with its definition, a small number of people left out."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from odfdo import Document

from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1


@pytest.fixture
def client(client_of, coordinator, epm):
    DeliveryFactory(epm=epm, date=datetime.date(YEAR, 12, 1), headcount=6)
    LearnerFactory.create_batch(2, epm=epm)
    return client_of(coordinator)


def test_csv_has_every_figure_with_its_definition_and_its_number(client):
    board = client.get(f"/pilotage/?annee={YEAR}").context["board"]

    answer = client.get(f"/pilotage/chiffres.csv?annee={YEAR}")

    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    lines = [line for _, of_section in board.sections for line in of_section]
    assert [(row["Chiffre"], row["Définition"]) for row in rows] == [
        (line.figure.title, line.figure.definition) for line in lines
    ]
    by_title = {row["Chiffre"]: row for row in rows}
    assert (by_title["Participations"][str(YEAR)], by_title["Participations"][str(YEAR - 1)]) == ("6", "0")
    followed = by_title["Personnes suivies"]
    assert (followed[str(YEAR)], followed["Remarque"]) == ("", f"{YEAR}\u00a0: moins de 5")


def test_spreadsheet_has_real_numbers(client):
    answer = client.get(f"/pilotage/chiffres.ods?annee={YEAR}")

    rows = Document(BytesIO(answer.content)).body.get_table(name="Chiffres").get_values()
    assert {row[1]: row[3] for row in rows[1:]}["Participations"] == 6


@pytest.mark.parametrize("form", ["csv", "ods"])
def test_files_are_closed_to_others(client_of, animator, form):
    assert client_of(animator).get(f"/pilotage/chiffres.{form}").status_code == 404
