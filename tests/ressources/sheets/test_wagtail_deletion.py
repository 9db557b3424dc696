"""Wagtail's editor does not delete a sheet with deliveries."""

import pytest

from ressources.library.models import LibraryPage
from ressources.sheets.models.workshop import WorkshopPage
from tests.clock import freeze_time
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import AttachmentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page_name", ["sheet", "library"])
def test_sheet_with_deliveries_is_not_deleted_in_wagtail(
    client_of, sheet, page_name, django_capture_on_commit_callbacks
):
    editor = client_of(MemberFactory(is_superuser=True))
    with freeze_time("2026-10-05 12:00"):
        DeliveryFactory(sheet=sheet)
    file = AttachmentFactory(sheet=sheet)
    page = sheet if page_name == "sheet" else LibraryPage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            editor.post(f"/admin/pages/{page.pk}/delete/", follow=True),
            editor.post(f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&next=/admin/", follow=True),
        ]
    assert ["elle ne s’efface pas" in answer.content.decode() for answer in answers] == [True, True]
    assert (WorkshopPage.objects.count(), file.file.storage.exists(file.file.name)) == (1, True)


def test_sheet_without_deliveries_is_deleted_in_wagtail(client_of, sheet):
    with freeze_time("2026-10-05 12:00"):
        other_delivery = DeliveryFactory()

    client_of(MemberFactory(is_superuser=True)).post(f"/admin/pages/{sheet.pk}/delete/")

    assert [page.pk for page in WorkshopPage.objects.all()] == [other_delivery.sheet_id]
