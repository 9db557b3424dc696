"""The line begun for an item: found again on another computer by its author alone, never replaced unseen."""

import pytest
from django.utils import timezone

from forums.messages.drafts.services import DraftGoneError, OtherDraftError
from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import FeedItem, WhyDraft
from ressources.authoring.watch_inbox.services.drafts import LONGEST, keep_draft
from ressources.authoring.watch_inbox.services.sorting import discard, keep, restore
from tests.factories.watch_inbox import FeedItemFactory

pytestmark = pytest.mark.django_db
INBOX = "/ressources/veille/a-trier/"
WHY = "Pour nos permanences."


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


@pytest.fixture
def item(epm):
    return FeedItemFactory(title="La démarche change en janvier")


def address(item: FeedItem, action: str = "brouillon") -> str:
    return f"/ressources/veille/{item.pk}/{action}/"


def lines_of(client) -> list[tuple[str, int]]:
    """Return the lines that the inbox shows, each with its version."""
    page = client.get(INBOX)
    return [
        (each.form["why"].value() or "", each.draft.version if each.draft else 0) for each in page.context["page_obj"]
    ]


def test_line_is_found_again_on_another_computer_by_its_author_alone(client_of, territorial, coordinator, item):
    FeedItemFactory(published=item.published)
    first, second = client_of(territorial), client_of(territorial)

    answer = first.post(address(item), {"why": "Pour nos", "version": "0"}).json()
    assert (answer["version"], first.post(address(item), {"why": WHY, "version": "1"}).json()["version"]) == (1, 2)

    assert lines_of(second) == [("", 0), (WHY, 2)]
    assert f'value="{WHY}"' in second.get(INBOX).content.decode()
    assert lines_of(client_of(coordinator)) == [("", 0), ("", 0)]


def test_other_line_is_told_and_replaced_only_when_it_is_wished(client_of, territorial, item):
    client = client_of(territorial)
    client.post(address(item), {"why": "Un", "version": "0"})

    assert list(client.post(address(item), {"why": "Deux", "version": "0"}).json()) == ["other"]
    assert WhyDraft.objects.get().why == "Un"
    assert client.post(address(item), {"why": "Deux", "version": "0", "force": "1"}).json()["version"] == 2
    assert WhyDraft.objects.get().why == "Deux"


def test_line_without_end_is_refused(client_of, territorial, item):
    answer = client_of(territorial).post(address(item), {"why": "x" * (LONGEST + 1)}).json()

    assert answer == {"error": "Ce texte est trop long pour être gardé\u00a0: une ligne suffit."}
    assert not WhyDraft.objects.exists()


def test_emptied_line_is_forgotten(territorial, item):
    keep_draft(item=item, member=territorial, why=WHY)

    assert keep_draft(item=item, member=territorial, why="  ", seen=1) is None
    with pytest.raises(DraftGoneError):
        keep_draft(item=item, member=territorial, why=WHY, seen=1)
    assert not WhyDraft.objects.exists()


def test_window_that_says_the_same_is_not_another(territorial, item):
    keep_draft(item=item, member=territorial, why=WHY)

    assert keep_draft(item=item, member=territorial, why=WHY, seen=0).version == 2
    with pytest.raises(OtherDraftError):
        keep_draft(item=item, member=territorial, why="Autre", seen=1)


def test_published_line_is_forgotten_and_undoing_gives_it_back(client_of, territorial, coordinator, item):
    keep_draft(item=item, member=territorial, why="Pour nos")
    keep_draft(item=item, member=coordinator, why="Pour les miens")
    keep(item=item, by=territorial, why=WHY)
    assert [(draft.member, draft.why) for draft in WhyDraft.objects.all()] == [(coordinator, "Pour les miens")]
    # A line that was still on its way when the item was published is not begun anew.
    assert client_of(territorial).post(address(item), {"why": "Pour nos p"}).json() == {"gone": True}

    restore(item=item, by=territorial)

    assert lines_of(client_of(territorial)) == [(WHY, 1)]
    assert lines_of(client_of(coordinator)) == [("Pour les miens", 1)]


def test_line_comes_back_with_an_item_discarded_then_restored(client_of, territorial, item):
    client = client_of(territorial)
    client.post(address(item, "ecarter"), {"why": WHY})
    assert item.why_drafts.get().why == WHY

    client.post(address(item, "remettre"))

    assert lines_of(client) == [(WHY, 1)]


def test_line_goes_with_its_item(territorial, item):
    keep_draft(item=item, member=territorial, why=WHY)
    discard(item=item, by=territorial)

    FeedItem.objects.filter(state=ItemState.DISCARDED, sorted_at__lte=timezone.now()).delete()

    assert not WhyDraft.objects.exists()


def test_refused_line_keeps_the_version_of_its_draft(client_of, territorial, item):
    keep_draft(item=item, member=territorial, why=WHY)

    page = client_of(territorial).post(address(item, "garder"), {"why": ""}).content.decode()

    assert f'data-draft="{address(item)}"\ndata-version="1"' in page


def test_those_who_do_not_keep_watch_keep_no_line(client, client_of, animator, item):
    assert client.post(address(item), {"why": WHY}).status_code == 302
    assert client_of(animator).post(address(item), {"why": WHY}).status_code == 404
    assert not WhyDraft.objects.exists()
