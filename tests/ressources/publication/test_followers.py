"""Followers of a sheet hear of its new version; those of an author or of a tag, of a new sheet."""

from dataclasses import replace

import pytest

from alertes.notices.models import Notice
from alertes.subscriptions.followers import follows
from alertes.subscriptions.services import follow
from reseau.tags.models import Tag
from ressources.library.services import merge_tags
from ressources.publication import services as publication
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import SubmittedFactory

pytestmark = pytest.mark.django_db


def followed_news() -> list[tuple[int, str]]:
    notices = Notice.objects.filter(kind="ressources.sheet_followed").order_by("pk")
    return list(notices.values_list("member", "text"))


def publish_again(sheet, *, animator, territorial, **changes):
    page = WorkshopPage.objects.get(pk=sheet.pk)
    data = replace(page.latest_content, **changes)
    page = drafts.save_draft(page=page, by=animator, data=data, base_revision=page.latest_revision_id)
    publication.publish(page=publication.submit(page=page, by=animator), by=territorial)


def test_new_sheet_is_told_to_followers_of_its_author_and_tags(epm, animator, territorial, colleague, stranger):
    submitted = SubmittedFactory(epm=epm, author=animator, data__tags=("Réemploi",))
    for member in (animator, territorial):
        follow(member=member, subject=f"member:{animator.pk}")
    follow(member=colleague, subject=f"member:{animator.pk}")
    follow(member=stranger, subject="tag:reemploi")

    publication.publish(page=submitted, by=territorial)

    text = f"Nouvelle fiche\u00a0: «\u00a0{submitted.draft_title}\u00a0» ({submitted.epm})."
    assert followed_news() == [(pk, text) for pk in sorted((colleague.pk, stranger.pk))]


def test_new_version_is_told_to_followers_of_the_sheet(sheet, epm, animator, territorial, colleague, stranger):
    for member in (colleague, LearnerFactory(epm=epm).member):
        follow(member=member, subject=f"sheet:{sheet.pk}")
    follow(member=stranger, subject=f"member:{animator.pk}")

    publish_again(sheet, animator=animator, territorial=territorial, aim="Un but nouveau.")

    text = f"La fiche «\u00a0{sheet.title}\u00a0», que vous suivez, a une nouvelle version."
    assert followed_news() == [(colleague.pk, text)]


def test_sheet_withdrawn_is_no_news_for_who_has_not_read_of_it(sheet, animator, territorial, colleague):
    follow(member=colleague, subject=f"sheet:{sheet.pk}")
    publish_again(sheet, animator=animator, territorial=territorial, aim="Un but nouveau.")

    publication.withdraw(page=sheet, by=animator)

    assert followed_news() == []


def test_followers_of_a_merged_tag_follow_the_one_that_is_kept(coordinator, colleague):
    kept, merged = (Tag.objects.create(name=name) for name in ("Réemploi", "Reconditionné"))
    follow(member=colleague, subject="tag:reconditionne")

    merge_tags(target=kept, merged_keys=[merged.pk], by=coordinator)

    assert (follows(colleague, "tag:reemploi"), follows(colleague, "tag:reconditionne")) == (True, False)
