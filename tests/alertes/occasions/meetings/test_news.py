"""Meetings told to those whom they concern: once, with the words, and only what is still true."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.choices.preferences.models import KindChoice
from alertes.declarations.events import MEETING_ANNOUNCED
from alertes.enums import Rhythm
from reseau.calendar.agenda.enums import MeetingAudience, MeetingChange
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.news import MeetingPlan, plan_of_meeting, told_of_meeting
from reseau.calendar.agenda.services import cancel_meeting, change_meeting
from reseau.texts.wording import day_in_full
from tests.factories.agenda import MeetingFactory

pytestmark = pytest.mark.django_db
NEW = "/agenda/reunions/nouvelle/"


def told(meeting: Meeting) -> list[tuple]:
    notices = Notice.objects.about(f"meeting:{meeting.pk}").order_by("member", "pk")
    return [(notice.member_id, notice.kind.partition(".")[2]) for notice in notices]


def test_meeting_of_a_territory_is_told_to_its_members_alone(figeac, territorial, animator, stranger, outsider):
    meeting = MeetingFactory(audience=MeetingAudience.TERRITORY, territory=figeac, by=territorial)

    assert told(meeting) == [(animator.pk, "meeting_announced")]
    notice = Notice.objects.get()
    when = f"{day_in_full(meeting.date, 'l j F')}, {meeting.hours}"
    assert notice.text == f"Réunion\u00a0: «\u00a0Point du réseau\u00a0», {when}, à distance."
    assert notice.url == meeting.get_absolute_url()


def test_meeting_of_the_network_is_told_to_everybody_but_who_announces_it(coordinator, animator, stranger, outsider):
    meeting = MeetingFactory(by=coordinator)

    assert told(meeting) == [(animator.pk, "meeting_announced"), (stranger.pk, "meeting_announced")]


def test_announcement_waits_for_the_digest_with_its_words(coordinator, animator):
    MeetingFactory(by=coordinator, text="Apportez une idée.")

    assert (MailItem.objects.get().member, Mail.objects.count()) == (animator, 0)
    assert MailItem.objects.get().details == (
        "Pour qui\u00a0: Tout le réseau\n\nEn ligne\u00a0: https://visio.example.org/salle\n\nApportez une idée."
    )


@pytest.mark.parametrize("changes", [{"start": time(13)}, {"elsewhere": "Mairie"}, {"date": None}])
def test_other_day_hour_or_place_is_told_at_once_instead_of_the_announcement(coordinator, animator, changes):
    meeting = MeetingFactory(by=coordinator)
    changes = {name: value or meeting.date + timedelta(days=1) for name, value in changes.items()}
    for name, value in changes.items():
        setattr(meeting, name, value)

    change_meeting(meeting=meeting, by=coordinator)

    assert told(meeting) == [(animator.pk, "meeting_changed")]
    assert (Mail.objects.get().member, MailItem.objects.count()) == (animator, 0)
    assert Notice.objects.get().text.startswith("Réunion changée\u00a0: «\u00a0Point du réseau\u00a0», désormais")


def test_other_words_are_told_to_nobody(coordinator, animator):
    meeting = MeetingFactory(by=coordinator)
    meeting.text = "Apportez une idée."

    change_meeting(meeting=meeting, by=coordinator)

    assert told(meeting) == [(animator.pk, "meeting_announced")]


def test_cancelled_meeting_is_told_once(coordinator, animator):
    meeting = MeetingFactory(by=coordinator)
    Notice.objects.mark_read()

    for _ in range(2):
        cancel_meeting(meeting=meeting, by=coordinator)

    assert told(meeting) == [(animator.pk, "meeting_announced"), (animator.pk, "meeting_changed")]
    assert Mail.objects.get().text.startswith("Réunion annulée\u00a0: «\u00a0Point du réseau\u00a0», qui était prévue")


def test_meeting_that_has_passed_is_told_to_nobody(coordinator, animator):
    meeting = MeetingFactory(by=coordinator)
    Notice.objects.all().delete()
    Meeting.objects.update(date=timezone.localdate() - timedelta(days=1))

    cancel_meeting(meeting=meeting, by=coordinator)

    assert told(meeting) == []


def test_plan_counts_people_as_they_chose(coordinator, animator, colleague, stranger):
    for member, rhythm in ((animator, Rhythm.AT_ONCE), (colleague, Rhythm.NEVER)):
        KindChoice.objects.create(member=member, kind=MEETING_ANNOUNCED.name, rhythm=rhythm)
    meeting = Meeting(title="Équipes", date=timezone.localdate(), start=time(9), end=time(10))

    plan = plan_of_meeting(meeting, MeetingChange.ANNOUNCED, by=coordinator)

    assert (plan, plan.on_site) == (MeetingPlan(people=3, at_once=1, later=1), 1)


def test_what_was_told_is_listed(coordinator, animator, stranger):
    meeting = MeetingFactory(by=coordinator)
    Notice.objects.mark_read()
    cancel_meeting(meeting=meeting, by=coordinator)

    assert [(line.label, line.people) for line in told_of_meeting(meeting)] == [("Annonce", 2), ("Annulation", 2)]


def form_data(**changes) -> dict:
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    own = {"title": "Équipes", "date": day, "start": "14:00", "end": "16:00", "audience": "member"}
    return own | {"elsewhere": "Mairie de Gramat"} | changes


def test_plan_is_shown_before_anything_is_announced(client_of, coordinator, animator):
    client, data = client_of(coordinator), form_data()

    shown = client.post(NEW, data)
    assert (shown.status_code, Meeting.objects.count(), Notice.objects.count()) == (200, 0, 0)
    page = " ".join(shown.content.decode().split())
    assert "<b>1 personne</b>, 1 dans un résumé par courriel." in page
    assert 'value="Mairie de Gramat"' in page

    confirmed = client.post(NEW, data | {"plan_vu": shown.context["seen"]})
    assert (confirmed.status_code, told(Meeting.objects.get())) == (302, [(animator.pk, "meeting_announced")])


def test_plan_is_shown_again_for_other_people(client_of, coordinator, animator, figeac):
    client, data = client_of(coordinator), form_data()
    seen = client.post(NEW, data).context["seen"]

    shown = client.post(NEW, data | {"territory": figeac.pk, "plan_vu": seen})

    assert (shown.status_code, Meeting.objects.count()) == (200, 0)


def test_change_of_words_needs_no_plan(client_of, coordinator, animator):
    meeting = MeetingFactory(by=coordinator, link="", elsewhere="Mairie de Gramat", start=time(14), end=time(16))
    data = form_data(date=meeting.date.isoformat(), title="Équipes, suite")

    response = client_of(coordinator).post(f"{meeting.get_absolute_url()}modifier/", data)

    meeting.refresh_from_db()
    assert (response.status_code, meeting.title) == (302, "Équipes, suite")


def test_page_of_the_meeting_says_who_was_told_to_who_may_change_it(client_of, coordinator, animator):
    meeting = MeetingFactory(by=coordinator)

    pages = [
        " ".join(client_of(person).get(meeting.get_absolute_url()).content.decode().split())
        for person in (coordinator, animator)
    ]

    assert [page.count("Qui a été prévenu") for page in pages] == [1, 0]
    assert ("1 personne</li>" in pages[0], "<b>1 personne</b>, 1 par courriel aussitôt." in pages[0]) == (True, True)


def narrowed(meeting: Meeting, figeac) -> Meeting:
    """The meeting of the network that becomes that of Figeac, a day later."""
    meeting.territory, meeting.audience = figeac, MeetingAudience.TERRITORY
    return meeting


@pytest.mark.parametrize("has_read", [True, False])
@pytest.mark.parametrize("days", [0, 1])
def test_members_whom_a_meeting_no_longer_concerns_are_told(coordinator, animator, stranger, figeac, days, has_read):
    meeting = narrowed(MeetingFactory(by=coordinator), figeac)
    meeting.date += timedelta(days=days)
    if has_read:
        Notice.objects.mark_read()

    change_meeting(meeting=meeting, by=coordinator)

    (notice,) = Notice.objects.filter(member=stranger, read_at=None)
    assert not Meeting.objects.visible_to(stranger).filter(pk=meeting.pk).exists()
    assert (
        notice.text
        == "Réunion changée\u00a0: «\u00a0Point du réseau\u00a0» ne vous concerne plus. Territoire\u00a0: Figeac."
    )
    assert (notice.url, notice.kind) == ("/agenda/", "alertes.meeting_changed")
    assert Mail.objects.filter(member=stranger).count() == 1
    assert Notice.objects.filter(member=animator, key__contains="narrowed").count() == 0
    # Those whom it still concerns keep what they have not read, unless it moved.
    assert Notice.objects.filter(member=animator).latest("pk").kind.endswith("changed" if days else "announced")


def test_members_whom_a_meeting_did_not_concern_hear_of_it(coordinator, animator, stranger, figeac):
    meeting = MeetingFactory(by=coordinator, territory=figeac, audience=MeetingAudience.TERRITORY)
    meeting.territory, meeting.audience = None, MeetingAudience.MEMBER

    change_meeting(meeting=meeting, by=coordinator)

    assert told(meeting) == [(animator.pk, "meeting_announced"), (stranger.pk, "meeting_announced")]


def test_plan_of_a_change_counts_those_whom_it_no_longer_concerns(client_of, coordinator, animator, stranger, figeac):
    meeting = MeetingFactory(by=coordinator, link="", elsewhere="Mairie de Gramat", start=time(14), end=time(16))
    data = form_data(date=meeting.date.isoformat(), audience="territory", territory=figeac.pk)

    shown = client_of(coordinator).post(f"{meeting.get_absolute_url()}modifier/", data)

    assert shown.context["plan"] == MeetingPlan(people=1, at_once=1, later=0)
    assert Notice.objects.filter(key__contains="narrowed").count() == 0
