"""Pages of the veille: who reads and sorts it, what is said, what is never lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alertes.choices.subscriptions.followers import follows
from reseau.enums import Audience
from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import Feed, FeedItem
from ressources.authoring.watch_inbox.notices import WATCH_SUBJECT
from ressources.authoring.watch_inbox.services.feeds import MOST_FEEDS
from ressources.authoring.watch_inbox.services.sorting import NO_WHY, discard, keep
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.services.drafts import create_published
from ressources.sheets.short_contents import WatchContent
from tests.factories.watch_inbox import FeedFactory, FeedItemFactory

pytestmark = pytest.mark.django_db
WATCH, INBOX = "/ressources/veille/", "/ressources/veille/a-trier/"
DISCARDED, FEEDS = "/ressources/veille/ecartees/", "/ressources/veille/flux/"
WHY = "Pour nos permanences."


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


@pytest.fixture
def item(epm):
    return FeedItemFactory(title="La démarche change en janvier")


def address(item: FeedItem, action: str) -> str:
    return f"/ressources/veille/{item.pk}/{action}/"


def watch_page(author, epm, title: str = "Une lecture", audience=Audience.PUBLIC) -> WatchPage:
    data = WatchContent(title=title, aim="A", link="https://a.example.org/", why=WHY, audience=audience)
    return create_published(author=author, epm=epm, data=data, published_at=timezone.now())


def count_queries(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_those_who_do_not_keep_watch_find_no_inbox(client, client_of, item, animator):
    posts = [address(item, action) for action in ("garder", "ecarter", "remettre")]
    posts += [f"{FEEDS}{item.feed_id}/{action}/" for action in ("relire", "retirer")]
    assert client.get(INBOX).status_code == 302

    assert [client_of(animator).get(page).status_code for page in (INBOX, DISCARDED, FEEDS)] == [404] * 3
    assert [client_of(animator).post(page, {"why": WHY}).status_code for page in posts] == [404] * 5
    assert (FeedItem.objects.get().state, Feed.objects.count(), WatchPage.objects.count()) == (ItemState.TO_SORT, 1, 0)


def test_former_territorial_animator_finds_no_inbox(client_of, item, territorial):
    territorial.positions.update(end=timezone.localdate() - timedelta(days=1))

    assert client_of(territorial).get(INBOX).url == "/connexion/?acces=ferme"


def test_actions_are_not_done_by_a_link(client_of, item, territorial):
    actions = [address(item, action) for action in ("garder", "ecarter", "remettre")]

    assert [client_of(territorial).get(action).status_code for action in actions] == [405] * 3


def test_inbox_and_feeds_cost_the_same_queries_whatever_they_hold(client_of, territorial, item):
    item.also_in.add(FeedFactory())
    client = client_of(territorial)
    client.get(INBOX)
    before = [count_queries(client, page) for page in (INBOX, FEEDS)]
    for _ in range(2):
        FeedItemFactory().also_in.add(FeedFactory(added_by=territorial))
    after = [count_queries(client, page) for page in (INBOX, FEEDS)]

    assert (before == after, max(after) <= 10) == (True, True)


def test_inbox_says_how_many_wait_and_where_else_they_are(client_of, territorial, item):
    item.also_in.add(FeedFactory(title="Autre journal"))
    FeedItemFactory(state=ItemState.DISCARDED, sorted_at=timezone.now())

    page = " ".join(client_of(territorial).get(INBOX).content.decode().split())

    assert "1 page à trier" in page
    assert "aussi dans Autre journal" in page
    assert f'href="{item.link}" rel="external noopener noreferrer"' in page


def test_inbox_of_one_feed_shows_its_items_alone(client_of, territorial, item):
    other = FeedItemFactory()
    client = client_of(territorial)

    shown = [
        [each.pk for each in client.get(f"{INBOX}?flux={key}").context["page_obj"]] for key in (item.feed_id, "x", "0")
    ]

    assert shown == [[item.pk], [other.pk, item.pk], [other.pk, item.pk]]


def test_kept_item_is_published_and_the_list_goes_on(client_of, territorial, item):
    response = client_of(territorial).post(address(item, "garder") + "?flux=3", {"why": WHY}, follow=True)

    page = WatchPage.objects.get()
    assert response.redirect_chain == [(f"{INBOX}?flux=3#trier", 302)]
    assert f'<a href="/ressources/fiches/{page.pk}/modifier/">La compléter</a>' in response.content.decode().replace(
        "'", '"'
    )
    assert response.context["undoable"] == item


@pytest.mark.parametrize(
    ("why", "words"), [("", NO_WHY), ("x" * 301, "300\u00a0signes au plus\u00a0: une ligne suffit.")]
)
def test_refused_line_is_said_beside_its_field_and_kept(client_of, territorial, item, why, words):
    FeedItemFactory()

    response = client_of(territorial).post(address(item, "garder"), {"why": why})

    page = response.content.decode()
    assert (response.status_code, page.count("has-error"), page.count(words)) == (422, 1, 1)
    assert (why in page, WatchPage.objects.count()) == (True, 0)


def test_refusals_of_sorting_are_said(client_of, territorial, coordinator, item):
    keep(item=item, by=territorial, why=WHY)
    client = client_of(coordinator)
    twin = FeedItemFactory(link=item.link)

    kept = client.post(address(twin, "garder"), {"why": WHY})
    discarded = client.post(address(item, "ecarter"), follow=True)
    restored = client.post(address(item, "remettre"), follow=True)

    assert "Cette page est déjà dans la veille" in kept.content.decode()
    assert f"{territorial} a déjà gardé cette page" in discarded.content.decode()
    assert "Cette veille est publiée" in restored.content.decode()


def test_item_that_a_colleague_kept_meanwhile_is_said_on_the_page(client_of, territorial, coordinator, item):
    keep(item=item, by=territorial, why=WHY)

    page = client_of(coordinator).post(address(item, "garder"), {"why": WHY}).content.decode()

    assert f"{territorial} a déjà gardé cette page" in page
    assert f"Vous aviez écrit\u00a0: «\u00a0{WHY}\u00a0»" in page


def test_discarded_item_is_undone_from_the_inbox(client_of, territorial, item):
    client = client_of(territorial)

    page = client.post(address(item, "ecarter"), follow=True).content.decode()
    assert (f'action="{address(item, "remettre")}"' in page, "Tout est trié" in page) == (True, True)

    client.post(address(item, "remettre"))
    assert FeedItem.objects.get().state == ItemState.TO_SORT


def test_discarded_items_say_by_whom_and_come_back(client_of, territorial, coordinator, item):
    discard(item=item, by=coordinator)

    page = " ".join(client_of(territorial).get(DISCARDED).content.decode().split())

    assert f"par {coordinator}" in page
    assert address(item, "remettre") in page


def test_html_of_a_feed_is_shown_as_text(client_of, territorial, epm):
    FeedItemFactory(title="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")

    page = client_of(territorial).get(INBOX).content.decode()

    assert ("<script>alert" in page, "<img src=x" in page, "&lt;script&gt;alert(1)" in page) == (False, False, True)


def test_feed_is_added_and_due_at_once(client_of, territorial):
    response = client_of(territorial).post(FEEDS, {"address": "journal.example.org/flux"}, follow=True)

    feed = Feed.objects.due().get()
    assert response.redirect_chain == [(FEEDS, 302)]
    assert (feed.address, feed.added_by) == ("https://journal.example.org/flux", territorial)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Donnez l’adresse du flux."),
        ("pas une adresse", "Écrivez l’adresse entière, comme https://www.example.org/flux."),
        ("ftp://example.org/flux", "Seules les adresses en http:// ou https:// sont lues."),
        ("http://127.0.0.1/flux", "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."),
        ("http://[::ffff:10.0.0.1]/", "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."),
        ("https://deja.example.org/", "Ce flux est déjà suivi\u00a0: «\u00a0Le Journal\u00a0»."),
        ("https://" + "a" * 500 + ".fr", "500\u00a0signes au plus."),
    ],
)
def test_address_that_is_refused_says_why_and_stays(client_of, territorial, typed, words):
    FeedFactory(address="https://deja.example.org/", title="Le Journal")

    response = client_of(territorial).post(FEEDS, {"address": typed})

    page = response.content.decode()
    assert (response.status_code, words in page, f'value="{typed}"' in page or not typed) == (422, True, True)
    assert Feed.objects.count() == 1


def test_too_many_feeds_are_refused(client_of, territorial):
    Feed.objects.bulk_create(FeedFactory.build_batch(MOST_FEEDS))

    page = client_of(territorial).post(FEEDS, {"address": "https://un.example.org/"}).content.decode()

    assert "100\u00a0flux sont suivis, c’est le plus\u00a0: retirez-en un d’abord." in page


def test_page_of_feeds_says_what_is_wrong(client_of, territorial):
    FeedFactory(problem="Le site est en panne (réponse 500).", failures=3, remark="Seules les 100 premières sont lues.")

    page = " ".join(client_of(territorial).get(FEEDS).content.decode().split())

    assert "Le site est en panne (réponse 500). Échec trois fois de suite." in page
    assert "Seules les 100 premières sont lues." in page


def test_feed_is_read_again_on_demand_whatever_it_answered(client_of, territorial):
    feed = FeedFactory(etag='"v1"', last_modified="hier", next_reading=timezone.now() + timedelta(days=3))

    client_of(territorial).post(f"{FEEDS}{feed.pk}/relire/")

    assert [(each.etag, each.last_modified) for each in Feed.objects.due()] == [("", "")]


def test_feed_is_removed_by_who_added_it_or_a_coordinator(client_of, territorial, other_territorial, coordinator):
    first, second, third = (FeedFactory(added_by=member) for member in (territorial, territorial, None))

    statuses = [
        client_of(member).post(f"{FEEDS}{feed.pk}/retirer/").status_code
        for member, feed in (
            (other_territorial, first),
            (territorial, first),
            (coordinator, second),
            (other_territorial, third),
        )
    ]

    assert (statuses, Feed.objects.count()) == ([404, 302, 302, 302], 0)


def test_veille_is_public_but_for_what_is_for_members(client, client_of, animator, epm, territorial):
    watch_page(animator, epm, "Pour tous")
    watch_page(animator, epm, "Pour les membres", audience=Audience.MEMBER)

    def shown(browser) -> list[str]:
        return [page.title for page in browser.get(WATCH).context["pages"]]

    assert (shown(client), shown(client_of(animator))) == (["Pour tous"], ["Pour les membres", "Pour tous"])
    assert "À trier" not in client_of(animator).get(WATCH).content.decode()
    assert "À trier" in client_of(territorial).get(WATCH).content.decode()


def test_member_follows_the_veille_and_stops(client, client_of, animator):
    browser = client_of(animator)

    browser.post(f"{WATCH}suivre/", {"suivre": "oui"})
    followed = follows(animator, WATCH_SUBJECT)
    browser.post(f"{WATCH}suivre/", {"suivre": "non"})

    assert (followed, follows(animator, WATCH_SUBJECT)) == (True, False)
    assert client.post(f"{WATCH}suivre/").status_code == 302


def test_veille_costs_the_same_queries_whatever_it_holds(client_of, animator, epm):
    client = client_of(animator)
    watch_page(animator, epm)
    client.get(WATCH)
    before = count_queries(client, WATCH)
    for rank in range(2):
        watch_page(animator, epm, f"Lecture {rank}")

    assert (count_queries(client, WATCH), before <= 8) == (before, True)
