"""The agenda as a calendar: public, or of one member at an address that can be revoked; identifiers never change."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from formation.sessions.invitations.events import uid_of
from reseau.calendar.agenda.calendar_file import whole_uid
from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.agenda.models import AgendaFeed
from reseau.calendar.agenda.services import change_meeting
from reseau.calendar.private_addresses import draw_address
from reseau.people.members.models.position import Position
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory
from tests.factories.formation import SessionFactory
from tests.factories.open_workshops import OpenWorkshopFactory

pytestmark = pytest.mark.django_db


def events(response) -> dict[str, str]:
    calendar = Calendar.from_ical(response.content)
    return {str(event["uid"]): str(event["summary"]) for event in calendar.walk("VEVENT")}


def test_public_feed_holds_what_visitors_may_see(client, client_of, animator, epm):
    workshop, meeting = OpenWorkshopFactory(epm=epm), MeetingFactory(audience=MeetingAudience.PUBLIC)
    MeetingFactory()
    SessionFactory()
    expected = {whole_uid(f"open-workshop-{workshop.pk}"), whole_uid(f"meeting-{meeting.pk}")}
    for reader in (client, client_of(animator)):
        response = reader.get("/agenda/public.ics")
        assert set(events(response)) == expected
        assert response.content.count(b"visio.example.org") == 0
    assert client.get("/agenda/public.ics", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_own_feed_holds_what_the_member_may_see_until_it_is_revoked(client, client_of, animator):
    session, meeting = SessionFactory(), MeetingFactory()
    browser = client_of(animator)
    assert browser.get("/agenda/calendrier/").content.decode().count("Créer mon adresse") == 1
    browser.post("/agenda/calendrier/creer/")
    first = AgendaFeed.objects.get().get_absolute_url()
    assert browser.get("/agenda/calendrier/").content.decode().count(f'{first}"') >= 1
    half_days = {uid_of(half_day) for half_day in session.half_days.all()}
    assert set(events(client.get(first))) == half_days | {whole_uid(f"meeting-{meeting.pk}")}

    browser.post("/agenda/calendrier/creer/")
    second = AgendaFeed.objects.get().get_absolute_url()
    assert [client.get(address).status_code for address in (first, second)] == [404, 200]
    browser.post("/agenda/calendrier/revoquer/")
    assert client.get(second).status_code == 404


def test_feed_of_somebody_who_left_stops(client, animator):
    address = draw_address(kind=AgendaFeed, member=animator).get_absolute_url()
    assert client.get(address).status_code == 200
    Position.objects.filter(member=animator).delete()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["1", "1-", "1-faux", "x", "é-1", "9" * 40])
def test_guessed_tokens_open_nothing(client, animator, token):
    draw_address(kind=AgendaFeed, member=animator)
    assert client.get(f"/agenda/{token}.ics").status_code == 404


def test_moved_date_keeps_its_identifier_and_says_that_it_changed(client):
    meeting = MeetingFactory(audience=MeetingAudience.PUBLIC)
    before = client.get("/agenda/public.ics")
    meeting.date += timezone.timedelta(days=1)
    change_meeting(meeting=meeting, by=meeting.announced_by)
    after = client.get("/agenda/public.ics")
    assert events(before) == events(after)
    assert before.content != after.content


def test_filters_go_along(client, client_of, animator, epm, other_epm, figeac):
    here, _ = OpenWorkshopFactory(epm=epm), OpenWorkshopFactory(epm=other_epm)
    query = f"?territoire={figeac.slug}&epm={epm.slug}"
    page = client.get(f"/agenda/calendrier/{query}&mois=2026-03").content.decode()
    assert page.count(f"/agenda/public.ics?territoire={figeac.slug}&amp;epm={epm.slug}") == 2
    assert set(events(client.get(f"/agenda/public.ics{query}"))) == {whole_uid(f"open-workshop-{here.pk}")}


def test_closure_is_an_event_of_whole_days(client, epm):
    epm.opening_hours = '2026 Mar 28-2026 Mar 29 off "congés"'
    epm.save()

    with freeze_time("2026-03-02 09:00"):
        (event,) = Calendar.from_ical(client.get("/agenda/public.ics").content).walk("VEVENT")

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 3, 28), date(2026, 3, 30))
    assert str(event["uid"]) == whole_uid(f"closing-{epm.pk}-2026-03-28-2026-03-29")
    assert str(event["summary"]) == "Fermeture\u00a0: EPM de Gramat\u00a0: fermé (congés)"


def test_queries_do_not_grow_with_the_dates(client, epm):
    OpenWorkshopFactory(epm=epm)
    with CaptureQueriesContext(connection) as few:
        client.get("/agenda/public.ics")
    for minute in range(5):
        OpenWorkshopFactory(epm=epm, minutes=60 + minute, places=4 + minute)
    with CaptureQueriesContext(connection) as many:
        client.get("/agenda/public.ics")
    assert len(many) == len(few)
