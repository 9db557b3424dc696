"""The open files, checked with the national schema itself by frictionless, which nobody here wrote."""

import csv
import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone
from frictionless import Detector, Resource, Schema

from reseau.directory.open_data.national_columns import COLUMNS, international, national_row
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.hours import ExceptionalHours
from reseau.places.services import keep_features
from reseau.places.vocabulary import SCHEMA, FeatureKind, values_of
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
SIRET = "00000000000018"
CSV, GEOJSON, PAGE = "/annuaire/lieux.csv", "/annuaire/lieux.geojson", "/annuaire/donnees/"


def text_of(client, path: str) -> str:
    return client.get(path).content.decode()


def faults(text: str, tmp_path) -> list[str]:
    """Return what frictionless finds wrong with a CSV file."""
    path = tmp_path / "lieux.csv"
    path.write_text(text, encoding="utf-8")
    schema = Schema.from_descriptor(json.loads(SCHEMA.read_text(encoding="utf-8")))
    resource = Resource(path=path.name, basepath=str(tmp_path), schema=schema, detector=Detector(schema_sync=False))
    return [error.message for task in resource.validate().tasks for error in task.errors]


@pytest.fixture
def complete_epm(figeac) -> EPM:
    """A place that fills every column, with every value of every list."""
    epm = EPMFactory(
        name="La Fabrique, « lieu ouvert »",
        commune__territory=figeac,
        commune__name="Gramat",
        slug="la-fabrique",
        address="3 place du Four, 46500 Gramat",
        address_complement="Au premier étage",
        pivot=SIRET,
        phone="05 36 49 00 04",
        email="gramat@example.org",
        website="https://gramat.example.org/",
        booking_url="https://rdv.example.org/",
        accessibility_url="https://acces.example.org/",
        summary="Une salle, des gens.",
        presentation="Une salle.\nDes « gens », et\nde l’aide.",
        source="Le réseau",
        host_name="Commune de Gramat",
        other_labels="Label de pays",
        opening_hours="Tu 14:00-18:00; PH off",
        updated_on=timezone.localdate(),
    )
    for kind in FeatureKind:
        keep_features(epm=epm, kind=kind, values=values_of(kind))
    return epm


def test_complete_place_fills_every_column_and_passes_the_schema(client, complete_epm, tmp_path):
    text = text_of(client, CSV)

    (row,) = csv.DictReader(StringIO(text))
    assert faults(text, tmp_path) == []
    assert [name for name, value in row.items() if not value] == []
    assert (row["adresse"], row["code_postal"], row["telephone"]) == ("3 place du Four", "46500", "+33536490004")
    assert row["presentation_detail"] == complete_epm.presentation


def test_file_has_every_column_in_the_order_of_the_schema(client):
    assert text_of(client, CSV) == ",".join(COLUMNS) + "\n"
    assert len(COLUMNS) == 32


def test_bare_place_passes_the_schema_too(client, figeac, tmp_path):
    EPMFactory(commune__territory=figeac, pivot="W463001234", opening_hours="", presentation="")

    text = text_of(client, CSV)

    assert faults(text, tmp_path) == []
    assert text.count("\n") == 2


def test_judge_sees_a_fault(client, complete_epm, tmp_path):
    """The judge of the other tests is not blind: a space before a bracket, a semicolon, a national phone number."""
    text = text_of(client, CSV)

    for right, wrong in (("numériques(La", "numériques (La"), ("Jeunes|", "Jeunes;"), ("+33536490004", "0536490004")):
        assert right in text
        assert len(faults(text.replace(right, wrong), tmp_path)) == 1


@pytest.mark.parametrize(
    "change",
    [{"pivot": ""}, {"address": ""}, {"updated_on": None, "checked_on": None}, {"is_open": False}],
)
def test_place_that_the_schema_would_refuse_is_left_out_and_named_to_members(
    client, client_of, animator, complete_epm, change
):
    EPM.objects.filter(pk=complete_epm.pk).update(**change)

    assert "la-fabrique" not in text_of(client, CSV)
    assert "la-fabrique" not in text_of(client, GEOJSON)
    named = "is_open" not in change
    assert client_of(animator).get(PAGE).content.decode().count("/annuaire/la-fabrique/") == named
    assert client.get(PAGE).content.decode().count("/annuaire/la-fabrique/") == 0


def test_hours_that_nobody_has_checked_for_180_days_are_not_published(complete_epm):
    for days, hours in ((180, "Tu 14:00-18:00; PH off"), (181, "")):
        complete_epm.checked_on = timezone.localdate() - timedelta(days=days)
        assert national_row(complete_epm)["horaires"] == hours


def test_exceptional_days_that_have_passed_are_not_published(complete_epm):
    """The record was checked before they came."""
    day, tomorrow = (timezone.localdate() + timedelta(days=number) for number in (-1, 1))
    closures = [ExceptionalHours(each, each) for each in (day, tomorrow)]
    complete_epm.opening_hours = replace(complete_epm.hours, exceptions=tuple(closures)).expression
    del complete_epm.hours
    complete_epm.checked_on = timezone.localdate() - timedelta(days=30)

    assert national_row(complete_epm)["horaires"] == f"Tu 14:00-18:00; PH off; {closures[1].expression}"


@pytest.mark.parametrize(
    ("phone", "written"),
    [
        ("05 36 49 00 04", "+33536490004"),
        ("05.36.49.00.04", "+33536490004"),
        ("+33 5 36 49 00 04", "+33536490004"),
        ("+262 262 00 00 00", "+262262000000"),
        ("3949", ""),
        ("05 36 49 00", ""),
        ("", ""),
    ],
)
def test_phone_is_written_in_the_international_format_or_left_out(phone, written):
    assert international(phone) == written


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("3 place du Four, 46500 Gramat", "3 place du Four"),
        ("3 place du Four 46500 GRAMAT", "3 place du Four"),
        ("Place de la Mairie, 46500", "Place de la Mairie"),
        ("12 rue 46500", "12 rue"),
        ("Le bourg", "Le bourg"),
        ("46500 Gramat", ""),
    ],
)
def test_street_comes_without_postcode_and_commune(complete_epm, address, street):
    complete_epm.address = address
    assert national_row(complete_epm)["adresse"] == street


@pytest.mark.parametrize(("siret", "producer"), [("", "reseau-des-espaces-publics-multimedia-du-lot"), (SIRET, SIRET)])
def test_files_bear_the_name_that_the_guidelines_ask(client, settings, siret, producer):
    settings.PRODUCER_SIRET = siret
    name = f"{timezone.localdate()}_{producer}_lieux-de-mediation-numerique_lot"
    for path, ending in ((CSV, "csv"), (GEOJSON, "geojson")):
        assert client.get(path)["Content-Disposition"] == f'attachment; filename="{name}.{ending}"'
    assert client.get(PAGE).content.decode().count(f"<code>{name}.csv</code>") == 1


def test_points_say_what_the_rows_say(client, complete_epm):
    collection = json.loads(text_of(client, GEOJSON))
    (feature,) = collection["features"]
    (row,) = csv.DictReader(StringIO(text_of(client, CSV)))

    assert collection["type"] == "FeatureCollection"
    assert feature["geometry"] == {"type": "Point", "coordinates": [1.72, 44.78]}
    assert feature["properties"] == row


def test_files_cost_the_same_number_of_queries_with_1_and_30_places(client, figeac, queries_of):
    EPMFactory(commune__territory=figeac, pivot=SIRET)
    with_one = {path: queries_of(client, path) for path in (CSV, GEOJSON, PAGE)}

    EPMFactory.create_batch(29, commune__territory=figeac, pivot=SIRET)

    assert {path: queries_of(client, path) for path in (CSV, GEOJSON, PAGE)} == with_one
