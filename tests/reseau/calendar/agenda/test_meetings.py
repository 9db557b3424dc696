"""Meetings: announced by those who watch over a territory, changed and cancelled by them, refused in plain words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.services import cancel_meeting
from tests.factories.agenda import MeetingFactory

pytestmark = pytest.mark.django_db
NEW = "/agenda/reunions/nouvelle/"


def form_data(**changes) -> dict:
    day = timezone.localdate() + timedelta(days=5)
    own = {"title": "Équipes", "date": day.isoformat(), "start": "14:00", "end": "16:00", "audience": "member"}
    data = own | {"elsewhere": "Mairie de Gramat", "text": "Apportez **une idée**."} | changes
    # The plan of the messages was shown for these.
    seen = "{date}/{territory}/{audience}".format(**{"territory": ""} | data)
    return {"plan_vu": seen} | data


def test_territorial_animator_announces_a_meeting_of_their_territory(
    client_of, territorial, figeac, animator, stranger
):
    response = client_of(territorial).post(NEW, form_data(audience="territory", territory=figeac.pk))
    meeting = Meeting.objects.get()
    assert (response.status_code, response.url) == (302, meeting.get_absolute_url())
    assert (meeting.announced_by, meeting.territory) == (territorial, figeac)
    assert client_of(animator).get(meeting.get_absolute_url()).content.decode().count("<strong>une idée</strong>") == 1
    assert client_of(stranger).get(meeting.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Dites de quoi il s’agit."),
        ({"date": "2020-01-01"}, "Ce jour est passé"),
        ({"end": "13:00"}, "L’heure de fin doit suivre l’heure de début."),
        ({"elsewhere": ""}, "Dites où"),
        ({"audience": "territory"}, "Dites quel territoire."),
        ({"link": "pas une adresse"}, "Écrivez l’adresse entière"),
        ({"text": "x" * 3_001}, "Trois mille caractères suffisent."),
    ],
)
def test_refusals_are_explained_and_typed_words_are_kept(client_of, territorial, changes, sentence):
    response = client_of(territorial).post(NEW, form_data(**{"elsewhere": "Mairie, salle du haut", **changes}))
    page = response.content.decode()
    assert (response.status_code, Meeting.objects.count()) == (422, 0)
    assert page.count(sentence) >= 1
    assert page.count(changes.get("elsewhere", "Mairie, salle du haut")) >= 1


def test_territory_of_others_is_refused(client_of, territorial, cahors):
    response = client_of(territorial).post(NEW, form_data(audience="territory", territory=cahors.pk))
    assert (response.status_code, Meeting.objects.count()) == (422, 0)


def test_animators_and_visitors_announce_nothing(client, client_of, animator):
    assert client_of(animator).get(NEW).status_code == 404
    assert client.get(NEW).status_code == 302


def test_those_who_watch_change_and_cancel_others_do_not(
    client_of, territorial, other_territorial, coordinator, animator, figeac
):
    meeting = MeetingFactory(audience=MeetingAudience.MEMBER, territory=figeac, by=coordinator)
    edit, cancel = f"{meeting.get_absolute_url()}modifier/", f"{meeting.get_absolute_url()}annuler/"
    for person in (animator, other_territorial):
        assert [client_of(person).get(edit).status_code, client_of(person).post(cancel).status_code] == [404, 404]
    before = meeting.changed
    assert (
        client_of(territorial).post(edit, form_data(title="Équipes, le matin", territory=figeac.pk)).status_code == 302
    )
    meeting.refresh_from_db()
    assert (meeting.title, meeting.changed > before) == ("Équipes, le matin", True)
    assert client_of(territorial).post(cancel).status_code == 302
    page = client_of(animator).get(meeting.get_absolute_url()).content.decode()
    assert (page.count("Cette réunion est annulée."), page.count("Elle n’aura pas lieu")) == (1, 0)
    assert client_of(territorial).get(edit).status_code == 404


def test_visitors_never_read_the_link(client, client_of, animator):
    meeting = MeetingFactory(audience=MeetingAudience.PUBLIC)
    address = meeting.get_absolute_url()
    assert [each.get(address).content.decode().count(meeting.link) for each in (client, client_of(animator))] == [0, 1]
    hidden = MeetingFactory()
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_past_meeting_keeps_its_day_when_its_text_changes(db):
    meeting = MeetingFactory()
    Meeting.objects.filter(pk=meeting.pk).update(date=timezone.localdate() - timedelta(days=3))
    meeting.refresh_from_db()
    meeting.full_clean()
    cancel_meeting(meeting=meeting, by=meeting.announced_by)
    first = Meeting.objects.get().cancelled_at
    cancel_meeting(meeting=meeting, by=meeting.announced_by)
    assert Meeting.objects.get().cancelled_at == first
