"""The editor deletes no sheet whose open workshops debited tickets, be it alone or among others."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from accueil.declic.debits.presences import find_workshop
from accueil.wagtail_hooks import PAID
from extranet.access.accounts.coordination_rights import ensure_coordination_group
from ressources.sheets.models.sheet import Sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of, coordinator, site_tree):
    ensure_coordination_group()
    return client_of(coordinator)


@pytest.fixture
def addresses(sheet) -> list[str]:
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return [reverse("wagtailadmin_pages:delete", args=[sheet.pk]), f"{several}?id={sheet.pk}"]


def test_sheet_whose_workshop_paid_hours_is_kept_with_its_files(admin, sheet, announced, pay, body, addresses):
    pay(find_workshop(announced(1).pk))

    for address in addresses:
        assertContains(admin.post(address, follow=True), PAID)

    assert Sheet.objects.filter(pk=sheet.pk).exists()


@pytest.mark.parametrize("rank", [0, 1])
def test_sheet_that_paid_nothing_is_deleted(admin, sheet, addresses, rank):
    admin.post(addresses[rank])

    assert not Sheet.objects.filter(pk=sheet.pk).exists()
