"""What is noted for the search in the place of the documents themselves is enough, and costs little."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.models.workshop import WorkshopPage
from search.index.outbox import OutboxEntry
from search.index.row_changes import ROW, spread_rows
from search.index.source_rows import documents_of, keys_of
from search.sources.documents import Document
from search.sources.registry import source, sources
from tests.factories.reseau import CommuneFactory, EPMFactory, PositionFactory
from tests.factories.ressources import SheetFactory
from tests.random_runs import random_examples

pytestmark = pytest.mark.django_db


class CountedIndex:
    """An index that is told nothing but the outbox: the documents of each key that was noted are read again."""

    def __init__(self) -> None:
        self.documents = in_database()
        OutboxEntry.objects.all().delete()

    def drain(self) -> None:
        spread_rows()
        for kind, key in set(OutboxEntry.objects.values_list("kind", "key")):
            documents, errors = documents_of(source(kind), [key])
            assert errors == {}
            self.documents.pop(f"{kind}:{key}", None)
            self.documents |= {document.id: document for document in documents}
        OutboxEntry.objects.all().delete()


def in_database() -> dict[str, Document]:
    """Return the documents of a rebuild by their identity."""
    return {document.id: document for each in sources() for document in documents_of(each, keys_of(each))[0]}


def nth(model, number: int):
    """Return a row of the model, or None if there is none."""
    rows = list(model.objects.order_by("pk"))
    return rows[number % len(rows)] if rows else None


def rename_commune(one: int, other: int) -> None:
    commune = nth(Commune, one)
    commune.name = f"Commune {other}"
    commune.save()


def rename_territory(one: int, other: int) -> None:
    territory = nth(Territory, one)
    territory.name = f"Territoire {other}"
    territory.save()


def move_place(one: int, other: int) -> None:
    place = nth(EPM, one)
    place.commune = nth(Commune, other)
    place.save(update_fields=["commune"])


def rename_place(one: int, other: int) -> None:
    place = nth(EPM, one)
    place.name = f"Lieu {other}"
    place.save()


def close_place(one: int, other: int) -> None:
    place = nth(EPM, one)
    place.is_open = bool(other % 2)
    place.save()


def move_position(one: int, other: int) -> None:
    if position := nth(Position, one):
        position.member = nth(Member, other)
        position.save()


def move_position_to_a_place(one: int, other: int) -> None:
    if position := nth(Position, one):
        position.epm = nth(EPM, other)
        position.save(update_fields=["epm"])


def delete_position(one: int, other: int) -> None:
    if position := nth(Position, one):
        position.delete()


def add_position(one: int, other: int) -> None:
    PositionFactory(member=nth(Member, one), epm=nth(EPM, other))


def rename_member(one: int, other: int) -> None:
    member = nth(Member, one)
    member.first_name = f"Prénom {other}"
    member.save()


def delete_tag(one: int, other: int) -> None:
    if link := nth(WorkshopTag, one):
        link.delete()


def move_sheet(one: int, other: int) -> None:
    sheet = nth(WorkshopPage, one)
    sheet.epm = nth(EPM, other)
    sheet.save()


def unpublish_sheet(one: int, other: int) -> None:
    nth(WorkshopPage, one).unpublish()


ACTS = [
    rename_commune, rename_territory, move_place, rename_place, close_place, move_position, move_position_to_a_place,
    delete_position, add_position, rename_member, delete_tag, move_sheet, unpublish_sheet,
]  # fmt: skip
# The row itself; Wagtail's index of references, which is kept by a task, and the bell of that task.
NOT_OF_THE_SEARCH = ("UPDATE", "dbtaskresult", "pg_notify")
NUMBERS = st.integers(0, 5)
# An act with its rows; whether the worker passes after it.
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), NUMBERS, NUMBERS, st.booleans()), min_size=1, max_size=8)


@pytest.fixture
def network(site_tree):
    """Two territories, three places, their people, and a sheet of two of them."""
    for commune in (CommuneFactory(), CommuneFactory()):
        for epm in (EPMFactory(commune=commune), EPMFactory(commune=commune)):
            author = PositionFactory(epm=epm).member
        SheetFactory(epm=epm, author=author, data__tags=("photo", "courriel"))


@random_examples(5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(STEPS)
def test_any_acts_leave_the_index_that_a_rebuild_would_make(network, steps):
    with transaction.atomic():
        index = CountedIndex()
        for act, one, other, is_drained in steps:
            # What the database refuses, as a second position of a person at a place, is undone.
            with suppress(IntegrityError), transaction.atomic():
                act(one, other)
            if is_drained:
                index.drain()
        index.drain()
        assert index.documents == in_database()
        transaction.set_rollback(True)


def test_row_of_a_model_that_is_gone_is_forgotten():
    OutboxEntry.objects.note(ROW, ["reseau.gone:1"])

    spread_rows()

    assert OutboxEntry.objects.count() == 0


@pytest.mark.parametrize(("name", "most"), [("commune", 1), ("epm", 1), ("position", 2), ("member", 1)])
def test_save_writes_one_entry_and_asks_for_what_it_leaves(name, most):
    position = PositionFactory()
    row = {"commune": position.epm.commune, "epm": position.epm, "position": position, "member": position.member}[name]
    with CaptureQueriesContext(connection) as queries:
        row.save()

    others = [each["sql"] for each in queries if not any(words in each["sql"] for words in NOT_OF_THE_SEARCH)]
    assert len(others) == most, others


def test_publication_stays_under_its_budget(site_tree):
    sheet = SheetFactory()
    with CaptureQueriesContext(connection) as queries:
        sheet.save_revision().publish()

    assert len(queries) <= 90
