"""Calendar feeds: creation and revocation of an address, and its content."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formation.sessions.calendar_feeds.models import CalendarFeed
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import CalendarFeedFactory, EnrolmentFactory, in_days
from tests.factories.reseau import PositionFactory
from tests.formation.calendar_reader import read_calendar

pytestmark = pytest.mark.django_db

PAGE = "/formation/calendriers/"


@pytest.fixture
def feed(animator):
    return CalendarFeedFactory(member=animator)


def make_url(kind: str, owner) -> str:
    return f"{PAGE}creer/{kind}/{owner.pk}/"


def calendars_offered(response) -> list[str]:
    return [line.title for line in response.context["rows"]]


# The page


def test_visitor_is_redirected_to_login_and_learner_gets_404(client, client_of):
    assert client.get(PAGE).url.partition("?")[0] == "/connexion/"
    assert client_of(LearnerFactory().member).get(PAGE).status_code == 404


def test_page_lists_the_calendars_of_the_user(client_of, animator, territorial, coordinator, figeac, cahors):
    assert calendars_offered(client_of(animator).get(PAGE)) == ["Mes formations", "EPM de Gramat"]
    assert calendars_offered(client_of(territorial).get(PAGE)) == ["Mes formations", "Territoire de Figeac"]
    assert calendars_offered(client_of(coordinator).get(PAGE)) == [
        *("Mes formations", "Territoire de Cahors", "Territoire de Figeac"),
    ]


def test_page_hides_addresses_of_others(client_of, animator, stranger, other_epm, cahors, feed):
    other_feeds = [
        CalendarFeedFactory(member=stranger),
        CalendarFeedFactory(epm=other_epm),
        CalendarFeedFactory(territory=cahors),
    ]

    page = client_of(animator).get(PAGE).content.decode()

    assert feed.token in page
    assert [other_feed.token for other_feed in other_feeds if other_feed.token in page] == []


def test_page_writes_nothing_and_has_a_constant_query_count(client_of, territorial, figeac):
    browser, costs = client_of(territorial), []
    for make in (
        lambda: None,
        lambda: CalendarFeedFactory(member=territorial),
        lambda: CalendarFeedFactory(territory=figeac),
    ):
        make()
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGE)
        assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
        costs.append(len(queries))

    assert max(costs) <= 8
    assert costs[0] == costs[1] == costs[2]


# Creating and revoking


def test_animator_creates_and_copies_their_address(client_of, animator, settings):
    settings.ORIGIN = "https://extranet.example.org"

    page = client_of(animator).post(make_url("moi", animator), follow=True)

    feed = CalendarFeed.objects.get()
    assert (feed.member, feed.territory, feed.epm, feed.created_by) == (animator, None, None, animator)
    address = f"https://extranet.example.org/formation/calendriers/{feed.token}.ics"
    assert f'value="{address}"' in page.content.decode()
    assert f'href="webcal{address.removeprefix("https")}"' in page.content.decode()


def test_renewed_address_replaces_the_first(client, client_of, animator, feed):
    client_of(animator).post(make_url("moi", animator))

    new_feed = CalendarFeed.objects.live().get()
    assert new_feed.token != feed.token
    assert [client.get(any_feed.get_absolute_url()).status_code for any_feed in (feed, new_feed)] == [404, 200]


def test_revoked_address_gives_404(client, client_of, animator, feed):
    assert client.get(feed.get_absolute_url()).status_code == 200

    client_of(animator).post(f"{PAGE}{feed.pk}/revoquer/")

    assert client.get(feed.get_absolute_url()).status_code == 404
    assert client_of(animator).post(f"{PAGE}{feed.pk}/revoquer/").status_code == 404


def test_only_the_owner_creates_an_address(
    client_of, animator, colleague, territorial, coordinator, epm, other_epm, figeac, cahors
):
    answers = {
        "own": client_of(animator).post(make_url("moi", animator)),
        "of a colleague": client_of(animator).post(make_url("moi", colleague)),
        "of a colleague, by a coordinator": client_of(coordinator).post(make_url("moi", colleague)),
        "of own EPM": client_of(animator).post(make_url("epm", epm)),
        "of another EPM": client_of(animator).post(make_url("epm", other_epm)),
        "of the territory of their EPM": client_of(animator).post(make_url("territoire", figeac)),
        "of the territory they watch": client_of(territorial).post(make_url("territoire", figeac)),
        "of another territory": client_of(territorial).post(make_url("territoire", cahors)),
        "of a territory, by a coordinator": client_of(coordinator).post(make_url("territoire", cahors)),
        "of no known kind": client_of(coordinator).post(f"{PAGE}creer/commune/1/"),
    }

    assert [name for name, response in answers.items() if response.status_code == 302] == [
        *("own", "of own EPM", "of the territory they watch", "of a territory, by a coordinator"),
    ]
    assert {response.status_code for response in answers.values()} == {302, 404}


def test_only_the_owner_revokes_an_address(client_of, feed, colleague, coordinator):
    for other_member in (colleague, coordinator):
        assert client_of(other_member).post(f"{PAGE}{feed.pk}/revoquer/").status_code == 404

    assert CalendarFeed.objects.live().count() == 1


def test_get_is_refused_for_actions(client_of, animator, feed):
    browser = client_of(animator)

    assert browser.get(make_url("moi", animator)).status_code == 405
    assert browser.get(f"{PAGE}{feed.pk}/revoquer/").status_code == 405


# The feed


def test_feed_is_readable_without_login(client, feed, session):
    EnrolmentFactory(session=session, member=feed.member)

    response = client.get(feed.get_absolute_url())

    assert (response["Content-Type"], response["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-cache",
    )
    assert read_calendar(response.content).events[0]["SUMMARY"] == "Formation\u00a0: Animer un atelier collectif"


def test_unchanged_feed_answers_304(client, feed, session):
    EnrolmentFactory(session=session, member=feed.member)
    first_response = client.get(feed.get_absolute_url())

    second_response = client.get(feed.get_absolute_url(), headers={"if-none-match": first_response["ETag"]})
    session.half_days.update(date=in_days(8))
    changed_response = client.get(feed.get_absolute_url(), headers={"if-none-match": first_response["ETag"]})

    assert (second_response.status_code, second_response.content, changed_response.status_code) == (304, b"", 200)


def test_unknown_address_gives_404(client):
    assert client.get(f"{PAGE}jeton.ics").status_code == 404


def test_feed_of_a_former_member_gives_404(client, feed, animator):
    animator.positions.update(end=in_days(-1))

    assert client.get(feed.get_absolute_url()).status_code == 404


def test_feed_of_an_epm_outlives_its_author(client, epm):
    maker = PositionFactory(epm=epm, end=in_days(-1)).member
    feed = CalendarFeedFactory(epm=epm, created_by=maker)

    assert client.get(feed.get_absolute_url()).status_code == 200


def test_feed_is_read_in_two_queries_without_writing_but_the_first_of_the_day(client, feed, session):
    EnrolmentFactory(session=session, member=feed.member)
    client.get(feed.get_absolute_url())

    with CaptureQueriesContext(connection) as queries:
        client.get(feed.get_absolute_url())

    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT"]
