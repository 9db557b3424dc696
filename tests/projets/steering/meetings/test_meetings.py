"""Meetings of the committee: planned in private, convened, held with those who attended, or cancelled with a reason."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from alertes.channels.notices.models import Notice
from projets.steering.committee.models import Mandate
from projets.steering.committee.services import appoint, leave_vacant, remove_mandate
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.services.agenda import save_item
from projets.steering.meetings.services.meetings import (
    cancel_meeting,
    convene_meeting,
    hold_meeting,
    note_attendance,
    save_meeting,
)
from reseau.calendar.agenda.dates import entries_between, load
from tests.clock import freeze_time
from tests.factories.committee import CommitteePositionFactory, SteeringMeetingFactory

pytestmark = pytest.mark.django_db
PLANNED, CONVENED, HELD, APPROVED, CANCELLED = SteeringState
WHEN = {"start": datetime.time(9, 30), "end": datetime.time(12), "place": "Cahors"}


def path_of(name: str, meeting: SteeringMeeting, *more) -> str:
    return reverse(f"projets:{name}", args=[meeting.pk, *more])


@pytest.fixture
def seated(coordinator, colleague):
    """The mandate of `colleague`, and that of somebody without account."""
    since = datetime.date(2026, 1, 1)
    return [
        appoint(position=CommitteePositionFactory(name="Réseau"), since=since, by=coordinator, member=colleague),
        appoint(position=CommitteePositionFactory(name="CAF"), since=since, by=coordinator, outsider="Claude"),
    ]


def agenda_of(user, meeting) -> list:
    return [each for each in entries_between(user, meeting.date, meeting.date) if each.kind == "comite-de-pilotage"]


def test_convened_meeting_is_told_to_those_who_sit_and_read_by_all_members(
    seated, client, client_of, coordinator, colleague, stranger
):
    meeting = SteeringMeetingFactory()
    readers = [coordinator, stranger, AnonymousUser()]
    assert [len(agenda_of(reader, meeting)) for reader in readers] == [1, 0, 0]
    assert client_of(stranger).get(meeting.get_absolute_url()).status_code == 404

    page = client_of(coordinator).post(path_of("steering_convene", meeting), follow=True)

    assertContains(page, "Convoquée")
    assert [notice.member for notice in Notice.objects.all()] == [colleague]
    assert [len(agenda_of(reader, meeting)) for reader in readers] == [1, 1, 0]
    (entry,) = agenda_of(stranger, meeting)
    assert (load([entry])[entry].title, load([entry])[entry].hour) == ("Comité de pilotage", "9\u00a0h\u00a030")
    page = client_of(stranger).get(meeting.get_absolute_url())
    assertContains(page, "Où en est le réseau")
    assertNotContains(page, "Ajouter un point")
    assert client.get(meeting.get_absolute_url()).status_code == 302

    save_meeting(meeting=meeting, date=meeting.date, by=coordinator, **WHEN)
    save_meeting(meeting=meeting, date=meeting.date, by=coordinator, **WHEN)
    assert Notice.objects.filter(member=colleague, text__contains="change de jour ou de lieu").count() == 1
    cancel_meeting(meeting=meeting, reason="Neige.", by=coordinator)
    assert Notice.objects.filter(member=colleague).count() == 3
    assert [len(agenda_of(reader, meeting)) for reader in readers] == [0, 0, 0]


def test_each_state_allows_its_own_steps_and_no_other(coordinator):
    """What is refused leaves the meeting as it was; the database keeps the reason and the convocation."""
    steps = {
        CONVENED: lambda meeting: convene_meeting(meeting=meeting, by=coordinator),
        HELD: lambda meeting: hold_meeting(meeting=meeting),
        CANCELLED: lambda meeting: cancel_meeting(meeting=meeting, reason="Neige.", by=coordinator),
    }
    allowed = {}
    for state in (PLANNED, CONVENED, HELD, CANCELLED):
        convened_at = None if state == PLANNED else timezone.now()
        values = {"state": state, "convened_at": convened_at, "date": timezone.localdate()}
        for step, move in steps.items():
            meeting = SteeringMeetingFactory(**values | ({"reason": "Neige."} if state == CANCELLED else {}))
            try:
                move(meeting)
                allowed.setdefault(state, set()).add(step)
            except ValidationError:
                meeting.refresh_from_db()
                assert meeting.state == state
    assert allowed == {PLANNED: {CONVENED, CANCELLED}, CONVENED: {HELD, CANCELLED}}

    meeting = SteeringMeetingFactory()
    for values in ({"state": CANCELLED}, {"state": HELD}, {"end": datetime.time(9)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SteeringMeeting.objects.filter(pk=meeting.pk).update(**values)


def test_meeting_is_convened_with_an_agenda_and_held_on_its_day(coordinator):
    bare = SteeringMeetingFactory(item="")
    with pytest.raises(ValidationError):
        convene_meeting(meeting=bare, by=coordinator)
    past = SteeringMeetingFactory(date=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(ValidationError):
        convene_meeting(meeting=past, by=coordinator)
    meeting = SteeringMeetingFactory(convened=True)
    with pytest.raises(ValidationError):
        hold_meeting(meeting=meeting)
    with freeze_time(meeting.begins_at):
        assert hold_meeting(meeting=meeting).state == HELD
    with pytest.raises(ValidationError):
        save_meeting(meeting=meeting, date=meeting.date, by=coordinator, **WHEN)


def test_attendance_is_that_of_the_day_and_says_who_represented_whom(seated, client_of, coordinator, stranger):
    meeting = SteeringMeetingFactory(held=True)
    mine, other = seated
    late = appoint(position=other.position, since=timezone.localdate(), by=coordinator, outsider="Dominique")
    browser, path = client_of(coordinator), path_of("steering_attendance", meeting)
    assert {field for field in browser.get(path).context["form"].fields if field.endswith(f"_{late.pk}")} == set()
    typed = {f"presence_{mine.pk}": "present", f"presence_{other.pk}": "stand_in"}
    answer = browser.post(path, typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [f"stand_in_{other.pk}"])

    for _ in range(2):
        browser.post(path, typed | {f"stand_in_{other.pk}": "Alix", f"stand_in_{mine.pk}": "Personne"})

    assert [(row.mandate, row.presence, row.stand_in) for row in meeting.attendances.all()] == [
        (mine, "present", ""), (other, "stand_in", "Alix")
    ]  # fmt: skip
    assertContains(client_of(stranger).get(meeting.get_absolute_url()), "Représenté par Alix")
    with pytest.raises(ValidationError):
        remove_mandate(mandate=other)
    assert Mandate.objects.count() == 3
    with pytest.raises(ValidationError):
        note_attendance(meeting=SteeringMeetingFactory(convened=True), presences={mine.pk: ("present", "")})


def test_coordination_writes_the_agenda_in_order(client_of, coordinator, project):
    meeting, browser = SteeringMeetingFactory(item="Premier"), client_of(coordinator)
    both = {"title": "Deux choses", "project": project.pk, "chantier": project.chantier.pk}
    answers = [
        browser.post(path_of("steering_item_new", meeting), {"title": ""}),
        browser.post(path_of("steering_item_new", meeting), both),
        browser.post(reverse("projets:steering_meeting_new"), {"date": "2026-03-02", "start": "12:00", "end": "9:00"}),
        browser.post(path_of("steering_cancel", meeting), {"reason": " "}),
    ]
    fields = [list(answer.context["form"].errors) for answer in answers]
    assert fields == [["title"], ["chantier"], ["place"], ["reason"]]

    browser.post(path_of("steering_item_new", meeting), {"title": "Un point visio", "project": project.pk})
    second = SteeringItem.objects.get(project=project)
    browser.post(path_of("steering_item_advance", meeting, second.pk))
    assert [(item.rank, item.title) for item in meeting.items.all()] == [(1, "Un point visio"), (2, "Premier")]
    convene_meeting(meeting=meeting, by=coordinator)
    for item in meeting.items.all():
        browser.post(path_of("steering_item_remove", meeting, item.pk))
    assert meeting.items.count() == 1


def test_others_write_nothing(client_of, territorial, project):
    meeting = SteeringMeetingFactory(convened=True)
    item = meeting.items.get()
    browser = client_of(territorial)
    names = ("steering_meeting_edit", "steering_cancel", "steering_attendance", "steering_item_new")
    written = [reverse("projets:steering_meeting_new"), *(path_of(name, meeting) for name in names)]
    written += [path_of(name, meeting, item.pk) for name in ("steering_item", "steering_item_papers")]
    posted = [path_of(name, meeting) for name in ("steering_convene", "steering_hold")]
    posted += [path_of(name, meeting, item.pk) for name in ("steering_item_advance", "steering_item_remove")]
    assert {browser.get(path).status_code for path in written} == {404}
    assert {browser.post(path).status_code for path in posted} == {404}


def test_pages_take_as_many_queries_for_more_rows(client_of, stranger, seated, project, queries_of):
    browser, counts = client_of(stranger), []
    meeting = SteeringMeetingFactory(held=True)
    for number in (1, 4):
        SteeringMeetingFactory.create_batch(number, convened=True)
        for rank in range(number):
            save_item(meeting=meeting, title=f"Point {rank}", project=project)
        note_attendance(meeting=meeting, presences={each.pk: ("present", "") for each in seated[:number]})
        counts.append(
            [queries_of(browser, path) for path in (reverse("projets:steering_meetings"), meeting.get_absolute_url())]
        )
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12


def test_those_who_were_convened_and_no_longer_sit_hear_of_the_new_day(seated, coordinator, colleague):
    day = timezone.localdate() + datetime.timedelta(days=7)
    meeting = convene_meeting(meeting=SteeringMeetingFactory(date=day), by=coordinator)
    Notice.objects.mark_read()
    leave_vacant(position=seated[0].position, since=day + datetime.timedelta(days=1), by=coordinator)

    save_meeting(meeting=meeting, date=day + datetime.timedelta(days=2), by=coordinator, **WHEN)

    assert Notice.objects.unread().get().member == colleague
