"""A collection opened by its link: for members only, without unreadable sheets, until the link is revoked."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from ressources.authoring.publication.services import withdraw
from ressources.library.collections import services as limits
from ressources.library.collections.models import Collection
from ressources.sheets.services.drafts import create_published
from ressources.sheets.short_contents import WatchContent
from tests.factories.b2i import LearnerFactory
from tests.factories.readers import CollectedSheetFactory, CollectionFactory
from tests.factories.ressources import AuthorshipFactory, ObsolescenceFactory, SheetFactory

pytestmark = pytest.mark.django_db
SECRET = "Secrets de permanence"


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def shared_collection(animator):
    return CollectionFactory(owner=animator, title="Ateliers d’automne", shared=True)


@pytest.fixture
def filled_collection(shared_collection, sheet, member_sheet):
    """A public sheet with a note, one for members, a withdrawn one."""
    CollectedSheetFactory(collection=shared_collection, sheet=sheet, note="Pour commencer")
    CollectedSheetFactory(collection=shared_collection, sheet=member_sheet)
    withdrawn_sheet = SheetFactory(data__title="Retirée depuis", data__tags=("cachée",))
    CollectedSheetFactory(collection=shared_collection, sheet=withdrawn_sheet, note="Note sur la retirée")
    withdraw(page=withdrawn_sheet, by=withdrawn_sheet.owner)
    return shared_collection


def test_owner_opens_renews_and_revokes_the_link(client_of, animator, stranger):
    mine = CollectionFactory(owner=animator)
    owner, reader = client_of(animator), client_of(stranger)
    links = []
    for _ in range(2):
        answer = owner.post(url("share_collection", mine.pk), follow=True)
        mine.refresh_from_db()
        links.append(mine.shared_url)
        assert f'value="http://testserver{mine.shared_url}"' in text(answer)
    assert [reader.get(link).status_code for link in links] == [404, 200]
    owner.post(url("unshare_collection", mine.pk))
    assert reader.get(links[1]).status_code == 404


def test_shared_collection_hides_withdrawn_sheets(client_of, stranger, filled_collection, sheet, member_sheet):
    answer = client_of(stranger).get(filled_collection.shared_url)
    assert [line.sheet.pk for line in answer.context["lines"]] == [sheet.pk, member_sheet.pk]
    page = text(answer)
    assert ("Pour commencer" in page, "2 fiches" in page) == (True, True)
    assert [word for word in ("Retirée depuis", "la retirée", "cachée") if word in page] == []


def test_visitor_is_redirected_to_login_and_learner_gets_404(client, client_of, filled_collection, epm, departed):
    learner = LearnerFactory(epm=epm).member
    for name in ("shared_collection", "take_shared_away"):
        answer = client.get(url(name, filled_collection.token))
        assert (answer.status_code, answer.url) == (
            302,
            reverse("account_login", query={"next": url(name, filled_collection.token)}),
        )
        assert client_of(learner).get(url(name, filled_collection.token)).status_code == 404
        assert client_of(departed).get(url(name, filled_collection.token)).status_code == 302  # logged out at once
    assert client_of(learner).post(url("copy_collection", filled_collection.token)).status_code == 404
    assert Collection.objects.count() == 1


@pytest.mark.parametrize("token", ["inconnu", "None", "x" * 500, "jeton%00"])
def test_invalid_link_is_not_found(client_of, stranger, animator, token):
    CollectionFactory(owner=animator)
    assert client_of(stranger).get(f"/ressources/collections/partagee/{token}/").status_code == 404


def test_deleted_collection_is_closed(client_of, animator, stranger, filled_collection):
    client_of(animator).post(url("delete_collection", filled_collection.pk))
    assert client_of(stranger).get(filled_collection.shared_url).status_code == 404
    assert client_of(stranger).post(url("copy_collection", filled_collection.token)).status_code == 404


def test_member_owns_their_copy(client_of, stranger, animator, filled_collection, sheet, member_sheet):
    client = client_of(stranger)
    answer = client.post(url("copy_collection", filled_collection.token), follow=True)
    copy = Collection.objects.get(owner=stranger)
    assert answer.redirect_chain == [(copy.get_absolute_url(), 302)]
    assert [(item.sheet_id, item.note) for item in copy.items.all()] == [
        (sheet.pk, "Pour commencer"),
        (member_sheet.pk, ""),
    ]
    # The later title of the owner stays private.
    Collection.objects.filter(pk=filled_collection.pk).update(title="Pour ma candidature", shared_since=None)
    page = text(client.get(copy.get_absolute_url()))
    assert (f"copiée d’une collection de {animator}" in page, "candidature" in page) == (True, False)
    Collection.objects.filter(pk=filled_collection.pk).update(shared_since=filled_collection.shared_since)
    assert copy.get_absolute_url() in text(client.get(filled_collection.shared_url))
    assert client.post(url("delete_collection", copy.pk)).status_code == 302
    assert client_of(stranger).get(filled_collection.shared_url).status_code == 200


def test_limit_is_explained_when_copying(client_of, stranger, filled_collection, monkeypatch):
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 0)
    answer = client_of(stranger).post(url("copy_collection", filled_collection.token), follow=True)
    assert ("supprimez-en une" in text(answer), Collection.objects.count()) == (True, 1)


def test_owner_sees_the_link_and_no_copy_button(client_of, animator, filled_collection):
    page = text(client_of(animator).get(filled_collection.shared_url))
    assert ("Ouvrir ma collection" in page, "Copier dans mes collections" in page) == (True, False)


def test_actions_require_post(client_of, animator, filled_collection):
    client = client_of(animator)
    for name in ("share_collection", "unshare_collection", "delete_collection", "restore_collection"):
        assert client.get(url(name, filled_collection.pk)).status_code == 405
    assert client.get(url("copy_collection", filled_collection.token)).status_code == 405


def read_whole(response) -> bytes:
    """Read the response to its end, as a browser does, so that its files are closed."""
    return b"".join(response) if response.streaming else response.content


def unpacked(response) -> dict[str, str]:
    """Name of file → text of each paper of the archive."""
    with zipfile.ZipFile(io.BytesIO(read_whole(response))) as archive:
        return {
            name: "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(archive.read(name))).pages)
            for name in archive.namelist()
        }


def test_sheets_are_downloaded_on_paper_in_their_order(
    client_of, stranger, animator, filled_collection, sheet, colleague
):
    AuthorshipFactory(sheet=sheet, member=colleague)
    answer = client_of(stranger).get(url("take_shared_away", filled_collection.token))
    assert answer["Content-Disposition"] == 'attachment; filename="ateliers-dautomne.zip"'
    papers = unpacked(answer)
    assert list(papers) == ["00 Sommaire.pdf", f"01 {sheet.title}.pdf", f"02 {SECRET}.pdf"]
    assert ("Pour commencer" in papers["00 Sommaire.pdf"], "la retirée" in papers["00 Sommaire.pdf"]) == (True, False)
    assert str(colleague) in papers[f"01 {sheet.title}.pdf"]


def etag_of(client, address: str) -> str:
    answer = client.get(address)
    read_whole(answer)
    return answer["ETag"]


def test_unchanged_archive_is_not_built_again(client_of, animator, filled_collection):
    client, address = client_of(animator), url("take_collection_away", filled_collection.pk)
    headers = {"If-None-Match": etag_of(client, address)}
    assert client.get(address, headers=headers).status_code == 304
    CollectedSheetFactory(collection=filled_collection)
    assert etag_of(client, address) != headers["If-None-Match"]


def count_queries(client, address: str) -> int:
    read_whole(client.get(address))
    with CaptureQueriesContext(connection) as captured_queries:
        read_whole(client.get(address))
    return len(captured_queries)


def test_pages_use_the_same_queries_for_one_and_three(client_of, stranger, shared_collection):
    client = client_of(stranger)
    addresses = [shared_collection.shared_url, url("take_shared_away", shared_collection.token)]

    def fill() -> None:
        obsolete_sheet = ObsolescenceFactory(replacement=SheetFactory().sheet_ptr).sheet
        AuthorshipFactory(sheet=obsolete_sheet)
        CollectedSheetFactory(collection=shared_collection, sheet=obsolete_sheet)

    fill()
    before = [count_queries(client, address) for address in addresses]
    fill()
    fill()
    assert [count_queries(client, address) for address in addresses] == before
    assert before[0] <= 8


def test_sheet_without_workshop_is_read_listed_and_downloaded(client_of, animator, stranger, shared_collection, epm):
    watch = WatchContent(
        title="Fin du wifi gratuit", aim="À savoir.", link="https://example.org/", why="On nous le demande."
    )
    published_at = timezone.now()
    page = create_published(author=animator, epm=epm, data=watch, published_at=published_at)
    CollectedSheetFactory(collection=shared_collection, sheet=page, note="À lire avant")
    client = client_of(stranger)
    assert page.get_absolute_url() in text(client.get(shared_collection.shared_url))
    assert "garder-fiche" in text(client.get(page.get_absolute_url()))
    papers = unpacked(client.get(url("take_shared_away", shared_collection.token)))
    assert (list(papers), "Fin du wifi gratuit" in papers["00 Sommaire.pdf"]) == (
        ["00 Sommaire.pdf", "01 Fin du wifi gratuit.pdf"],
        True,
    )
