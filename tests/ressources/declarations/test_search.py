"""Sheets in the search index."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from b2i.frameworks.models.framework import Skill
from reseau.texts.tags.models import Tag, TagAlias
from ressources.authoring.publication.services import publish, submit, withdraw
from ressources.declarations.search import WorkshopSource
from ressources.files.services.pictures import describe_picture, remove_picture, set_cover
from ressources.library.models import LibraryPage
from ressources.library.services import free_word, merge_tags
from ressources.sheets.models.workshop import Step, WorkshopPage
from ressources.sheets.services.drafts import save_draft
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from search.engines.base import SearchQuery
from search.engines.choice import get_engine
from search.index.services import rebuild_index
from search.sources.registry import source
from tests.clock import freeze_time
from tests.factories.deliveries import DeliveryFactory
from tests.factories.ressources import (
    AttachmentFactory,
    PictureFactory,
    SheetContentFactory,
    SheetFactory,
    StepContentFactory,
)
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def document_of(sheet):
    return source("sheet").document(source("sheet").queryset().get(pk=sheet.pk))


def test_document_holds_all_searchable_content(epm, skill_keys):
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
    assert document.body == "Tout est mêlé.\nTrier\nMontrez.\nIls trient.\nApportez une clé.\nJe range.\nUn poste"
    assert document.keywords == ("Fiche d’atelier", "Débutant")
    assert (document.tags, document.url) == (("image", "photo"), "/ressources/ranger-ses-photos/")
    assert (document.audience, document.date.isoformat()) == (frozenset({"public"}), "2026-03-12")
    assert document.facts == ("Débutant", "1\u00a0h\u00a015", "8\u00a0personnes au plus", "connexion nécessaire")
    assert document.facets == {
        "skill": ("D1.2", "D4.2"),
        "theme": ("D1", "D4"),
        "level": ("debutant",),
        "territory": ("Figeac",),
        "epm": ("EPM de Gramat",),
        "duration": ("90", "120"),
        "minutes": ("75",),
        "group": ("4", "6", "8"),
        "connection": ("avec",),
        "equipment": ("ordinateur",),
        "prerequisites": ("aucun",),
        "year": ("2026",),
    }


def test_facts_list_limits_of_use(epm):
    sheet = SheetFactory(epm=epm, data__needs_internet=False, data__audience="member", data__group_size=1)
    assert document_of(sheet).facts[2:] == ("1\u00a0personne au plus", "sans Internet", "réservée aux membres")


def test_members_sheet_is_for_members(member_sheet):
    assert document_of(member_sheet).audience == frozenset({"member"})


def test_only_published_sheets_are_indexed(sheet, member_sheet, draft, submitted):
    assert set(WorkshopSource().queryset()) == {sheet, member_sheet}


def test_results_are_checked_against_the_audience(sheet, member_sheet, draft, stranger):
    assert set(WorkshopSource().visible_to(AnonymousUser())) == {sheet}
    assert set(WorkshopSource().visible_to(stranger)) == {sheet, member_sheet}


def test_any_number_of_documents_costs_the_same_queries(epm, skill_keys, django_assert_num_queries):
    for _ in range(3):
        SheetFactory(epm=epm, data__skills=skill_keys("D1.2"), data__tags=("photo",))
    with django_assert_num_queries(7):
        assert len([WorkshopSource().document(sheet) for sheet in WorkshopSource().queryset()]) == 3


def test_change_of_a_related_object_is_noted(epm, other_epm, skill_keys):
    sheet = SheetFactory(epm=epm, data__tags=("photo",), data__skills=skill_keys("D1.2"))
    SheetFactory(epm=other_epm)
    tag, skill = Tag.objects.get(), Skill.objects.get(code="D1.2")
    noted("sheet")
    for change in (
        Step.objects.filter(page=sheet).first(),
        WorkshopPage.objects.get(pk=sheet.pk),
        tag,
        sheet.tagged_items.get(),
        skill,
        skill.domain,
        epm,
        epm.commune,
        epm.commune.territory,
    ):
        change.save()
        assert noted("sheet") == {str(sheet.pk)}, change


@pytest.mark.parametrize("way", ["link", "tag"])
def test_removed_tag_is_noted(epm, way):
    sheet = SheetFactory(epm=epm, data__tags=("photo",))
    noted("sheet")
    {"link": sheet.tagged_items.get(), "tag": Tag.objects.get()}[way].delete()
    assert noted("sheet") == {str(sheet.pk)}
    assert document_of(sheet).tags == ()


def test_publication_and_withdrawal_update_the_index(submitted, territorial):
    assert indexed("sheet") == set()
    publish(page=submitted, by=territorial)
    assert indexed("sheet") == {str(submitted.pk)}
    withdraw(page=submitted, by=territorial)
    assert indexed("sheet") == set()


def test_draft_of_a_published_sheet_stays_out_of_the_index(sheet, animator, skill_keys):
    before = document_of(sheet)
    data = SheetContentFactory(
        title="Titre à relire",
        aim="Objectif à relire.",
        audience="member",
        tags=("brouillon",),
        skills=skill_keys("D2.1"),
        steps=(StepContentFactory(title="Étape à relire"),),
    )
    save_draft(page=sheet, by=animator, data=data, base_revision=sheet.latest_revision_id)
    submit(page=sheet, by=animator)
    assert document_of(sheet) == before


def test_new_audience_is_indexed_with_the_published_version(sheet, animator, territorial):
    data = SheetContentFactory(title=sheet.title, audience="member")
    save_draft(page=sheet, by=animator, data=data, base_revision=sheet.latest_revision_id)
    submit(page=sheet, by=animator)
    noted("sheet")
    publish(page=sheet, by=territorial)
    assert noted("sheet") == {str(sheet.pk)}
    assert document_of(sheet).audience == frozenset({"member"})


def test_scheduled_publication_and_expiry_update_the_index(sheet, draft):
    now = timezone.now()
    sheet.expire_at = now + timedelta(minutes=1)
    sheet.save_revision().publish()
    draft.go_live_at = now + timedelta(minutes=1)
    draft.save_revision().publish()
    call_command("publish_scheduled")
    assert indexed("sheet") == {str(sheet.pk)}

    with freeze_time(now + timedelta(minutes=2)):
        call_command("publish_scheduled")
        assert indexed("sheet") == {str(draft.pk)}


def test_deleted_sheet_leaves_the_index(sheet, member_sheet):
    assert indexed("sheet") == {str(sheet.pk), str(member_sheet.pk)}
    sheet.delete()
    assert indexed("sheet") == {str(member_sheet.pk)}
    Page.objects.get(pk=LibraryPage.objects.get().pk).delete()
    assert indexed("sheet") == set()


def test_copy_of_a_sheet_made_in_the_editor_is_noted(sheet):
    noted("sheet")
    copy = sheet.copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert noted("sheet") == {str(copy.pk)}


def test_document_includes_files_that_were_read(sheet):
    AttachmentFactory(sheet=sheet, name="Mémo.txt", words="Une pelote")
    AttachmentFactory(sheet=sheet, waiting=True)
    AttachmentFactory(sheet=sheet, reading="unreadable", unreadable="broken", text="")
    assert [(file.name, file.text) for file in document_of(sheet).attachments] == [("Mémo.txt", "Une pelote")]


def test_added_changed_or_removed_file_is_noted(sheet):
    noted("sheet")
    file = AttachmentFactory(sheet=sheet, waiting=True)
    assert noted("sheet") == {str(sheet.pk)}
    for change in (file.save, file.delete):
        change()
        assert noted("sheet") == {str(sheet.pk)}


def test_pictures_are_found_by_their_description(sheet):
    before = document_of(sheet).body
    PictureFactory(sheet=sheet, alternative="Une gabare sur le Lot", caption="Le port de Bouziès")
    PictureFactory(sheet=sheet, alternative="Un pigeonnier", caption="Un pigeonnier")
    PictureFactory(sheet=sheet, alternative="Une pelote", quarantined=True)
    PictureFactory(sheet=sheet, decorative=True)
    words = "Une gabare sur le Lot\nLe port de Bouziès\nUn pigeonnier"
    assert document_of(sheet).body == f"{before}\n{words}"


def test_picture_of_a_members_sheet_is_found_by_members_only(sheet, member_sheet):
    PictureFactory(sheet=member_sheet, alternative="Une gabare")
    rebuild_index()
    results = [get_engine().search(SearchQuery("gabare", frozenset(who))).hits for who in (["public"], ["member"])]
    assert [[hit.key for hit in hits] for hits in results] == [[], [str(member_sheet.pk)]]


def test_added_changed_or_removed_picture_is_noted(sheet, animator):
    noted("sheet")
    picture = PictureFactory(sheet=sheet)
    assert noted("sheet") == {str(sheet.pk)}
    describe_picture(picture=picture, alternative="Une gabare", caption="", credit="")
    assert noted("sheet") == {str(sheet.pk)}
    set_cover(picture=picture, is_cover=True)
    assert (noted("sheet"), document_of(sheet).picture) == ({str(sheet.pk)}, picture.small_url)
    remove_picture(picture=picture)
    assert noted("sheet") == {str(sheet.pk)}


def test_files_of_a_draft_are_not_in_the_index(draft):
    AttachmentFactory(sheet=draft, words="Une pelote de laine")
    rebuild_index()
    assert get_engine().search(SearchQuery("pelote", frozenset({"public", "member"}))).hits == ()


def test_word_of_a_file_finds_its_sheet_for_its_readers(sheet, member_sheet):
    for page in (sheet, member_sheet):
        AttachmentFactory(sheet=page, name="Mémo.txt", words="Une pelote de laine")
    rebuild_index()
    hits = get_engine().search(SearchQuery("pelote", frozenset({"public"}))).hits
    assert [(hit.key, hit.found_in) for hit in hits] == [(str(sheet.pk), "Mémo.txt")]


def test_merged_tag_still_finds_its_sheets(epm, coordinator):
    sheet = SheetFactory(epm=epm, data__tags=("courriel",))
    SheetFactory(epm=epm, data__tags=("pigeon voyageur",))
    target, old = (Tag.objects.get(name=name) for name in ("courriel", "pigeon voyageur"))
    merge_tags(target=target, merged_keys=[old.pk], by=coordinator)
    assert document_of(sheet).keywords[2:] == ("pigeon voyageur",)
    noted("sheet")
    free_word(alias=TagAlias.objects.get(), by=coordinator)
    assert str(sheet.pk) in noted("sheet")
    assert document_of(sheet).keywords[2:] == ()


def test_document_has_the_number_of_deliveries_but_no_field_note(sheet):
    with freeze_time("2026-10-05 12:00"):
        for day in (1, 2):
            DeliveryFactory(sheet=sheet, date=f"2026-09-0{day}", went_well="Une pelote", to_mend="Un chat", again="no")
    document = document_of(sheet)
    assert document.facts[4:] == ("animé\u00a02\u00a0fois",)
    assert [word for word in ("pelote", "chat") if word in str(document)] == []
    rebuild_index()
    assert get_engine().search(SearchQuery("pelote", frozenset({"public", "member"}))).hits == ()


@pytest.mark.parametrize(("times", "weight"), [(0, 1.2), (1, 1.203), (20, 1.26), (500, 1.26)])
def test_sheet_with_deliveries_weighs_a_little_more(sheet, times, weight):
    if times:
        figures = dict.fromkeys(("epms", "people", "total_minutes", "usual_minutes"), 1)
        zeros = dict.fromkeys(("answers", "willing", "willing_otherwise", "notes"), 0)
        DeliveryTally.objects.create(sheet=sheet, times=times, **figures, **zeros)
    weighted = WorkshopSource().weighted_document(WorkshopSource().queryset().get(pk=sheet.pk))
    assert weighted.weight == pytest.approx(weight)
