"""A draft is deleted with all that belongs to it, by who answers for it, until it was published."""

import re
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from wagtail.models import Revision, TaskState, WorkflowState

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from ressources.authoring.publication import services as publication
from ressources.authoring.writing.models import KeptText
from ressources.authoring.writing.services.deletion import delete_draft
from ressources.files.models.picture import Picture
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import save_draft
from tests.factories.ressources import (
    AttachmentFactory,
    AuthorshipFactory,
    KeptTextFactory,
    PictureFactory,
    RemarkFactory,
)
from tests.ressources.authoring.writing.form_posts import messages_of

pytestmark = pytest.mark.django_db
MINE = "/ressources/mes-fiches/"


def address(page) -> str:
    return f"/ressources/fiches/{page.pk}/supprimer/"


def test_draft_goes_with_its_files_versions_remarks_and_notices(
    animator, territorial, colleague, submitted, django_capture_on_commit_callbacks
):
    picture, attachment = PictureFactory(sheet=submitted), AttachmentFactory(sheet=submitted)
    stored = [picture.file.name, picture.small.name, attachment.file.name]
    RemarkFactory(sheet=submitted, author=territorial)
    AuthorshipFactory(sheet=submitted, member=colleague)
    KeptTextFactory(member=animator, sheet=submitted)
    theirs = KeptTextFactory(member=colleague, sheet=submitted)
    assert Notice.objects.filter(member=territorial).exists()

    with django_capture_on_commit_callbacks(execute=True):
        delete_draft(page=submitted, by=animator)

    assert not Sheet.objects.filter(pk=submitted.pk).exists()
    assert (Revision.objects.count(), WorkflowState.objects.count(), TaskState.objects.count()) == (0, 0, 0)
    assert not Picture.objects.exists()
    assert [name for name in stored if default_storage.exists(name)] == []
    assert [(notice.member, notice.url) for notice in Notice.objects.all()] == [(colleague, MINE)]
    assert list(MailItem.objects.waiting().values_list("member", flat=True)) == [colleague.pk]
    assert [(text.pk, text.sheet) for text in KeptText.objects.all()] == [(theirs.pk, None)]


def test_reviewer_who_has_the_sheet_is_told(animator, territorial, submitted):
    submitted.assignment.hand_to(territorial)

    delete_draft(page=submitted, by=animator)

    assert [(notice.member, notice.text) for notice in Notice.objects.all()] == [
        (
            territorial,
            f"{animator} a supprimé le brouillon «\u00a0{submitted.draft_title}\u00a0», qui n’était pas publié.",
        )
    ]


def test_published_sheet_is_not_deleted_even_withdrawn(sheet, animator):
    for page in (sheet, publication.withdraw(page=sheet, by=animator)):
        with pytest.raises(ValidationError, match="a été publiée"):
            delete_draft(page=page, by=animator)
    assert Sheet.objects.filter(pk=sheet.pk).exists()


def test_sheet_that_is_read_is_not_deleted_whatever_its_day(sheet, animator):
    Sheet.objects.update(first_published_at=None)
    with pytest.raises(ValidationError, match="a été publiée"):
        delete_draft(page=sheet, by=animator)
    assert Sheet.objects.filter(pk=sheet.pk).exists()


def test_page_says_what_is_lost_then_deletes(client_of, animator, draft):
    PictureFactory(sheet=draft)
    attachment = AttachmentFactory(sheet=draft)
    client = client_of(animator)

    text = client.get(address(draft)).content.decode()
    assert "1 image" in text
    assert attachment.name in text
    assert address(draft) in client.get(MINE).content.decode()

    response = client.post(address(draft), follow=True)
    assert response.redirect_chain == [(MINE, 302)]
    assert messages_of(response) == [f"Le brouillon «\u00a0{draft.draft_title}\u00a0» est supprimé."]
    assert not Sheet.objects.filter(pk=draft.pk).exists()


def test_page_names_only_what_there_is_to_lose(client_of, animator, colleague, territorial, draft):
    def losses() -> tuple[list[str], bool]:
        text = " ".join(client_of(animator).get(address(draft)).text.split())
        items = re.findall("<li>(.*?)</li>", text.split("Sont supprimés pour de bon")[1].split("</ul>")[0])
        return items, "recevront une alerte" in text

    assert losses() == (["le texte"], False)

    data = replace(draft.latest_content, tips="Un conseil")
    save_draft(page=draft, by=animator, data=data, base_revision=draft.latest_revision_id)
    PictureFactory.create_batch(2, sheet=draft)
    first, second = AttachmentFactory.create_batch(2, sheet=draft)
    RemarkFactory(sheet=draft, author=territorial)
    AuthorshipFactory(sheet=draft, member=colleague)
    files = f"« {first.name} », « {second.name} »"
    assert losses() == (["le texte, dans ses 2 versions", "2 images", files, "1 remarque de relecture"], True)


def test_page_says_that_reviewers_will_hear_of_it(client_of, animator, submitted):
    assert "recevront une alerte" in client_of(animator).get(address(submitted)).text


@pytest.mark.parametrize("who", ["colleague", "territorial", "coauthor"])
def test_others_may_not_delete(request, client_of, draft, colleague, who):
    if who == "coauthor":
        AuthorshipFactory(sheet=draft, member=colleague)
    member = colleague if who == "coauthor" else request.getfixturevalue(who)
    client = client_of(member)

    assert [client.get(address(draft)).status_code, client.post(address(draft)).status_code] == [404, 404]
    assert Sheet.objects.filter(pk=draft.pk).exists()


def test_coordination_may_delete_what_an_author_left(client_of, coordinator, draft, animator):
    client_of(coordinator).post(address(draft))

    assert not Sheet.objects.filter(pk=draft.pk).exists()
    assert Notice.objects.get().member == animator


def test_published_sheet_offers_no_deletion(client_of, animator, sheet):
    client = client_of(animator)

    assert client.get(address(sheet)).status_code == 404
    assert address(sheet) not in client.get(MINE).content.decode()
    assert address(sheet) not in client.get(f"/ressources/fiches/{sheet.pk}/modifier/").content.decode()
