"""Import of an export: nothing to change; into an emptied or changed directory, the same file comes out."""

import csv
import datetime
from io import StringIO

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reseau.directory.open_data.national_columns import COLUMNS
from reseau.directory.place_import.enums import RowVerdict
from reseau.directory.place_import.planning import plan_import
from reseau.directory.place_import.services import keep_choices, open_import
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.opening_hours.hours import Hours
from reseau.places.services import keep_features
from reseau.places.vocabulary import FeatureKind, values_of
from tests.factories.reseau import CommuneFactory, EPMFactory
from tests.reseau.directory.place_import.conftest import apply, exported
from tests.reseau.places.opening_hours.strategies import hours

pytestmark = pytest.mark.django_db
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
LISTS = tuple(kind for kind in FeatureKind if values_of(kind) and kind != FeatureKind.EQUIPMENT)
SENTENCE = st.lists(TEXT, min_size=1, max_size=4).map(" ".join).filter(lambda text: not text.startswith(("=", "@")))
PLACE = st.fixed_dictionaries(
    {
        "address": SENTENCE.map(lambda text: f"{text}, 46500 Gramat"),
        "phone": st.sampled_from(["", "05 36 49 00 04", "05.36.49.00.04", "+33 5 36 49 00 04", "3949"]),
        "email": st.sampled_from(["", "gramat@example.org"]),
        "website": st.sampled_from(["", "https://gramat.example.org/?salle=1&jour=2"]),
        "presentation": st.one_of(st.just(""), st.lists(SENTENCE, min_size=1, max_size=3).map("\r\n".join)),
        "summary": st.one_of(st.just(""), SENTENCE),
        "host_name": st.one_of(st.just(""), SENTENCE),
        "opening_hours": hours(timezone.localdate()).map(
            lambda each: each.expression if len(each.expression) <= 1000 else ""
        ),
        "latitude": st.floats(44.7, 44.9),
        "longitude": st.floats(1.6, 1.8),
        "checked_on": st.integers(0, 400).map(lambda days: timezone.localdate() - datetime.timedelta(days=days)),
        "updated_on": st.integers(0, 400).map(lambda days: timezone.localdate() - datetime.timedelta(days=days)),
        "kind": st.sampled_from(["village", "library", "cyberbase", "services"]),
    }
)
FEATURES = st.fixed_dictionaries({kind: st.sets(st.sampled_from(values_of(kind)), max_size=3) for kind in LISTS})


@pytest.fixture
def network(figeac):
    return CommuneFactory(name="Gramat", territory=figeac)


def build(number: int, commune: Commune, values: dict, features: dict) -> EPM:
    epm = EPMFactory(
        commune=commune, name=f"Lieu {'abcdefgh'[number] * 8}", slug=f"lieu-{number}", pivot=f"W{number:09d}", **values
    )
    for kind, chosen in features.items():
        keep_features(epm=epm, kind=kind, values=chosen)
    return epm


def opened(content: bytes):
    return open_import(content=content, file_name="lieux.csv", empties_erase=True, by=None)


def tick_everything(batch):
    choices = {
        place.row.number: {"choice": place.choice, "parts": [each.part.key for each in place.changes]}
        for place in plan_import(batch=batch)
    }
    return keep_choices(batch=batch, choices=choices)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(PLACE, FEATURES), min_size=1, max_size=4),
    others=st.lists(st.tuples(PLACE, FEATURES), min_size=4, max_size=4),
)
def test_import_of_an_export_is_the_same_directory(network, places, others):
    EPM.objects.all().delete()
    for number, (values, features) in enumerate(places):
        build(number, network, values, features)
    file = exported()
    assert file.count(b"\n") > len(places)

    # Nothing to change in the directory that it comes from.
    assert {place.verdict for place in plan_import(batch=opened(file))} == {RowVerdict.SAME}

    # The same file from an emptied directory.
    EPM.objects.all().delete()
    apply(opened(file), None)
    assert exported() == file

    # The same file from a directory where everything has changed.
    for epm, (values, features) in zip(EPM.objects.order_by("pk"), others, strict=False):
        kept = {"checked_on": epm.checked_on, "updated_on": epm.updated_on, "kind": epm.kind}
        EPM.objects.filter(pk=epm.pk).update(**values | kept)
        for kind, chosen in features.items():
            keep_features(epm=epm, kind=kind, values=chosen)
    batch = opened(file)
    apply(tick_everything(batch), None)
    assert exported() == file


def test_demo_of_every_list_survives_the_round_trip(network):
    """Every value of every list at once, with the types of a structure in an order of their own."""
    everything = {kind: values_of(kind) for kind in LISTS} | {FeatureKind.TYPE: ["EPN", "BIB", "ASSO"]}
    build(0, network, {"opening_hours": Hours().expression, "updated_on": timezone.localdate()}, everything)
    file = exported()

    PlaceFeature.objects.all().delete()
    batch = opened(file)
    apply(tick_everything(batch), None)

    assert exported() == file
    (row,) = csv.DictReader(StringIO(file.decode()))
    assert (row["typologie"], list(row)) == ("EPN|BIB|ASSO", list(COLUMNS))
