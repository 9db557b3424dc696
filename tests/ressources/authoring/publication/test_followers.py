"""Followers of a sheet hear of its new version; those of an author or of a tag, of a new sheet."""

from dataclasses import replace

import pytest

from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.followers import follows
from alertes.choices.subscriptions.services import follow
from reseau.texts.tags.models import Tag
from ressources.authoring.publication import services as publication
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.sheet_requests.services import request_sheet
from ressources.library.services import merge_tags
from ressources.review.adaptations.services import adapt
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import PositionFactory
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


def told_to(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("key", flat=True))


def test_author_of_an_adapted_sheet_is_told_of_it_once(sheet, epm, animator, territorial, colleague, stranger):
    """They are told of it as authors of its origin, not again as followers; of its next version, as any follower."""
    adapter = PositionFactory(epm=epm).member
    for member in (animator, colleague):
        follow(member=member, subject=f"member:{adapter.pk}")
    draft = adapt(origin=sheet, by=adapter, epm=epm, title="Une autre façon")

    publication.publish(page=publication.submit(page=draft, by=adapter), by=territorial)

    assert told_to(animator) == [f"sheet:{sheet.pk}:adapted:{draft.pk}"]
    adapted = WorkshopPage.objects.get(pk=draft.pk)
    assert told_to(colleague) == [f"sheet:{draft.pk}:followed:{adapted.live_revision_id}"]
    follow(member=animator, subject=f"sheet:{draft.pk}")
    publish_again(adapted, animator=adapter, territorial=territorial, aim="Un but nouveau.")
    adapted.refresh_from_db()
    assert told_to(animator)[1:] == [f"sheet:{draft.pk}:followed:{adapted.live_revision_id}"]


def test_author_of_an_adaptation_who_follows_its_origin_is_told_once(sheet, epm, animator, territorial):
    adapter = PositionFactory(epm=epm).member
    adapt(origin=sheet, by=adapter, epm=epm, title="Une autre façon")
    follow(member=adapter, subject=f"sheet:{sheet.pk}")

    publish_again(sheet, animator=animator, territorial=territorial, aim="Un but nouveau.")

    sheet.refresh_from_db()
    assert [key.split(":")[2] for key in told_to(adapter)] == ["origin"]


def test_who_asked_for_a_sheet_is_told_of_it_once(epm, animator, territorial, colleague):
    submitted = SubmittedFactory(epm=epm, author=animator, data__tags=("Réemploi",))
    follow(member=colleague, subject="tag:reemploi")
    wanted = request_sheet(words="Réparer un téléphone", by=colleague)
    SheetRequest.objects.update(sheet=submitted, taken_by=animator)

    publication.publish(page=submitted, by=territorial)

    assert told_to(colleague) == [f"sheet-request:{wanted.pk}:answered"]
