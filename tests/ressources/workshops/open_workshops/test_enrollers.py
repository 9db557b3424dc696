"""Whoever enrolled people hears of a workshop that moves or is off, to tell them: they have no e-mail address."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from reseau.people.members.models.position import Position
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.notices import remind_of_tomorrow
from ressources.workshops.open_workshops.services.announcements import cancel_workshop, change_workshop
from ressources.workshops.open_workshops.services.bookings import enrol, give_back
from tests.clock import freeze_time
from tests.factories.open_workshops import OpenWorkshopFactory

pytestmark = pytest.mark.django_db


def start_of(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@pytest.fixture
def workshop(epm, animator, stranger):
    """A workshop where its team enrolled one person, and an animator of another EPM two."""
    workshop = OpenWorkshopFactory(epm=epm, announced_by=animator, places=8, start=time(14))
    enrol(workshop=workshop, name="Odile R.", by=animator)
    for name in ("Yves M.", "Lucette P."):
        enrol(workshop=workshop, name=name, by=stranger)
    return OpenWorkshop.objects.get(pk=workshop.pk)


def told() -> list[tuple[int, str]]:
    return [(notice.member_id, notice.text) for notice in Notice.objects.order_by("member", "pk")]


@pytest.mark.parametrize("changes", [{"date": 1}, {"start": time(15)}])
def test_moved_workshop_is_told_at_once_to_those_who_enrolled_people(workshop, animator, stranger, changes):
    values = {name: workshop.date + timedelta(days=1) if name == "date" else value for name, value in changes.items()}

    change_workshop(workshop=workshop, values=values, by=animator)

    (line,) = told()
    assert line[0] == stranger.pk
    assert line[1].startswith("Atelier changé\u00a0: «\u00a0")
    assert line[1].endswith("Prévenez les personnes que vous y avez inscrites.")
    assert [mail.member for mail in Mail.objects.all()] == [stranger]
    assert not any(name in mail.text for mail in Mail.objects.all() for name in ("Yves", "Lucette", "Odile"))


def test_cancelled_workshop_replaces_the_change_that_was_not_read(workshop, animator, stranger):
    change_workshop(workshop=workshop, values={"start": time(15)}, by=animator)
    for _ in range(2):
        cancel_workshop(workshop=workshop, by=animator)

    (line,) = told()
    assert (line[0], line[1].startswith("Atelier annulé\u00a0: «\u00a0")) == (stranger.pk, True)
    assert "qui était prévu" in line[1]


def test_a_colleague_who_changes_it_leaves_the_others_to_hear_of_it(workshop, animator, colleague, stranger):
    change_workshop(workshop=workshop, values={"start": time(15)}, by=colleague)

    assert {pk for pk, _ in told()} == {animator.pk, stranger.pk}


@pytest.mark.parametrize("values", [{"places": 9}, {"note": "Salle du haut"}, {"minutes": 60}, {"start": time(14)}])
def test_other_changes_are_told_to_nobody(workshop, animator, values):
    change_workshop(workshop=workshop, values=values, by=animator)

    assert told() == []


def test_animator_who_was_reminded_hears_of_a_change_on_the_eve_and_of_the_new_hour(workshop, animator, colleague):
    with freeze_time(start_of(workshop.date - timedelta(days=1)) + timedelta(hours=9)):
        remind_of_tomorrow()
        Notice.objects.mark_read()
        Booking.objects.filter(enrolled_by=animator).delete()

        change_workshop(workshop=workshop, values={"start": time(15)}, by=colleague)
        remind_of_tomorrow()

    beginnings = [text.partition("\u00a0:")[0] for pk, text in told() if pk == animator.pk]
    assert [words.split(",")[0] for words in beginnings] == ["Demain", "Atelier changé", "Demain"]
    assert beginnings[-1].endswith("15\u00a0h")


def test_reminder_that_waits_counts_people_again(workshop, animator):
    with freeze_time(start_of(workshop.date - timedelta(days=1)) + timedelta(hours=9)):
        remind_of_tomorrow()

        give_back(booking=workshop.bookings.get(name="Yves M."))

        ((_, text),) = told()
        assert "2\u00a0personnes inscrites sur 8" in text
        assert "2\u00a0personnes inscrites sur 8" in Mail.objects.get().text


def test_those_who_left_and_erased_names_are_told_nothing(workshop, animator, stranger):
    Position.objects.filter(member=stranger).delete()
    Booking.objects.filter(enrolled_by=animator).update(name="")

    cancel_workshop(workshop=workshop)

    assert told() == []


def test_past_workshop_is_told_to_nobody(workshop):
    OpenWorkshop.objects.update(date=timezone.localdate() - timedelta(days=1))

    cancel_workshop(workshop=workshop)

    assert told() == []


def test_page_that_changes_it_names_its_author(client_of, workshop, animator, stranger):
    day = (workshop.date + timedelta(days=1)).isoformat()
    data = {"date": day, "start": "14:00", "minutes": "90", "places": "8", "note": ""}

    assert client_of(animator).post(f"{workshop.get_absolute_url()}modifier/", data).status_code == 302
    assert {pk for pk, _ in told()} == {stranger.pk}
    assert client_of(animator).post(f"{workshop.get_absolute_url()}annuler/").status_code == 302
    assert {pk for pk, _ in told()} == {stranger.pk}
