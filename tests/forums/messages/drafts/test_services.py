"""Drafts of messages: kept, found, never written over unseen, forgotten when published."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from forums.messages.drafts.models import MessageDraft
from forums.messages.drafts.services import DraftGoneError, OtherDraftError, erase_old_drafts, forget_draft, keep_draft
from forums.messages.files.models import PostFile
from forums.messages.files.services import erase_forgotten_files, keep_file
from tests.reseau.documents.files.pictures import encoded, flag

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(topic, animator):
    def keep_in_topic(body: str, seen: int | None = 0, *, member=animator, **options):
        typed = {"title": "", "body": body, "tags": ""}
        return keep_draft(member=member, place={"topic": topic}, typed=typed, seen=seen, **options)

    return keep_in_topic


def kept() -> list[tuple]:
    return list(MessageDraft.objects.order_by("pk").values_list("body", "version"))


def test_each_save_takes_the_place_of_the_one_before(keep):
    keep("Bon", 0)
    keep("Bonjour", 1)

    assert kept() == [("Bonjour", 2)]


def test_each_member_and_each_place_has_its_draft(keep, network_forum, animator, colleague):
    keep("Un")
    keep("Deux", member=colleague)
    keep_draft(member=animator, place={"forum": network_forum}, typed={"title": "Clé", "body": "Trois", "tags": "usb"})

    assert [body for body, _ in kept()] == ["Un", "Deux", "Trois"]


def test_text_of_another_window_is_not_replaced_unless_it_is_wished(keep):
    keep("De la maison")

    with pytest.raises(OtherDraftError):
        keep("De l’EPM")
    assert kept() == [("De la maison", 1)]

    keep("De l’EPM", None)
    with pytest.raises(OtherDraftError):
        keep("De la maison, suite", 1)
    assert kept() == [("De l’EPM", 2)]


def test_late_save_does_not_bring_back_what_is_published(keep, topic, animator):
    keep("Bonjour")
    forget_draft(member=animator, place={"topic": topic})

    with pytest.raises(DraftGoneError):
        keep("Bonjour !", 1)
    assert kept() == []


def test_nothing_is_kept_of_an_empty_form_nor_of_a_text_without_end(keep):
    assert keep(" ") is None
    keep("Bonjour")
    assert keep("", 1) is None

    with pytest.raises(ValidationError):
        keep("a" * 200_001)
    assert kept() == []


def test_files_stay_as_long_as_their_draft(keep, topic, animator):
    file = keep_file(file=ContentFile(encoded(flag()), name="a.jpg"), by=animator)
    file.alternative = "Une clé"
    draft = keep("Voici", files=[file])
    PostFile.objects.update(added=timezone.now() - timedelta(days=30))
    assert (erase_forgotten_files(), [kept.alternative for kept in draft.files.all()]) == (0, ["Une clé"])

    forget_draft(member=animator, place={"topic": topic})
    assert erase_forgotten_files() == 1


def test_draft_that_nobody_took_up_for_six_months_is_erased(keep, colleague):
    keep("Ancien")
    MessageDraft.objects.update(saved=timezone.now() - timedelta(days=181))
    keep("Récent", member=colleague)

    assert (erase_old_drafts(), kept()) == (1, [("Récent", 1)])
