"""A button pressed twice at once, or by two members: no error, one row each."""

import pytest

from alertes.channels.notices.models import Notice
from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.collections.services import collect, collect_anew, copy_collection
from ressources.library.readers.models import Favourite, Feedback, Thanks
from ressources.library.readers.services import keep_favourite, send_feedback, thank
from tests.factories.readers import CollectedSheetFactory, CollectionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def run_at_once(in_parallel):
    """`run_at_once(*actions)`: run the actions at once."""
    return lambda *actions: in_parallel(lambda action: action(), actions)


def test_double_press_adds_favourite_and_thanks_once_on_postgresql(sheet, animator, stranger, run_at_once):
    run_at_once(*[lambda: keep_favourite(sheet=sheet, by=stranger)] * 2)
    run_at_once(*[lambda: thank(sheet=sheet, by=stranger)] * 2)
    assert (Favourite.objects.count(), Thanks.objects.count()) == (1, 1)
    assert Notice.objects.filter(member=animator).count() == 1


def test_two_members_who_thank_at_once_are_both_named_on_postgresql(sheet, animator, stranger, colleague, run_at_once):
    run_at_once(lambda: thank(sheet=sheet, by=stranger), lambda: thank(sheet=sheet, by=colleague))
    text = Notice.objects.get(member=animator).text
    assert (str(stranger) in text, str(colleague) in text) == (True, True)


def test_double_press_collects_creates_copies_and_sends_once_on_postgresql(sheet, stranger, run_at_once):
    mine = CollectionFactory(owner=stranger)
    run_at_once(*[lambda: collect(collection=mine, sheet=sheet)] * 2)
    run_at_once(*[lambda: collect_anew(owner=stranger, title="Hiver", sheet=sheet)] * 2)
    shared_collection = CollectedSheetFactory(sheet=sheet, collection__shared=True).collection
    run_at_once(*[lambda: copy_collection(collection=shared_collection, by=stranger)] * 2)
    run_at_once(*[lambda: send_feedback(sheet=sheet, by=stranger, kind="idee", text="Et sur tablette ?")] * 2)
    assert sorted(Collection.objects.visible_to(stranger).values_list("title", flat=True)) == sorted(
        [mine.title, "Hiver", shared_collection.title]
    )
    assert CollectedSheet.objects.filter(collection__owner=stranger).count() == 3
    assert Feedback.objects.count() == 1
