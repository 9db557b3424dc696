"""The authors of a sheet in the browser: changes, rights of co-authors, the list of orphans."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reseau.texts.elision import of
from ressources.files.models.attachment import Attachment
from ressources.permissions import may_decide
from ressources.sheets.enums import ContributionSource
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.sheet_origins import contributors_of
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AttachmentFactory, AuthorshipFactory, DraftFactory, SheetFactory

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def reload(sheet) -> WorkshopPage:
    return WorkshopPage.objects.get(pk=sheet.pk)


def test_author_finds_a_member_and_adds_them(client_of, sheet, animator, stranger):
    stranger.last_name = "Ségalard"
    stranger.save()
    client = client_of(animator)
    assert list(client.get(url("authors", sheet.pk), {"q": "segal"}).context["found"]) == [stranger]
    answer = client.post(url("add_coauthor", sheet.pk), {"member": stranger.pk}, follow=True)
    assert (answer.redirect_chain, reload(sheet).coauthors) == ([(url("authors", sheet.pk), 302)], [stranger])


def test_search_leaves_out_former_members_and_authors(client_of, sheet, animator, departed, epm):
    LearnerFactory(epm=epm)
    AuthorshipFactory(sheet=sheet)
    assert list(client_of(animator).get(url("authors", sheet.pk), {"q": "camille"}).context["found"]) == []
    for member in (departed.pk, LearnerFactory(epm=epm).member.pk, 999_999, "", "x"):
        assert client_of(animator).post(url("add_coauthor", sheet.pk), {"member": member}).status_code == 404


def test_people_whose_words_were_taken_are_named(client_of, sheet, animator, colleague, stranger):
    for member in (colleague, stranger):
        Contribution.objects.create(sheet=sheet, member=member, source=ContributionSource.TOPIC)
    names = [str(member) for member in contributors_of(sheet)]
    page = " ".join(text(client_of(animator).get(url("authors", sheet.pk))).split())
    assert f"Avec un apport {of(names[0])}, {names[1]}" in page


def test_coauthor_edits_like_the_author(client_of, epm, animator, colleague):
    draft = DraftFactory(epm=epm, author=animator)
    memo = AttachmentFactory(sheet=draft)
    client = client_of(colleague)
    for name in ("edit", "preview", "files", "authors"):
        assert client.get(url(name, draft.pk)).status_code == 404
    assert list(Attachment.objects.visible_to(colleague)) == []
    AuthorshipFactory(sheet=draft, member=colleague)
    for name in ("edit", "preview", "files", "authors"):
        assert client.get(url(name, draft.pk)).status_code == 200
    assert list(Attachment.objects.visible_to(colleague)) == [memo]
    assert draft.title in text(client.get(url("mine")))
    assert list(WorkshopPage.objects.drafts_of(colleague)) == [draft]


def test_coauthor_cannot_hand_over(client_of, sheet, colleague, stranger, territorial):
    AuthorshipFactory(sheet=sheet, member=colleague)
    assert client_of(colleague).post(url("hand_over", sheet.pk), {"member": stranger.pk}).status_code == 404
    client_of(territorial).post(url("hand_over", sheet.pk), {"member": stranger.pk})
    assert reload(sheet).owner == stranger


def test_former_coauthor_cannot_edit(client_of, sheet, colleague, reload_member):
    AuthorshipFactory(sheet=sheet, member=colleague)
    colleague.positions.update(end="2021-01-01")
    assert client_of(reload_member(colleague)).get(url("edit", sheet.pk)).status_code != 200


def test_reviewer_cannot_publish_a_sheet_they_coauthor(submitted, territorial, coordinator):
    AuthorshipFactory(sheet=submitted, member=territorial)
    AuthorshipFactory(sheet=submitted, member=coordinator)
    assert (may_decide(territorial, submitted), may_decide(coordinator, submitted)) == (False, True)
    assert list(WorkshopPage.objects.waiting_for(territorial)) == []


def test_coauthor_who_removes_themself_returns_to_their_sheets(client_of, sheet, colleague):
    AuthorshipFactory(sheet=sheet, member=colleague)
    answer = client_of(colleague).post(url("remove_coauthor", sheet.pk), {"member": colleague.pk})
    assert (answer.url, reload(sheet).coauthors) == (url("mine"), [])


def test_credits_are_shown_to_members(client, client_of, sheet, stranger):
    member = AuthorshipFactory(sheet=sheet).member
    assert str(member) in text(client_of(stranger).get(sheet.get_absolute_url()))
    assert str(member) not in text(client.get(sheet.get_absolute_url()))


def test_others_cannot_change_authors(client, client_of, sheet, colleague, other_territorial, stranger, epm):
    author = reload(sheet).owner
    learner = LearnerFactory(epm=epm).member
    for reader in map(client_of, (colleague, other_territorial, learner)):
        assert reader.get(url("authors", sheet.pk)).status_code == 404
        for name in ("add_coauthor", "remove_coauthor", "hand_over", "take_over"):
            assert reader.post(url(name, sheet.pk), {"member": stranger.pk}).status_code == 404
    assert client.post(url("add_coauthor", sheet.pk), {"member": stranger.pk}).status_code == 302
    assert (reload(sheet).owner, reload(sheet).coauthors) == (author, [])


def test_orphans_are_listed_to_reviewers_of_the_territory_and_taken(
    client_of, epm, departed, animator, territorial, other_territorial, coordinator, sheet
):
    orphan = SheetFactory(epm=epm, author=departed)
    for member, sheets in (
        (territorial, [orphan.sheet_ptr]),
        (coordinator, [orphan.sheet_ptr]),
        (other_territorial, []),
    ):
        assert list(client_of(member).get(url("orphans")).context["page_obj"]) == sheets
    assert client_of(animator).get(url("orphans")).status_code == 404
    client_of(territorial).post(url("take_over", orphan.pk))
    assert reload(orphan).owner == territorial


def test_sheet_with_an_active_author_cannot_be_taken(client_of, sheet, animator, territorial):
    answer = client_of(territorial).post(url("take_over", sheet.pk), follow=True)
    assert "Une autre personne est déjà responsable de cette fiche." in text(answer)
    assert reload(sheet).owner == animator


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    return len(captured_queries)


def test_lists_use_the_same_queries_for_one_and_three(client_of, epm, departed, territorial, sheet):
    client, authors = client_of(territorial), f"{url('authors', sheet.pk)}?q=camille"
    SheetFactory(epm=epm, author=departed)
    AuthorshipFactory(sheet=sheet)
    before = [count_queries(client, address) for address in (url("orphans"), authors, sheet.get_absolute_url())]
    SheetFactory.create_batch(2, epm=epm, author=departed)
    AuthorshipFactory.create_batch(2, sheet=sheet)
    assert [count_queries(client, address) for address in (url("orphans"), authors, sheet.get_absolute_url())] == before
