"""An obsolete sheet: marked, replaced, restored."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alertes.channels.notices.models import Notice
from ressources.authoring.publication.services import withdraw
from ressources.authoring.upkeep.models import Obsolescence
from ressources.authoring.upkeep.services import confirm_valid, mark_obsolete, remind_due, revive
from ressources.sheets import sheet_journal
from ressources.sheets.models.workshop import WorkshopPage
from tests.clock import freeze_time
from tests.factories.ressources import ObsolescenceFactory, SheetFactory

pytestmark = pytest.mark.django_db
REASON = "Le site a changé de menus."


def reload(sheet) -> WorkshopPage:
    return WorkshopPage.objects.with_upkeep().get(pk=sheet.pk)


def notices_of(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def other(epm):
    return SheetFactory(epm=epm, data__title="Déclarer en 2027")


def test_obsolete_sheet_keeps_its_page_and_notifies_its_author(sheet, other, animator, territorial):
    mark_obsolete(page=sheet, by=territorial, reason=REASON, replacement=other)
    page = reload(sheet)
    assert (page.live, page.is_obsolete, page.is_visible_to(animator)) == (True, True, True)
    assert (page.obsolescence.replacement, page.obsolescence.marked_by) == (other.sheet_ptr, territorial)
    assert notices_of(animator) == [
        f"Votre fiche « {sheet.title} » a été déclarée obsolète par {territorial} : {REASON}"
    ]
    assert [str(entry.message) for entry in sheet_journal.entries_of(sheet)] == [f"Déclarée obsolète : {REASON}"]


def test_author_is_not_notified_of_their_own_action(sheet, animator):
    mark_obsolete(page=sheet, by=animator, reason=REASON)
    assert notices_of(animator) == []


def test_restored_sheet_is_in_use_again(sheet, animator, territorial):
    mark_obsolete(page=sheet, by=animator, reason=REASON)
    revive(page=sheet, by=territorial)
    assert list(WorkshopPage.objects.in_use()) == [sheet]
    assert notices_of(animator) == [f"Votre fiche « {sheet.title} » est de nouveau d’actualité, grâce à {territorial}."]
    mark_obsolete(page=reload(sheet), by=territorial, reason=REASON)
    revive(page=reload(sheet), by=territorial)
    assert (len(notices_of(animator)), sheet_journal.entries_of(sheet).count()) == (3, 4)


def test_obsolete_sheet_is_not_due(sheet, animator, territorial):
    with freeze_time("2027-09-11 12:00"):
        remind_due()
        mark_obsolete(page=sheet, by=animator, reason=REASON)
        assert (remind_due(), reload(sheet).due_on, notices_of(animator)) == (0, None, [])
        with pytest.raises(ValidationError):
            confirm_valid(page=sheet, by=animator)
        revive(page=sheet, by=animator)
        assert remind_due() == 1


def test_invalid_obsolescence_is_refused(sheet, draft, other, animator, member_sheet):
    mark_obsolete(page=sheet, by=animator, reason=REASON)
    for page, replacement in ((sheet, None), (draft, None), (other, other), (other, sheet), (other, draft)):
        with pytest.raises(ValidationError):
            mark_obsolete(page=page, by=animator, reason=REASON, replacement=replacement)
    with pytest.raises(ValidationError):
        revive(page=other, by=animator)
    assert Obsolescence.objects.count() == 1


def test_withdrawn_replacement_is_not_shown(sheet, other, animator, territorial):
    mark_obsolete(page=sheet, by=animator, reason=REASON, replacement=other)
    withdraw(page=other, by=territorial)
    assert reload(sheet).obsolescence.replacement_for(animator) is None


def test_database_refuses_an_obsolete_sheet_without_reason_or_replaced_by_itself(sheet):
    for fields in ({"reason": ""}, {"replacement": sheet}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ObsolescenceFactory(sheet=sheet, **fields)
