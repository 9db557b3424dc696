"""Public figures as open data: the file follows its schema, and says what the page says."""

import csv
import datetime
from io import StringIO

import pytest
from django.utils import timezone
from frictionless import Resource, Schema

from extranet.public.presentation.open_figures import COLUMNS, LICENCE, table_schema
from qualite.activity.activity_month.models import ActivityMonth, ConfirmedFigure
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db
PAGE, FILE = "/donnees-ouvertes/chiffres/", "/donnees-ouvertes/chiffres/chiffres-du-reseau.csv"


@pytest.fixture
def life(epm):
    """Two places, six animators, a workshop, and twelve visits of a month that its team confirmed."""
    EPMFactory()
    PositionFactory.create_batch(6, epm=epm)
    today = timezone.localdate()
    DeliveryFactory(epm=epm, date=today)
    last_month = (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    _visits(epm, last_month, 12, confirmed_at=timezone.now())
    _visits(EPMFactory(is_open=False), last_month, 900, confirmed_at=None)


def _visits(epm, first_day, count, *, confirmed_at) -> None:
    month = ActivityMonth.objects.create(epm=epm, first_day=first_day, confirmed_at=confirmed_at)
    ConfirmedFigure.objects.create(month=month, measure="visits", value=count)


def rows_of(client) -> list[dict]:
    return list(csv.DictReader(StringIO(client.get(FILE).content.decode())))


def test_file_is_valid_by_its_schema(client, life, tmp_path):
    path = tmp_path / "chiffres.csv"
    path.write_bytes(client.get(FILE).content)

    schema = Schema.from_descriptor(client.get("/donnees-ouvertes/chiffres/schema.json").json())
    report = Resource(path=path.name, basepath=str(tmp_path), schema=schema).validate()

    assert report.flatten(["message"]) == []
    assert table_schema()["fields"][0]["name"] == COLUMNS[0][0]


def test_file_says_what_the_page_says_with_date_and_licence(client, life):
    shown = [(each.figure.slug, str(each.value), each.meaning) for each in client.get(PAGE).context["figures"]]

    rows = rows_of(client)

    assert [(row["identifiant"], row["valeur"], row["definition"]) for row in rows] == shown
    today = timezone.localdate().isoformat()
    assert {(row["date"], row["licence"]) for row in rows} == {(today, LICENCE)}


def test_confirmed_visits_alone_are_published(client, life):
    assert {row["identifiant"]: row["valeur"] for row in rows_of(client)}["visites"] == "12"


def test_fewer_than_five_people_are_left_out(client, epm):
    PositionFactory.create_batch(4, epm=epm)

    assert [row["identifiant"] for row in rows_of(client)] == ["lieux", "communes"]


def test_number_of_places_is_that_of_the_public_list(client, life):
    figures = {each.figure.slug: each for each in client.get(PAGE).context["figures"]}

    listed = client.get(figures["lieux"].url).context["paginator"].count

    assert figures["lieux"].value == listed


def test_empty_network_has_a_page_and_a_file_without_rows(client, db):
    assert client.get(PAGE).context["figures"] == []
    assert rows_of(client) == []
