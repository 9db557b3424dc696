"""Merged tags: on sheets, drafts, old versions and saved searches; aliases of the kept tag."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry, Revision

from alertes.choices.subscriptions.models import Subscription
from alertes.choices.subscriptions.services import follow
from alertes.occasions.saved_searches.models import SavedSearch
from reseau.texts.tags.models import Tag, TagAlias
from ressources.authoring.publication.services import publish, submit
from ressources.library.services import free_word, merge_tags
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.services.drafts import save_draft
from search.index.outbox import OutboxEntry
from tests.factories.forums import TopicFactory
from tests.factories.ressources import DraftFactory, SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def tag(name: str) -> Tag:
    return Tag.objects.get(name=name)


def merge(target: str, *others: str, by) -> int:
    return merge_tags(target=tag(target), merged_keys=[tag(name).pk for name in others], by=by)


def tags_of(sheet) -> tuple[str, ...]:
    page = Sheet.objects.get(pk=sheet.pk).specific
    return page.content_class.of_page(page).tags


def latest_tags(sheet) -> tuple[str, ...]:
    return Sheet.objects.get(pk=sheet.pk).specific.latest_content.tags


@pytest.fixture
def photo_sheet(epm, animator):
    return SheetFactory(epm=epm, author=animator, data__tags=("courriels", "photo"))


@pytest.fixture
def email_sheet(epm, animator):
    return SheetFactory(epm=epm, author=animator, data__tags=("courriel", "courriels", "e-mail"))


def test_merge_updates_sheets_drafts_and_old_versions(photo_sheet, email_sheet, epm, animator, coordinator):
    draft = DraftFactory(epm=epm, author=animator, data__tags=("e-mail",))
    old = draft.latest_revision
    save_draft(
        page=draft, by=animator, data=replace(draft.latest_content, tags=("e-mail", "wifi")), base_revision=old.pk
    )

    assert merge("courriel", "courriels", "e-mail", by=coordinator) == 2

    assert (tags_of(photo_sheet), tags_of(email_sheet)) == (("courriel", "photo"), ("courriel",))
    assert (latest_tags(photo_sheet), latest_tags(email_sheet), latest_tags(draft)) == (
        ("courriel", "photo"),
        ("courriel",),
        ("courriel", "wifi"),
    )
    old.refresh_from_db()
    assert [item["tag"] for item in old.content["tagged_items"]] == [tag("courriel").pk]
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["courriel", "photo", "wifi"]


def test_updated_draft_is_published_with_the_kept_tag(photo_sheet, email_sheet, animator, territorial, coordinator):
    page = save_draft(
        page=photo_sheet,
        by=animator,
        data=replace(photo_sheet.latest_content, tags=("courriels", "photo", "wifi")),
        base_revision=photo_sheet.latest_revision_id,
    )
    submit(page=page, by=animator)
    merge("courriel", "courriels", by=coordinator)
    publish(page=page, by=territorial)
    assert tags_of(photo_sheet) == ("courriel", "photo", "wifi")
    assert WorkshopTag.objects.filter(content_object=photo_sheet).count() == 3


def test_versions_without_these_tags_are_unchanged(sheet, photo_sheet, email_sheet, coordinator):
    # Its key begins like the key of the merged tag.
    neighbour = Tag.objects.create(pk=tag("courriels").pk * 10 + 1, name="voisin", slug="voisin")
    page = SheetFactory(epm=sheet.epm, author=sheet.owner, data__tags=("voisin",))
    before = {revision.pk: revision.content for revision in Revision.objects.filter(object_id__in=[sheet.pk, page.pk])}
    merge("courriel", "courriels", by=coordinator)
    after = {revision.pk: revision.content for revision in Revision.objects.filter(pk__in=before)}
    assert (after, tags_of(page), neighbour.name) == (before, ("voisin",), "voisin")


def test_merged_word_typed_again_becomes_the_kept_tag(photo_sheet, email_sheet, epm, animator, coordinator):
    merge("courriel", "courriels", "e-mail", by=coordinator)
    draft = DraftFactory(epm=epm, author=animator, data__tags=("E-mail", "courriels", "photo"))
    assert draft.latest_content.tags == ("courriel", "photo")
    assert not Tag.objects.filter(name__iexact="e-mail").exists()


def test_merging_a_kept_tag_moves_its_aliases(photo_sheet, email_sheet, coordinator):
    SheetFactory(epm=email_sheet.epm, author=email_sheet.owner, data__tags=("messagerie",))
    merge("courriel", "courriels", by=coordinator)
    merge("messagerie", "courriel", by=coordinator)
    assert dict(TagAlias.objects.values_list("name", "tag__name")) == {
        "courriel": "messagerie",
        "courriels": "messagerie",
    }
    assert tags_of(photo_sheet) == ("messagerie", "photo")


def test_freed_tag_can_be_merged_the_other_way_round(photo_sheet, email_sheet, coordinator):
    merge("courriel", "courriels", by=coordinator)
    free_word(alias=TagAlias.objects.get(), by=coordinator)
    SheetFactory(epm=email_sheet.epm, author=email_sheet.owner, data__tags=("courriels",))
    merge("courriels", "courriel", by=coordinator)
    assert list(TagAlias.objects.values_list("name", "tag__name")) == [("courriel", "courriels")]
    assert tags_of(photo_sheet) == ("courriels", "photo")


def test_every_changed_sheet_is_indexed_again(photo_sheet, email_sheet, sheet, epm, animator, coordinator):
    """A sheet that has the kept tag alone is found by the merged word from now on."""
    kept_sheet = SheetFactory(epm=epm, author=animator, data__tags=("courriel",))
    OutboxEntry.objects.all().delete()
    merge("courriel", "courriels", by=coordinator)
    changed_keys = set(OutboxEntry.objects.filter(kind="sheet").values_list("key", flat=True))
    assert changed_keys == {str(page.pk) for page in (photo_sheet, email_sheet, kept_sheet)}


def test_saved_searches_keep_working(photo_sheet, email_sheet, animator, colleague, coordinator):
    for member, tags in ((animator, ["courriels", "photo"]), (colleague, ["courriels"]), (colleague, ["courriel"])):
        SavedSearch.build(member=member, text="envoyer", filters={"tag": tags}).save()
    other = SavedSearch.build(member=animator, text="envoyer", filters={"kind": ["sheet"]})
    other.save()
    merge("courriel", "courriels", by=coordinator)
    assert [(saved_search.member, saved_search.filters) for saved_search in SavedSearch.objects.order_by("pk")] == [
        (animator, {"tag": ["courriel", "photo"]}),
        (colleague, {"tag": ["courriel"]}),
        (animator, {"kind": ["sheet"]}),
    ]
    assert SavedSearch.objects.asking("envoyer", {"tag": ["photo", "courriel"]}).get().member == animator


def test_merge_is_logged(photo_sheet, email_sheet, coordinator):
    merge("courriel", "courriels", "e-mail", by=coordinator)
    free_word(alias=TagAlias.objects.get(name="e-mail"), by=coordinator)
    merge_entry, freed_entry = ModelLogEntry.objects.for_instance(tag("courriel")).order_by("timestamp", "pk")
    assert (merge_entry.user, merge_entry.message) == (
        coordinator,
        "«\u00a0courriels\u00a0», «\u00a0e-mail\u00a0» fusionnés dans ce mot-clé, fiches concernées\u00a0: 2",
    )
    assert freed_entry.message == "«\u00a0e-mail\u00a0» peut redevenir un mot-clé"


def test_tag_deleted_meanwhile_is_explained(photo_sheet, email_sheet, coordinator):
    target, deleted_tag = tag("courriel"), tag("courriels")
    merge_tags(target=tag("e-mail"), merged_keys=[deleted_tag.pk], by=coordinator)
    for merged_keys in ([deleted_tag.pk], [target.pk], []):
        with pytest.raises(ValidationError, match="Choisissez-les de nouveau"):
            merge_tags(target=target, merged_keys=merged_keys, by=coordinator)
    assert tags_of(photo_sheet) == ("e-mail", "photo")


def test_merge_reaches_topics_and_those_who_follow_the_word(photo_sheet, email_sheet, animator, colleague, coordinator):
    topics = [TopicFactory(author=animator, tags=words) for words in ("courriels, souris", "courriel, courriels", "pc")]
    other = Tag.objects.get(name="pc")
    for member, slug in ((animator, "courriels"), (colleague, "courriel"), (colleague, "courriels"), (animator, "pc")):
        follow(member=member, subject=f"tag:{slug}")

    assert merge("courriel", "courriels", by=coordinator) == 2

    assert [sorted(topic.tags.values_list("name", flat=True)) for topic in topics] == [
        ["courriel", "souris"],
        ["courriel"],
        ["pc"],
    ]
    assert sorted(Subscription.objects.filter(subject__startswith="tag:").values_list("member", "subject")) == sorted(
        [(animator.pk, "tag:courriel"), (colleague.pk, "tag:courriel"), (animator.pk, f"tag:{other.slug}")]
    )
    new_topic = TopicFactory(author=animator, tags="COURRIELS, courriel")
    assert [tag.name for tag in new_topic.tags.all()] == ["courriel"]


def test_tag_of_topics_alone_is_merged_too(email_sheet, animator, coordinator):
    topic = TopicFactory(author=animator, tags="messagerie")

    assert merge("courriel", "messagerie", by=coordinator) == 0

    assert topic.tags.get().name == "courriel"


def test_no_other_relation_points_to_a_tag():
    """A new relation to tags must be handled by `merge_tags`, or go with the merged tag: what was decided about the
    questions of a word says nothing of those of both.
    """
    assert {relation.get_accessor_name() for relation in Tag._meta.related_objects} == {
        "tagged_sheets",
        "aliases",
        "sheet_set",
        "tagged_topics",
        "topics",
        "settled_questions",
        "know_hows",
    }
