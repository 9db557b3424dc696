"""Tables of heritage: valid by their own schema, for an independent reader; they say what their pages say."""

import csv
from io import StringIO

import pytest
from frictionless import Package
from pytest_django.asserts import assertContains

from patrimoine.sites.enums import NamedPeople
from tests.factories.patrimoine import HeritagePlaceFactory, HeritageTrailFactory, TrailStopFactory

pytestmark = pytest.mark.django_db
FOLDER = "/patrimoine/donnees/"
FILES = ("lieux-de-patrimoine.csv", "circuits-de-patrimoine.csv")


def table(client, name: str) -> list[dict]:
    return list(csv.DictReader(StringIO(client.get(FOLDER + name).text)))


def faults(client, folder, *, change=lambda text: text) -> list[str]:
    (folder / "datapackage.json").write_bytes(client.get(f"{FOLDER}datapackage.json").content)
    for name in FILES:
        (folder / name).write_text(change(client.get(FOLDER + name).text), encoding="utf-8")
    return Package(str(folder / "datapackage.json")).validate().flatten(["message"])


def test_tables_are_valid_and_say_what_their_pages_say(client, epm, figeac, animator, tmp_path):
    bridge = HeritagePlaceFactory(
        name='Le "pont", vieux\npont', commune=epm.commune, people=NamedPeople.AGREED, agreement="Mme L., classeur 2"
    )
    formula = HeritagePlaceFactory(name="=1+1", commune=epm.commune, author=animator)
    HeritagePlaceFactory(draft=True, commune=epm.commune)
    trail = HeritageTrailFactory(territory=figeac, minutes=45)
    for rank, place in enumerate((formula, bridge)):
        TrailStopFactory(trail=trail, place=place, rank=rank)
    HeritageTrailFactory(territory=figeac, state="draft")

    assert faults(client, tmp_path) == []
    places = {row["identifiant"]: row for row in table(client, FILES[0])}
    assert places.keys() == {bridge.slug, formula.slug}
    assert (places[bridge.slug]["nom"], places[formula.slug]["nom"]) == (bridge.name, "'=1+1")
    assert [float(places[bridge.slug][name]) for name in ("latitude", "longitude")] == [44.6, 1.9]
    (row,) = table(client, FILES[1])
    assert (row["etapes"], row["minutes"]) == (f"{formula.slug}|{bridge.slug}", "45")
    whole = "".join(client.get(FOLDER + name).text for name in FILES)
    assert "classeur 2" not in whole
    assert animator.last_name not in whole
    assertContains(client.get(FOLDER), FOLDER + FILES[0])


def test_schema_sees_a_fault(client, epm, tmp_path):
    HeritagePlaceFactory(commune=epm.commune)
    assert faults(client, tmp_path, change=lambda text: text.replace("Ponts, moulins, fontaines", "Ponts"))


@pytest.mark.parametrize("count", [1, 3])
def test_tables_take_as_many_queries_whatever_their_length(client, epm, figeac, count, django_assert_max_num_queries):
    for _ in range(count):
        trail = HeritageTrailFactory(territory=figeac)
        TrailStopFactory.create_batch(2, trail=trail, place__commune=epm.commune)
    for name in FILES:
        with django_assert_max_num_queries(4):
            client.get(FOLDER + name)
