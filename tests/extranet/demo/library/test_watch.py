"""The watch inbox of the demo: read from files, sorted a little, something left to sort."""

import pytest

from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import Feed, FeedItem
from ressources.sheets.models.watch import WatchPage

pytestmark = pytest.mark.django_db


def test_demo_has_feeds_read_from_files_and_items_to_sort(demo):
    assert [feed.title for feed in Feed.objects.order_by("pk")] == [
        "Médiation et territoires",
        "Services en ligne, le carnet",
        "La lettre des usages",
    ]
    counts = {state: FeedItem.objects.filter(state=state).count() for state in ItemState}
    assert counts == {ItemState.TO_SORT: 7, ItemState.KEPT: 2, ItemState.DISCARDED: 1}
    assert WatchPage.objects.live().filter(feed_item__state=ItemState.KEPT).count() == 2


def test_page_that_two_feeds_of_the_demo_tell_of_is_there_once(demo):
    twin = FeedItem.objects.get(title__startswith="Arnaques")
    assert [feed.title for feed in twin.also_in.all()] == ["Services en ligne, le carnet"]
