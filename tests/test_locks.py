"""Services that read a rank or a limit lock what they count under, so that two at once do not see the same.

SQLite writes one at a time and has no row locks: only the call can be seen there. Parallel tests on PostgreSQL show
what it is for.
"""

from collections.abc import Callable

import pytest
from django.db.models import QuerySet

from ressources.files.services.pictures import set_cover
from ressources.library.collections.models import Collection
from ressources.library.collections.services import move_in_collection
from ressources.sheets.models.sheet import Sheet
from tests.factories.readers import CollectedSheetFactory
from tests.factories.ressources import PictureFactory

pytestmark = pytest.mark.django_db


def locked_by(act: Callable[[], object], monkeypatch) -> set[type]:
    """Return the models whose rows `act` locks."""
    lock, locked = QuerySet.select_for_update, set()

    def note(self, *args, **kwargs):
        locked.add(self.model)
        return lock(self, *args, **kwargs)

    monkeypatch.setattr(QuerySet, "select_for_update", note)
    act()
    return locked


def test_cover_of_a_sheet_is_chosen_under_its_lock(monkeypatch):
    picture = PictureFactory()
    assert Sheet in locked_by(lambda: set_cover(picture=picture, is_cover=True), monkeypatch)


def test_order_of_a_collection_changes_under_its_lock(monkeypatch):
    item = CollectedSheetFactory()
    assert Collection in locked_by(lambda: move_in_collection(item=item, places=1), monkeypatch)
