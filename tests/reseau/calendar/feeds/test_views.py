"""Feeds: valid for two judges, stable, not sent again if unchanged; public ones show what visitors see, private ones
what their member may read at that moment, until the address is drawn anew or its member leaves.
"""

from datetime import timedelta
from urllib.parse import urljoin

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formation.sessions.enums import SessionStatus
from forums.enums import ForumKind
from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.feeds.models import NewsFeed
from reseau.calendar.feeds.registry import feed_sources, tag_uri
from reseau.calendar.private_addresses import draw_address, revoke_address
from reseau.people.members.models.position import Position
from ressources.sheets.short_contents import WatchContent
from tests.factories.agenda import MeetingFactory
from tests.factories.alertes import NoticeFactory
from tests.factories.extranet import add_news
from tests.factories.formation import SessionFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.ressources import SheetFactory
from tests.reseau.calendar.feeds.atom_judge import atom_faults

pytestmark = pytest.mark.django_db
NAMES = ["actualites", "agenda", "fiches", "formations", "veille"]


def watch_page(title: str = "Une arnaque au colis", **kwargs):
    return SheetFactory(
        data=WatchContent(
            title=title, aim="A", link="https://example.org/", source="Un carnet", why="On la montre.", **kwargs
        )
    )


@pytest.fixture
def everything(site_tree, epm):
    """Something in each public feed, with signs that are none in XML."""
    add_news(title="La fête & le <b>réseau</b>\x07")
    MeetingFactory(audience=MeetingAudience.PUBLIC, title="Rencontre <b>& café</b>\x07")
    OpenWorkshopFactory(epm=epm)
    SessionFactory()
    watch_page("Veille \x0b <script>")
    SheetFactory(epm=epm, data__title="1 < 2 & 3")


def public_addresses() -> dict[str, str]:
    return {source.name: source.address for source in feed_sources(is_public=True)}


def read(response):
    return feedparser.parse(response.content)


def titles(response) -> list[str]:
    return [entry.title for entry in read(response).entries]


def test_public_feeds_are_those_of_the_apps():
    addresses = public_addresses()
    assert sorted(addresses) == NAMES
    assert addresses["fiches"] == "/ressources/flux.atom"


@pytest.mark.parametrize("name", NAMES)
def test_public_feed_is_valid_for_two_judges(client, everything, name):
    address = public_addresses()[name]
    response = client.get(address)
    assert atom_faults(response.content, address=urljoin(settings.ORIGIN, address)) == []
    found = read(response)
    assert (found.bozo, found.version, len(found.entries) > 0) == (False, "atom10", True)
    assert all(entry.title and entry.link and entry.id and entry.updated_parsed for entry in found.entries)
    assert all(entry.id.startswith(("tag:", "urn:uuid:")) for entry in found.entries)


@pytest.mark.parametrize("name", NAMES)
def test_empty_feed_is_valid_and_does_not_change(client, name):
    address = public_addresses()[name]
    first, second = client.get(address), client.get(address)
    assert atom_faults(first.content, address=urljoin(settings.ORIGIN, address)) == []
    assert first.content == second.content


@pytest.mark.parametrize("name", NAMES)
def test_unchanged_feed_is_not_sent_again(client, everything, name):
    address = public_addresses()[name]
    response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=600"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_public_feed_is_the_same_for_everybody(client, client_of, animator, everything, name):
    MeetingFactory()
    address = public_addresses()[name]
    assert client.get(address).content == client_of(animator).get(address).content


def test_agenda_feed_holds_public_dates_alone(client, epm):
    meeting = MeetingFactory(audience=MeetingAudience.PUBLIC)
    MeetingFactory()
    SessionFactory()
    MeetingFactory(audience=MeetingAudience.PUBLIC, date=timezone.localdate() + timedelta(days=200))
    assert [entry.id for entry in read(client.get("/flux/agenda.atom")).entries] == [tag_uri(f"meeting-{meeting.pk}")]


def test_trainings_feed_leads_to_pages_that_visitors_may_read(client):
    session = SessionFactory()
    SessionFactory(status=SessionStatus.DRAFT)
    (entry,) = read(client.get("/flux/formations.atom")).entries
    assert entry.id == tag_uri(f"session-{session.pk}")
    assert client.get(entry.link.removeprefix(settings.ORIGIN)).status_code == 200


def test_veille_feed_says_why_and_holds_public_pages_alone(client, epm):
    page = watch_page()
    watch_page("Pour nous", audience="member")
    (entry,) = read(client.get("/flux/veille.atom")).entries
    assert (entry.title, entry.summary) == (page.title, "Un carnet – On la montre.")


def test_summary_is_text_not_markup(client, epm):
    sheet = SheetFactory(epm=epm, data__aim="Comparer 1 < 2 & <b>gras</b>")
    entry = read(client.get("/ressources/flux.atom")).entries[0]
    assert (entry.summary_detail.type, entry.summary) == ("text/plain", sheet.aim)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/flux/fiches.atom", 301), ("/flux/inconnu.atom", 404), ("/flux/sujets.atom", 404), ("/flux/alertes.atom", 404)],
)
def test_other_names(client, path, status):
    assert client.get(path).status_code == status


def test_feeds_use_the_same_queries_for_one_and_three_entries(client, epm, everything, animator):
    NoticeFactory(member=animator)
    TopicFactory(author=animator)
    own = draw_address(kind=NewsFeed, member=animator)
    addresses = [*public_addresses().values(), own.address_of("sujets"), own.address_of("alertes")]

    def counts() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    client.get(own.address_of("sujets"))  # the first reading of a day is noted
    before = counts()
    for _ in range(2):
        MeetingFactory(audience=MeetingAudience.PUBLIC)
        OpenWorkshopFactory(epm=epm)
        SessionFactory()
        watch_page()
        SheetFactory(epm=epm)
        NoticeFactory(member=animator)
        TopicFactory(author=animator)
    assert counts() == before
    assert max(before) <= 8


def test_own_topics_are_those_that_the_member_may_read(client, animator, cahors):
    mine = TopicFactory(author=animator)
    elsewhere = ForumFactory(kind=ForumKind.TERRITORY, territory=cahors)
    TopicFactory(forum=elsewhere, title="Rien pour Gramat")
    address = draw_address(kind=NewsFeed, member=animator).address_of("sujets")
    response = client.get(address)
    assert atom_faults(response.content, address=urljoin(settings.ORIGIN, address)) == []
    assert [entry.id for entry in read(response).entries] == [tag_uri(f"topic-{mine.pk}")]
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-cache", "noindex")


def test_topics_of_a_forum_that_closed_to_the_member_leave_the_feed(client, animator):
    project = ForumFactory(kind=ForumKind.PROJECT)
    membership = project.memberships.create(member=animator)
    TopicFactory(forum=project, title="Entre nous")
    address = draw_address(kind=NewsFeed, member=animator).address_of("sujets")
    assert titles(client.get(address)) == ["Entre nous"]
    membership.delete()
    assert titles(client.get(address)) == []


def test_own_alerts_are_those_of_the_member(client, animator, territorial):
    mine = NoticeFactory(member=animator)
    NoticeFactory(member=animator, is_shown=False)
    NoticeFactory(member=territorial)
    address = draw_address(kind=NewsFeed, member=animator).address_of("alertes")
    assert [entry.id for entry in read(client.get(address)).entries] == [tag_uri(f"notice-{mine.pk}")]


def test_address_that_is_drawn_anew_or_revoked_kills_the_former(client, client_of, animator):
    browser = client_of(animator)
    assert browser.post("/flux/creer/").status_code == 302
    first = NewsFeed.objects.get().address_of("sujets")
    browser.post("/flux/creer/")
    second = NewsFeed.objects.get().address_of("sujets")
    assert [client.get(address).status_code for address in (first, second)] == [404, 200]
    browser.post("/flux/revoquer/")
    assert client.get(second).status_code == 404
    browser.post("/flux/revoquer/")
    assert not NewsFeed.objects.exists()


def test_feed_of_somebody_who_left_is_gone(client, animator):
    address = draw_address(kind=NewsFeed, member=animator).address_of("sujets")
    Position.objects.filter(member=animator).delete()
    response = client.get(address)
    assert (response.status_code, response.content.decode()) == (410, "Cette adresse ne répond plus.")


@pytest.mark.parametrize("token", ["1", "1-", "1-faux", "x", "é-1", "9" * 40])
def test_guessed_tokens_open_nothing(client, animator, token):
    draw_address(kind=NewsFeed, member=animator)
    assert client.get(f"/flux/{token}/sujets.atom").status_code == 404


def test_token_of_a_calendar_opens_no_feed(client, animator):
    feed = draw_address(kind=NewsFeed, member=animator)
    assert client.get(f"/agenda/{feed.token}.ics").status_code == 404
    assert client.get(f"/flux/{feed.token}/fiches.atom").status_code == 404


def test_page_gives_public_addresses_to_visitors_and_own_ones_to_members(client, client_of, animator):
    page = client.get("/flux/").content.decode()
    assert [page.count(urljoin(settings.ORIGIN, address)) for address in public_addresses().values()] == [1] * 5
    assert page.count("Mes flux") == 0
    browser = client_of(animator)
    assert browser.get("/flux/").content.decode().count("Créer mes adresses") == 1
    own = draw_address(kind=NewsFeed, member=animator)
    page = browser.get("/flux/").content.decode()
    assert [page.count(own.address_of(name)) for name in ("sujets", "alertes")] == [1, 1]


def test_learner_has_no_feed_of_their_own(client_of, learner):
    browser = client_of(learner)
    assert browser.get("/flux/").content.decode().count("Mes flux") == 0
    assert browser.post("/flux/creer/").status_code in (302, 403, 404)
    assert not NewsFeed.objects.exists()
    revoke_address(kind=NewsFeed, member=learner)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("/agenda/", "/flux/agenda.atom"),
        ("/formation/", "/flux/formations.atom"),
        ("/ressources/veille/", "/flux/veille.atom"),
    ],
)
def test_pages_announce_their_feed(client, page, address):
    head = client.get(page).content.decode().partition("</head>")[0]
    assert head.count('<link rel="alternate" type="application/atom+xml"') == 1
    assert head.count(f'href="{address}"') == 1
