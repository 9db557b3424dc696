"""Tests of « Qui a ouvert mon livret »."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from b2i.people.accesses.models import Access
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
PAGE = "/b2i/mon-livret/ouvertures/"


def open_record(learner, member, *kinds: str) -> None:
    for kind in kinds or ("read",):
        Access.objects.create(learner=learner, member=member, epm=learner.epm, kind=kind)


def test_learner_reads_each_reader_once_a_day_with_all_they_did(client_of, learner, record, animator, colleague, epm):
    open_record(learner, animator, "listed", "read")
    open_record(learner, colleague, "copied")

    days = client_of(learner.member).get(PAGE).context["days"]

    assert [
        {reader: [access.get_kind_display() for access in accesses] for reader, accesses in readers}
        for _, readers in days
    ] == [
        {
            f"{animator}, {epm}": ["a vu votre nom dans une liste", "a lu une page de votre livret"],
            f"{colleague}, {epm}": ["a pris une copie"],
        }
    ]


def test_learner_reads_nothing_about_another_record(client_of, learner, record, animator, epm):
    open_record(LearnerFactory(epm=epm), animator)

    page = client_of(learner.member).get(PAGE)

    assert (page.context["days"], page.content.decode().count("Personne d’autre n’a ouvert votre livret")) == ([], 1)


def test_reading_it_adds_nothing(client_of, learner, record):
    client_of(learner.member).get(PAGE)

    assert Access.objects.count() == 0


def test_member_does_not_see_it(client_of, learner, record, animator, coordinator):
    open_record(learner, animator)

    assert [client_of(member).get(PAGE).status_code for member in (animator, coordinator)] == [404, 404]


def test_it_is_in_the_copy_of_their_data(client_of, learner, record, animator, epm):
    open_record(learner, animator)

    (row,) = client_of(learner.member).get("/b2i/mon-livret/donnees.json").json()["qui_a_ouvert_le_livret"]

    assert (row["par"], row["epm"], row["quoi"]) == (str(animator), str(epm), "a lu une page de votre livret")


def test_query_count_is_same_for_one_and_three_readers(client_of, learner, record, epm):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        return len(captured)

    client = client_of(learner.member)
    open_record(learner, PositionFactory(epm=epm).member)
    with_one = queries()
    for _ in range(2):
        open_record(learner, PositionFactory(epm=epm).member)
    assert queries() == with_one <= 8
