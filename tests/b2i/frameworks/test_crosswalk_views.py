"""Tests of the page of a crosswalk, its file and its correction."""

import csv
import datetime
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from b2i.frameworks.crosswalk_loading import load_crosswalks
from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.framework_loading import load_frameworks
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.services import revise_crosswalk

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_pix(db) -> Crosswalk:
    load_frameworks()
    load_crosswalks()
    return Crosswalk.objects.latest().get(target__slug="pix-crcn")


def answers(crosswalk: Crosswalk, **changes: str) -> dict[str, str]:
    """Return a filled form; `changes`: degree by « D13_52 », for the link from D1.3 to 5.2."""
    data = {"origin": "Relu par l’équipe", "made_on": "2027-02-01"}
    for link in crosswalk.links.select_related("skill", "counterpart"):
        name = f"{link.skill.code}_{link.counterpart.code}".replace(".", "")
        data[f"degre-{link.pk}"] = changes.get(name, link.degree)
    return data


def test_page_says_the_degree_of_each_link(to_pix):
    page = Client().get(to_pix.get_absolute_url()).text
    labels = ("Dit la même chose", "Est plus large", "En est une partie", "A une part commune")
    assert [page.count(f'class="state">{label}') for label in labels] == [2, 8, 1, 15]
    assert (page.count("pas une équivalence officielle"), page.count("Corriger")) == (1, 0)


def test_file_has_the_relations_of_skos(to_pix):
    response = Client().get(f"{to_pix.get_absolute_url()}table.csv")
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["code"], row["relation"], row["code_lie"]) for row in rows[:3]] == [
        ("D1.1", "skos:relatedMatch", "5.2"),
        ("D1.2", "skos:broadMatch", "1.2"),
        ("D1.3", "skos:broadMatch", "5.2"),
    ]
    assert (len(rows), {row["officielle"] for row in rows}) == (26, {"non"})


def test_file_of_a_table_of_before_degrees_says_none(to_pix):
    former = Crosswalk.objects.get(target=to_pix.target, version="2026-1")
    text = Client().get(f"{former.get_absolute_url()}table.csv").content.decode("utf-8-sig")
    assert {row["relation"] for row in csv.DictReader(StringIO(text), delimiter=";")} == {""}
    assert Client().get(former.get_absolute_url()).text.count("Une version plus récente existe") == 1


def test_correction_is_a_new_version_and_the_former_one_stays(client_of, coordinator, to_pix):
    before = list(to_pix.links.values_list("pk", "degree"))
    client = client_of(coordinator)
    response = client.post(f"{to_pix.get_absolute_url()}corriger/", answers(to_pix, D11_52="part"))
    revision = Crosswalk.objects.latest().get(target=to_pix.target)
    assert response["Location"] == revision.get_absolute_url()
    assert (revision.version, revision.origin, revision.is_official) == ("2027-02-01", "Relu par l’équipe", False)
    assert revision.links.get(skill__code="D1.1").degree == "part"
    assert revision.links.count() == 26
    assert list(to_pix.links.values_list("pk", "degree")) == before
    assert client.get(f"{to_pix.get_absolute_url()}corriger/").status_code == 404


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, "Tous les degrés sont déjà ceux de cette table"),
        ({"made_on": "2026-11-27", "D11_52": "part"}, "choisissez un jour d’après"),
        ({"origin": " ", "D11_52": "part"}, "Dites qui a comparé"),
        ({"D11_52": "presque"}, "choix valide"),
    ],
)
def test_refused_correction_keeps_what_was_typed(client_of, coordinator, to_pix, change, refusal):
    degrees = {name: value for name, value in change.items() if "_" in name and name != "made_on"}
    data = answers(to_pix, **degrees) | {name: value for name, value in change.items() if name not in degrees}
    response = client_of(coordinator).post(f"{to_pix.get_absolute_url()}corriger/", data)
    assert (response.status_code, response.text.count(data["made_on"]) >= 1) == (422, True)
    assert refusal in response.text
    assert Crosswalk.objects.filter(made_on__gt=datetime.date(2026, 11, 27)).count() == 0


@pytest.mark.parametrize("person", ["animator", "territorial"])
def test_others_do_not_correct(request, client_of, to_pix, person):
    client = client_of(request.getfixturevalue(person))
    path = f"{to_pix.get_absolute_url()}corriger/"
    assert (client.get(path).status_code, client.post(path, answers(to_pix, D11_52="part")).status_code) == (404, 404)
    assert Crosswalk.objects.count() == 4


def test_each_version_is_listed_under_one_query_count(to_pix, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        Client().get(to_pix.get_absolute_url())


def test_service_refuses_a_version_without_an_origin(to_pix):
    """Whatever page or program calls it."""
    degrees = dict.fromkeys(to_pix.links.all(), MatchDegree.EXACT)
    with pytest.raises(ValidationError):
        revise_crosswalk(crosswalk=to_pix, degrees=degrees, origin="", made_on=datetime.date(2027, 2, 1))
    assert Crosswalk.objects.latest().get(target__slug="pix-crcn") == to_pix
