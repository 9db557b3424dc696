"""Co-authors added and removed, sheets handed over and taken over."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alertes.channels.notices.models import Notice
from ressources.authoring.upkeep.services import mark_obsolete, remind_due
from ressources.sheets import sheet_journal
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.authors import add_coauthor, hand_over, remove_coauthor, take_over
from ressources.sheets.services.drafts import save_draft
from tests.clock import freeze_time
from tests.factories.ressources import AuthorshipFactory, SheetContentFactory, SheetFactory, SubmittedFactory

pytestmark = pytest.mark.django_db


def reload(sheet) -> WorkshopPage:
    return WorkshopPage.objects.get(pk=sheet.pk)


def notices_of(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize("choose", [add_coauthor, hand_over])
def test_outsider_is_no_author(sheet, animator, outsider, choose):
    with pytest.raises(ValidationError, match="n’a plus de poste dans le réseau"):
        choose(page=sheet, by=animator, member=outsider)

    assert (reload(sheet).owner, reload(sheet).coauthors, notices_of(outsider)) == (animator, [], [])


def test_coauthor_is_added_notified_and_removed(sheet, animator, colleague):
    add_coauthor(page=sheet, by=animator, member=colleague)
    assert reload(sheet).coauthors == [colleague]
    assert notices_of(colleague) == [
        f"{animator} vous invite à écrire la fiche « {sheet.title} » : vous pouvez la modifier."
    ]
    remove_coauthor(page=sheet, by=colleague, member=colleague)
    assert reload(sheet).coauthors == []
    assert [str(entry.message) for entry in sheet_journal.entries_of(sheet)] == [
        f"{colleague} ne participe plus à l’écriture",
        f"{colleague} participe à l’écriture",
    ]


def test_second_authorship_and_former_member_are_refused(sheet, animator, colleague, departed):
    add_coauthor(page=sheet, by=animator, member=colleague)
    for member in (animator, colleague, departed):
        with pytest.raises(ValidationError):
            add_coauthor(page=sheet, by=animator, member=member)
    with pytest.raises(ValidationError):
        remove_coauthor(page=sheet, by=animator, member=departed)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorshipFactory(sheet=sheet, member=colleague)


def test_author_hands_over_and_stays_among_the_authors(sheet, animator, colleague, outsider):
    for member in (outsider, colleague):
        AuthorshipFactory(sheet=sheet, member=member)
    hand_over(page=sheet, by=animator, member=colleague)
    page = reload(sheet)
    assert (page.owner, {*page.coauthors}) == (colleague, {animator, outsider})
    assert notices_of(colleague) == [
        f"{colleague} répond maintenant de la fiche « {sheet.title} », confiée par {animator}."
    ]
    assert notices_of(animator) == []


def test_sheet_is_not_handed_to_a_former_member(sheet, animator, departed):
    for member in (departed, animator):
        with pytest.raises(ValidationError):
            hand_over(page=sheet, by=animator, member=member)
    assert reload(sheet).owner == animator


def test_orphans_are_sheets_whose_authors_have_all_left(epm, sheet, departed, colleague, animator):
    orphan = SheetFactory(epm=epm, author=departed)
    ownerless_sheet = SheetFactory(epm=epm, author=departed)
    WorkshopPage.objects.filter(pk=ownerless_sheet.pk).update(owner=None)
    coauthored_sheet = SheetFactory(epm=epm, author=departed)
    AuthorshipFactory(sheet=coauthored_sheet, member=colleague)
    AuthorshipFactory(sheet=orphan, member=departed)
    mark_obsolete(page=SheetFactory(epm=epm, author=departed), by=animator, reason="Dépassée.")
    assert set(WorkshopPage.objects.orphans()) == {orphan, ownerless_sheet}


def test_sheet_in_review_may_be_an_orphan(submitted, animator):
    animator.positions.update(end="2021-01-01")
    assert list(WorkshopPage.objects.orphans()) == [submitted]


def test_orphan_is_taken_once(epm, departed, territorial, coordinator):
    orphan = SheetFactory(epm=epm, author=departed)
    take_over(page=orphan, by=territorial)
    with pytest.raises(ValidationError):
        take_over(page=orphan, by=coordinator)
    assert (reload(orphan).owner, reload(orphan).coauthors) == (territorial, [departed])


def test_coauthors_are_reminded_once_the_author_has_left(epm, departed, colleague, territorial):
    sheet = SheetFactory(epm=epm, author=departed)
    AuthorshipFactory(sheet=sheet, member=colleague)
    with freeze_time("2027-09-12 12:00"):
        assert (remind_due(), remind_due()) == (1, 0)
    assert (len(notices_of(colleague)), notices_of(departed), notices_of(territorial)) == (1, [], [])


def test_sheet_changed_by_a_coauthor_leaves_the_review(epm, animator, colleague, territorial):
    sheet = SubmittedFactory(epm=epm, author=animator)
    AuthorshipFactory(sheet=sheet, member=colleague)
    page = reload(sheet)
    saved_page = save_draft(page=page, by=colleague, data=SheetContentFactory(), base_revision=page.latest_revision_id)
    assert saved_page.current_workflow_state is None
