"""Reading feeds from a real server: what is new is kept once, what fails is said and waits."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import TERM, Feed, FeedItem
from ressources.authoring.watch_inbox.services.reading import EVERY, LONGEST_WAIT, PROBLEMS, forget_old_items, read_feed
from ressources.authoring.watch_inbox.tasks import AT_ONCE, read_one_feed, read_soon
from tests.factories.watch_inbox import FeedFactory, FeedItemFactory, rss_entry, rss_file
from tests.outside_server import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(outside_server):
    return FeedFactory(address=outside_server.url(), title="")


def due(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(next_reading=timezone.now())


def titles() -> list[str]:
    return list(FeedItem.objects.order_by("pk").values_list("title", flat=True))


def test_new_items_are_kept_once(outside_server, feed):
    outside_server.answers["/flux"] = answer(rss_file(rss_entry("Deux"), rss_entry("Un")), etag='"v1"')

    first = read_feed(feed=feed.pk)
    due(feed)
    second = read_feed(feed=feed.pk)

    feed.refresh_from_db()
    assert (first, second, titles()) == (2, 0, ["Un", "Deux"])
    assert (feed.title, feed.home, feed.etag, feed.failures, feed.problem) == (
        "Le Journal",
        "https://journal.example.org/",
        '"v1"',
        0,
        "",
    )
    assert outside_server.asked[1][1]["If-None-Match"] == '"v1"'


def test_feed_that_is_not_due_is_left_alone(outside_server, feed):
    Feed.objects.update(next_reading=timezone.now() + timedelta(minutes=1))

    assert (read_feed(feed=feed.pk), read_feed(feed=0), outside_server.asked) == (0, 0, [])


def test_unchanged_feed_keeps_what_it_listed(outside_server, feed):
    outside_server.answers["/flux"] = answer(rss_file(rss_entry("Un")))
    read_feed(feed=feed.pk)
    outside_server.answers["/flux"] = answer(status=304)
    due(feed)

    read_feed(feed=feed.pk)

    feed.refresh_from_db()
    assert (feed.failures, titles(), feed.read_at > feed.listed_at) == (0, ["Un"], True)


def test_same_page_in_two_feeds_is_sorted_once(outside_server, feed):
    other = FeedFactory(title="Autre journal")
    twin = FeedItemFactory(feed=other, link="https://www.journal.example.org/a/")
    by_title = FeedItemFactory(feed=other, title="Les démarches en ligne changent en janvier")
    outside_server.answers["/flux"] = answer(
        rss_file(
            rss_entry("Un", "http://journal.example.org/a?utm_source=rss"),
            rss_entry("Les démarches en ligne : changent en JANVIER"),
        )
    )

    assert read_feed(feed=feed.pk) == 0
    assert ([*twin.also_in.all()], [*by_title.also_in.all()]) == ([feed], [feed])


def test_same_page_twice_in_a_feed_is_kept_once(outside_server, feed):
    entries = [rss_entry("Un", f"https://journal.example.org/a?utm_source={rank}") for rank in range(2)]
    outside_server.answers["/flux"] = answer(rss_file(*entries))

    assert (read_feed(feed=feed.pk), titles()) == (1, ["Un"])


def test_old_pages_of_a_new_feed_are_left(outside_server, feed):
    outside_server.answers["/flux"] = answer(
        rss_file(
            rss_entry("Vieux", published="Tue, 03 Nov 2020 10:00:00 GMT"),
            rss_entry("Futur", published="Tue, 03 Nov 2099 10:00:00 GMT"),
        )
    )

    read_feed(feed=feed.pk)

    assert (titles(), FeedItem.objects.get().published <= timezone.now()) == (["Futur"], True)


def test_what_is_left_out_is_said(outside_server, feed):
    entries = [rss_entry("Piège", "javascript:alert(1)"), *(rss_entry(f"Titre {rank}") for rank in range(150))]
    outside_server.answers["/flux"] = answer(rss_file(*entries))

    read_feed(feed=feed.pk)

    feed.refresh_from_db()
    assert feed.remark == (
        "Seules les 99 premières pages du flux sont lues. 1\u00a0sans titre ou sans adresse du Web, laissées de côté."
    )


def test_page_that_announces_a_feed_is_replaced_by_it(outside_server):
    feed = FeedFactory(address=outside_server.url("/"), title="")
    outside_server.answers["/"] = answer(b'<html><link rel="alternate" type="application/atom+xml" href="/flux">')
    outside_server.answers["/flux"] = answer(rss_file(rss_entry("Un")))

    first, second = read_feed(feed=feed.pk), read_feed(feed=feed.pk)

    feed.refresh_from_db()
    assert (first, second, feed.address, titles()) == (0, 1, outside_server.url(), ["Un"])


def test_page_that_announces_a_feed_followed_already_says_so(outside_server, feed):
    site = FeedFactory(address=outside_server.url("/"))
    outside_server.answers["/"] = answer(b'<html><link rel="alternate" type="application/atom+xml" href="/flux">')

    read_feed(feed=site.pk)

    site.refresh_from_db()
    assert (site.address, site.problem) == (
        outside_server.url("/"),
        "Cette page annonce un flux qui est déjà suivi, ou qui ne se lit pas.",
    )


def test_feed_that_moved_for_good_is_followed_there(outside_server, feed):
    outside_server.answers |= {"/flux": answer(status=301, location="/ici"), "/ici": answer(rss_file())}

    read_feed(feed=feed.pk)

    feed.refresh_from_db()
    assert feed.address == outside_server.url("/ici")


BOMB = rss_file(rss_entry("&b;"), before='<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>')


@pytest.mark.parametrize(
    ("respond", "words"),
    [
        (answer(BOMB), "Ce flux contient des définitions qui peuvent arrêter un serveur\u00a0: il n’est pas lu."),
        (answer(b"<html>"), PROBLEMS["unknown"]),
        (answer(status=500), "Le site est en panne (réponse 500)."),
        (
            answer(status=302, location="http://169.254.169.254/"),
            "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas.",
        ),
        (
            answer(gzip.compress(b"0" * 9_000_000), content_encoding="gzip"),
            "La lecture a été coupée\u00a0: plus de 2\u00a0Mo, c’est trop pour un flux.",
        ),
    ],
)
def test_feed_that_fails_says_why_and_is_logged(outside_server, feed, caplog, respond, words):
    outside_server.answers["/flux"] = respond

    assert read_feed(feed=feed.pk) == 0

    feed.refresh_from_db()
    assert (feed.problem, feed.failures, titles()) == (words, 1, [])
    assert f"feed {feed.address}: {words}" in caplog.messages


def test_feed_that_fails_waits_longer_each_time(outside_server, feed):
    waits = []
    for _ in range(8):
        due(feed)
        now = timezone.now()
        read_feed(feed=feed.pk)
        feed.refresh_from_db()
        waits.append(round((feed.next_reading - now) / EVERY))

    assert waits == [1, 2, 4, 8, 16, 32, 56, 56]
    assert LONGEST_WAIT / EVERY == 56


def test_feed_that_works_again_forgets_its_failures(outside_server, feed):
    read_feed(feed=feed.pk)
    due(feed)
    outside_server.answers["/flux"] = answer(rss_file(rss_entry("Un")))

    read_feed(feed=feed.pk)

    feed.refresh_from_db()
    assert (feed.problem, feed.failures) == ("", 0)


def test_feeds_are_queued_a_few_at_a_time_the_longest_waiting_first(db):
    feeds = [FeedFactory(next_reading=timezone.now() - timedelta(minutes=rank)) for rank in range(AT_ONCE + 2)]
    FeedFactory(next_reading=timezone.now() + timedelta(minutes=1))

    assert read_soon() == AT_ONCE

    queued = [result.args_kwargs["args"][0] for result in DBTaskResult.objects.order_by("enqueued_at")]
    assert queued == [feed.pk for feed in reversed(feeds)][:AT_ONCE]


def test_demonstration_queues_no_feed(settings, feed):
    settings.DEMO = True

    assert (read_soon(), DBTaskResult.objects.count()) == (0, 0)


def test_feed_queued_twice_is_read_once(outside_server, feed):
    outside_server.answers["/flux"] = answer(rss_file(rss_entry("Un")))

    assert [read_one_feed.func(feed.pk) for _ in range(2)] == [{"new": 1}, {"new": 0}]
    assert len(outside_server.asked) == 1


def test_items_past_their_term_go_unless_their_feed_lists_them(db):
    long_ago, now = timezone.now() - TERM - timedelta(days=1), timezone.now()
    feed = FeedFactory(listed_at=now)
    FeedItemFactory(feed=feed, title="Ancienne", found=long_ago, seen=long_ago)
    FeedItemFactory(feed=feed, title="Encore dans le flux", found=long_ago, seen=now)
    FeedItemFactory(feed=feed, title="Récente", seen=long_ago)
    FeedItemFactory(title="D’un flux jamais lu", found=long_ago, seen=long_ago)

    assert (forget_old_items(), forget_old_items()) == (2, 0)
    assert titles() == ["Encore dans le flux", "Récente"]
    assert [item.title for item in FeedItem.objects.to_sort()] == ["Récente"]
    assert FeedItem.objects.filter(state=ItemState.TO_SORT).count() == 2
