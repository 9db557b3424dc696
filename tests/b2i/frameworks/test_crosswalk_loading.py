"""Tests of the loading of crosswalks: codes exist, a version is loaded once and never changes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from b2i.frameworks.crosswalk_loading import load_crosswalk, load_crosswalks, read_crosswalks, read_links
from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.framework_loading import load_frameworks
from b2i.frameworks.models.crosswalk import Crosswalk, CrosswalkLink
from tests.factories.b2i import FrameworkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def crosswalks(db) -> list[Crosswalk]:
    load_frameworks()
    return load_crosswalks()


def test_b2i_has_crosswalks_to_digcomp_and_pix(crosswalks):
    assert [(crosswalk.source.slug, crosswalk.target.slug, crosswalk.links.count()) for crosswalk in crosswalks] == [
        ("b2i-adultes-2012", "digcomp-2-2", 24),
        ("b2i-adultes-2012", "pix-crcn", 26),
    ] * 2


def test_loading_twice_adds_nothing(crosswalks):
    load_crosswalks()
    assert (Crosswalk.objects.count(), CrosswalkLink.objects.count()) == (4, 100)


def test_every_b2i_skill_has_counterpart_in_both_frameworks(crosswalks):
    assert [crosswalk.links.values("skill").distinct().count() for crosswalk in crosswalks] == [18] * 4


def test_crosswalks_are_marked_as_ours(crosswalks):
    assert [crosswalk.is_official for crosswalk in crosswalks] == [False] * 4
    assert [crosswalk.origin.count("aucune table officielle") for crosswalk in crosswalks] == [1] * 4


def test_nearest_counterpart_comes_first(crosswalks):
    links = crosswalks[0].links.filter(skill__code="D1.3").order_by("order")
    assert [link.counterpart.code for link in links] == ["5.1", "5.2", "4.1"]


def test_each_link_of_the_latest_tables_has_a_degree(crosswalks):
    links = CrosswalkLink.objects.filter(crosswalk__in=Crosswalk.objects.latest())
    assert {link.degree in MatchDegree for link in links} == {True}
    assert {link.degree for link in crosswalks[0].links.all()} == {""}


@pytest.mark.parametrize(
    ("degree", "read_back"), [("exact", "exact"), ("broader", "part"), ("part", "broader"), ("related", "related")]
)
def test_degree_is_turned_when_read_from_the_counterpart(crosswalks, degree, read_back):
    link = crosswalks[2].links.get(skill__code="D2.1", counterpart__code="2.5")
    link.degree = degree
    assert (link.match_from(link.skill).degree, link.match_from(link.counterpart).degree) == (degree, read_back)


def test_new_version_keeps_former_one(crosswalks):
    row = read_crosswalks()[0] | {"version": "2027-1", "made_on": datetime.date(2027, 3, 1)}
    new_version = load_crosswalk(row)
    assert list(Crosswalk.objects.latest()) == [new_version, crosswalks[3]]
    assert crosswalks[0].links.count() == new_version.links.count() == 24


def test_unknown_code_stops_loading(crosswalks):
    row = read_crosswalks()[0] | {"version": "2027-1", "made_on": datetime.date(2027, 3, 1), "column": "pix"}
    row["target"] = "clea-numerique"
    with pytest.raises(KeyError):
        load_crosswalk(row)
    assert Crosswalk.objects.count() == 4


def test_links_are_read_by_code():
    assert read_links("crosswalk_b2i.json", "pix")[0] == ("D1.1", {"5.2": ""})


def test_crosswalk_to_same_framework_is_refused():
    framework = FrameworkFactory()
    crosswalk = Crosswalk(
        source=framework, target=framework, version="1", made_on=datetime.date(2026, 1, 1), origin="Essai"
    )
    with pytest.raises(ValidationError, match="d’un référentiel à un autre"):
        crosswalk.full_clean()
