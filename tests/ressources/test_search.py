"""What the index is told of a sheet."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ressources.models import Step, WorkshopPage
from ressources.search import SheetSource
from search.models import OutboxEntry
from search.registry import source
from tests.factories.ressources import SheetFactory, StepContentFactory

pytestmark = pytest.mark.django_db


def document_of(sheet):
    return source("sheet").document(source("sheet").queryset().get(pk=sheet.pk))


def test_document_says_all_that_can_be_found(epm, skill_keys):
    sheet = SheetFactory(
        epm=epm,
        data__title="Ranger ses photos",
        data__aim="À la fin, chacun retrouve une photo.",
        data__introduction="Tout est mêlé.",
        data__steps=(StepContentFactory(title="Trier", minutes=75, animator="Montrez.", learners="Ils trient."),),
        data__tips="Apportez une clé.",
        data__takeaways="Je range.",
        data__equipment="Un poste",
        data__skills=skill_keys("D1.2", "D4.2"),
        data__tags=("image", "photo"),
    )
    document = document_of(sheet)
    assert (document.id, document.title, document.summary) == (f"sheet:{sheet.pk}", sheet.title, sheet.aim)
    assert document.body == ("Tout est mêlé.\nTrier\nMontrez.\nIls trient.\nApportez une clé.\nJe range.\nUn poste")
    assert (document.tags, document.url) == (("image", "photo"), "/ressources/ranger-ses-photos/")
    assert (document.audience, document.date.isoformat()) == (frozenset({"public"}), "2026-03-12")
    assert document.facets == {
        "skill": ("D1.2", "D4.2"),
        "domain": ("D1", "D4"),
        "level": ("debutant",),
        "territory": ("Figeac",),
        "epm": ("EPM de Gramat",),
        "audience": ("public",),
        "duration": ("90",),
    }


def test_members_sheet_is_for_members(member_sheet):
    assert document_of(member_sheet).audience == frozenset({"member"})


def test_only_published_sheets_are_indexed(sheet, member_sheet, draft, submitted):
    assert set(SheetSource().queryset()) == {sheet, member_sheet}


def test_results_are_checked_against_the_audience(sheet, member_sheet, draft, stranger):
    assert set(SheetSource().visible_to(AnonymousUser())) == {sheet}
    assert set(SheetSource().visible_to(stranger)) == {sheet, member_sheet}


def test_documents_cost_the_same_number_of_queries_whatever_their_number(epm, skill_keys, django_assert_num_queries):
    for _ in range(3):
        SheetFactory(epm=epm, data__skills=skill_keys("D1.2"), data__tags=("photo",))
    with django_assert_num_queries(4):
        assert len([SheetSource().document(sheet) for sheet in SheetSource().queryset()]) == 3


def changed(model=None) -> set[str]:
    return set(OutboxEntry.objects.filter(kind="sheet").values_list("key", flat=True))


def test_change_of_a_step_a_tag_or_the_epm_is_noticed(sheet, epm):
    tagged = SheetFactory(epm=epm, data__tags=("photo",))
    for change in (
        lambda: Step.objects.filter(page=sheet).first().save(),
        lambda: WorkshopPage.objects.get(pk=sheet.pk).save(),
        lambda: epm.save(),
        lambda: epm.commune.save(),
        lambda: epm.commune.territory.save(),
    ):
        OutboxEntry.objects.all().delete()
        change()
        assert str(sheet.pk) in changed()
    OutboxEntry.objects.all().delete()
    tagged.tagged_items.first().delete()
    assert changed() == {str(tagged.pk)}
