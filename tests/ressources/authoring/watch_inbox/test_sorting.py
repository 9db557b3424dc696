"""Sorting items: kept and published, discarded, undone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.services import follow
from reseau.enums import Audience
from reseau.people.members.models.member import Member
from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import FeedItem
from ressources.authoring.watch_inbox.notices import WATCH_SUBJECT
from ressources.authoring.watch_inbox.services.sorting import (
    NO_WHY,
    UNDO,
    WHY_LENGTH,
    discard,
    keep,
    last_sorted,
    restore,
)
from ressources.sheets.models.watch import WatchPage
from tests.factories.watch_inbox import FeedItemFactory

pytestmark = pytest.mark.django_db
WHY = "Pour les permanences CAF : la démarche change en janvier."


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


@pytest.fixture
def item(epm):
    """An item, in a network whose territory of Figeac has an EPM."""
    return FeedItemFactory(
        feed__title="Le Journal", title="La démarche change", published=datetime(2026, 11, 3, tzinfo=UTC)
    )


def refusal(action, **arguments) -> str:
    with pytest.raises(ValidationError) as raised:
        action(**arguments)
    return raised.value.message


def state_of(item: FeedItem) -> tuple:
    item.refresh_from_db()
    return item.state, item.sorted_by, item.page


def test_kept_item_is_published_as_a_veille(item, territorial, epm):
    page = keep(item=item, by=territorial, why=f"  {WHY}\n ")

    page = WatchPage.objects.live().get(pk=page.pk)
    assert (page.title, page.aim, page.link, page.source, page.published_on, page.why) == (
        "La démarche change",
        "«\u00a0Une aide nouvelle pour les démarches en ligne.\u00a0»",
        item.link,
        "Le Journal",
        date(2026, 11, 3),
        WHY,
    )
    assert (page.owner, page.epm, page.audience) == (territorial, epm, Audience.PUBLIC)
    assert state_of(item) == (ItemState.KEPT, territorial, page)


def test_long_texts_of_a_feed_fit_in_the_sheet(epm, territorial):
    item = FeedItemFactory(title="mot " * 50, summary="phrase " * 80)

    page = keep(item=item, by=territorial, why=WHY)

    assert (len(page.title), len(page.aim)) == (120, 240)


def test_item_without_summary_says_its_title(epm, territorial):
    assert keep(item=FeedItemFactory(title="Un titre", summary=""), by=territorial, why=WHY).aim == "Un titre"


def test_followers_of_the_network_are_told_once_with_the_words(item, territorial, animator, colleague, outsider):
    for member in filter(lambda each: isinstance(each, Member), (territorial, animator, outsider)):
        follow(member=member, subject=WATCH_SUBJECT)

    page = keep(item=item, by=territorial, why=WHY)

    assert list(Notice.objects.values_list("member", "text", "url", "kind")) == [
        (
            animator.pk,
            "Veille\u00a0: «\u00a0La démarche change\u00a0».",
            page.get_absolute_url(),
            "ressources.watch_news",
        )
    ]


@pytest.mark.parametrize(
    ("why", "words"),
    [("", NO_WHY), (" \n ", NO_WHY), ("x" * (WHY_LENGTH + 1), "300\u00a0signes au plus\u00a0: une ligne suffit.")],
)
def test_item_without_a_reason_is_not_kept(item, territorial, why, words):
    assert refusal(keep, item=item, by=territorial, why=why) == words
    assert state_of(item)[0] == ItemState.TO_SORT


def test_item_that_a_colleague_kept_is_not_sorted_again(item, territorial, other_territorial):
    keep(item=item, by=territorial, why=WHY)
    words = f"{territorial} a déjà gardé cette page\u00a0: elle est dans la veille."

    assert refusal(keep, item=item, by=other_territorial, why=WHY) == words
    assert refusal(discard, item=item, by=other_territorial) == words


def test_page_that_is_in_the_veille_already_is_not_published_twice(item, territorial):
    keep(item=item, by=territorial, why=WHY)
    again = FeedItemFactory(link=item.link, title="Autrement dit")

    assert refusal(keep, item=again, by=territorial, why=WHY) == (
        "Cette page est déjà dans la veille\u00a0: «\u00a0La démarche change\u00a0»."
    )


def test_territory_without_an_epm_publishes_nothing(db, other_territorial):
    item = FeedItemFactory()

    assert refusal(keep, item=item, by=other_territorial, why=WHY) == (
        "Aucun EPM n’est ouvert dans votre territoire\u00a0: la veille n’aurait pas d’origine."
    )


def test_discarded_item_leaves_the_inbox_and_comes_back(item, territorial, other_territorial):
    discard(item=item, by=territorial)
    discard(item=item, by=other_territorial)
    assert (state_of(item), list(FeedItem.objects.to_sort())) == ((ItemState.DISCARDED, territorial, None), [])

    restore(item=item, by=other_territorial)
    assert (state_of(item), list(FeedItem.objects.to_sort())) == ((ItemState.TO_SORT, None, None), [item])


def test_discarded_item_may_be_kept(item, territorial, other_territorial):
    discard(item=item, by=other_territorial)

    page = keep(item=item, by=territorial, why=WHY)

    assert state_of(item) == (ItemState.KEPT, territorial, page)


def test_veille_published_by_mistake_is_taken_back_with_its_news(item, territorial, animator):
    follow(member=animator, subject=WATCH_SUBJECT)
    keep(item=item, by=territorial, why=WHY)

    restore(item=item, by=territorial)

    assert (state_of(item)[0], WatchPage.objects.count(), Notice.objects.count()) == (ItemState.TO_SORT, 0, 0)


def test_veille_of_another_or_of_long_ago_is_not_taken_back(item, territorial, coordinator):
    keep(item=item, by=territorial, why=WHY)
    words = "Cette veille est publiée\u00a0: elle se retire depuis sa page."
    assert refusal(restore, item=item, by=coordinator) == words

    FeedItem.objects.update(sorted_at=timezone.now() - UNDO - timedelta(seconds=1))
    assert refusal(restore, item=item, by=territorial) == words
    assert WatchPage.objects.count() == 1


def test_last_sorted_is_that_of_the_member_and_of_the_moment(item, territorial, other_territorial):
    discard(item=item, by=territorial)
    assert (last_sorted(by=territorial), last_sorted(by=other_territorial)) == (item, None)

    FeedItem.objects.update(sorted_at=timezone.now() - UNDO)
    assert last_sorted(by=territorial) is None


def test_items_outlive_who_sorted_them_and_the_page(item, territorial):
    keep(item=item, by=territorial, why=WHY).delete()
    item.refresh_from_db()
    assert item.page is None

    Member.objects.filter(pk=territorial.pk).delete()
    assert state_of(item) == (ItemState.KEPT, None, None)


def test_items_of_a_feed_go_with_it_but_not_what_was_published(item, territorial):
    keep(item=item, by=territorial, why=WHY)

    item.feed.delete()

    assert (FeedItem.objects.count(), WatchPage.objects.count()) == (0, 1)
