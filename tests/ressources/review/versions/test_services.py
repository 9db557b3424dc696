"""Versions of a sheet: named, restored, none ever lost by concurrent edits."""

from dataclasses import dataclass, field, replace

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, strategies

from ressources.authoring.writing.services import kept_texts, merged_texts
from ressources.review.versions import services as versions
from ressources.review.versions.base_version import BaseVersion
from ressources.review.versions.merging.sheets import MergeChoice, all_paragraphs, disagreements, merged_content
from ressources.review.versions.models import VersionName
from ressources.sheets.content import WorkshopContent
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.revision import content_of_revision, contents_of_revisions
from ressources.sheets.services import drafts
from ressources.sheets.services.errors import SheetChangedError
from tests.factories.ressources import DraftFactory
from tests.random_runs import random_examples
from tests.ressources.review.versions.strategies import CONTENTS

pytestmark = pytest.mark.django_db


def reload(page) -> WorkshopPage:
    return WorkshopPage.objects.get(pk=page.pk)


def save(page, by, **changes) -> WorkshopPage:
    page = reload(page)
    data = replace(page.latest_content, **changes)
    return drafts.save_draft(page=page, by=by, data=data, base_revision=page.latest_revision_id)


def restore(page, by, revision) -> WorkshopPage:
    page = reload(page)
    return versions.restore_version(page=page, by=by, revision=revision, base=BaseVersion.latest_of(page))


def test_version_is_named_renamed_and_unnamed(draft, animator, territorial):
    versions.name_version(revision=draft.latest_revision, by=animator, name="  Avant\x00 la  réunion ")
    versions.name_version(revision=draft.latest_revision, by=territorial, name="Avant l’été")
    version_name = VersionName.objects.get()
    assert (str(version_name), version_name.revision, version_name.named_by) == (
        "Avant l’été",
        draft.latest_revision,
        territorial,
    )
    versions.name_version(revision=draft.latest_revision, by=animator, name=" ")
    assert VersionName.objects.count() == 0


def test_name_is_cut_to_its_maximum_length(draft, animator):
    versions.name_version(revision=draft.latest_revision, by=animator, name="a" * 200)
    assert VersionName.objects.get().name == "a" * 80


def test_old_version_is_restored_as_a_new_one(draft, animator):
    first = draft.latest_revision
    save(draft, animator, tips="Un conseil", title="Un autre titre")
    page = restore(draft, animator, first)
    assert (page.latest_content.tips, page.draft_title) == ("", draft.draft_title)
    assert [revision.content["tips"] for revision in page.revisions.order_by("pk")] == ["", "Un conseil", ""]
    assert str(page.latest_revision.version_name).startswith("Reprise de la version du ")


def test_identical_version_is_not_restored(draft, animator):
    first = draft.latest_revision
    save(draft, animator, tips="Un conseil")
    save(draft, animator, tips="")
    with pytest.raises(ValidationError, match="dit déjà la même chose"):
        restore(draft, animator, first)
    assert draft.revisions.count() == 3


def test_version_saved_meanwhile_is_not_overwritten(draft, animator, territorial):
    first = draft.latest_revision
    base = BaseVersion.latest_of(save(draft, animator, tips="Un conseil"))
    save(draft, territorial, tips="Le sien")
    with pytest.raises(SheetChangedError):
        versions.restore_version(page=reload(draft), by=animator, revision=first, base=base)
    assert (reload(draft).latest_content.tips, VersionName.objects.count()) == ("Le sien", 0)


def test_published_text_stays_while_an_old_version_is_restored(sheet, animator):
    first = sheet.latest_revision
    save(sheet, animator, tips="Un conseil")
    page = restore(sheet, animator, first)
    assert (page.live, page.state, page.has_draft) == (True, SheetState.PUBLISHED, True)


def test_contents_of_versions_are_read_in_two_queries(draft, animator, django_assert_num_queries):
    for rank in range(3):
        save(draft, animator, tags=(f"mot{rank}",))
    revisions = list(draft.revisions.order_by("pk"))
    content_of_revision(revisions[0])
    with django_assert_num_queries(1):
        contents = contents_of_revisions(revisions)
    assert [content.tags for content in contents] == [(), ("mot0",), ("mot1",), ("mot2",)]


@dataclass
class Window:
    """An open form: the version it was opened on, and the data last typed."""

    member: object
    name: str
    base: BaseVersion
    opened_on: WorkshopContent
    typed: WorkshopContent | None = None


@dataclass
class Story:
    """A sheet edited by several members; every text that they asked to save is recorded."""

    page: WorkshopPage
    windows: list[Window] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    opened: int = 0

    def open(self, member) -> None:
        page = reload(self.page)
        self.opened += 1
        name = f"{self.page.pk}-{self.opened}"
        self.windows.append(Window(member, name, BaseVersion.latest_of(page), page.latest_content))

    def type(self, window: Window, content: WorkshopContent) -> None:
        window.typed = content
        post = {"title": content.title, "tips": content.tips, "base": str(window.base)}
        kept_texts.keep_form_data(
            member=window.member, form="atelier", sheet=self.page, form_data=as_post(post), window=window.name
        )

    def save(self, window: Window, choice: MergeChoice) -> None:
        """Save as the form does, then as the page of the union does."""
        page, mine = reload(self.page), window.typed or window.opened_on
        self.asked |= all_paragraphs(mine)
        base = window.base
        try:
            drafts.save_draft(
                page=page, by=window.member, data=mine, base_revision=base.revision, base_written_at=base.written_at
            )
        except SheetChangedError as other:
            differences = disagreements(base=window.opened_on, mine=mine, theirs=other.content)
            merged = merged_content(mine, differences, {item.part.name: choice for item in differences})
            merged_texts.save_merged_text(
                page=page,
                by=window.member,
                mine=mine,
                data=merged,
                base=BaseVersion.latest_of(reload(page)),
                common=window.opened_on,
            )
        kept_texts.delete_kept_texts(member=window.member, window=window.name)
        self.windows.remove(window)

    def restore(self, member, place: int) -> None:
        revisions = list(self.page.revisions.order_by("pk"))
        if content_of_revision(revisions[place % len(revisions)]) != reload(self.page).latest_content:
            restore(self.page, member, revisions[place % len(revisions)])

    def in_versions(self) -> set[str]:
        return set().union(*map(all_paragraphs, contents_of_revisions(self.page.revisions.all())))


def as_post(fields: dict):
    post = QueryDict(mutable=True)
    post.update(fields)
    return post


DEEDS = strategies.lists(
    strategies.one_of(
        strategies.tuples(strategies.just("open"), strategies.integers(0, 1)),
        strategies.tuples(strategies.just("type"), strategies.integers(0, 3), CONTENTS),
        strategies.tuples(strategies.just("save"), strategies.integers(0, 3), strategies.sampled_from(MergeChoice)),
        strategies.tuples(strategies.just("restore"), strategies.integers(0, 1), strategies.integers(0, 9)),
    ),
    min_size=3,
    max_size=14,
)


@random_examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_no_sequence_of_edits_loses_a_paragraph(epm, animator, territorial, actions):
    """Every text sent for saving is in a version; every unsaved text is in a kept text."""
    with transaction.atomic():
        story = Story(DraftFactory(epm=epm, author=animator))
        live_through(story, actions, members=(animator, territorial))
        for window in story.windows:
            if window.typed:
                kept_text = window.member.kept_texts.get(window=window.name)
                assert (kept_text.post["tips"], kept_text.post["title"]) == (window.typed.tips, window.typed.title)
        transaction.set_rollback(True)


def live_through(story: Story, actions: list[tuple], *, members: tuple) -> None:
    for member in members:
        story.open(member)
    for name, *details in actions:
        if name == "open":
            story.open(members[details[0]])
        elif name == "restore":
            story.restore(members[details[0]], details[1])
        elif story.windows:
            getattr(story, name)(story.windows[details[0] % len(story.windows)], details[1])
        assert story.asked - story.in_versions() == set()
