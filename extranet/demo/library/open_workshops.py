"""Workshops open to all, announced in the demo for the coming weeks, one of them every two weeks; who comes to some."""

from collections.abc import Sequence
from datetime import time, timedelta

from django.utils import timezone

from extranet.demo.network.meetings import working_day
from reseau.enums import Audience
from reseau.people.members.models.member import Member
from reseau.places.opening_hours.holidays import holiday_of
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.recurrence import days_of
from ressources.workshops.open_workshops.services.announcements import announce_series, announce_workshop
from ressources.workshops.open_workshops.services.bookings import enrol

COUNT = 24
NOTES = (
    "Gratuit, sans inscription.",
    "Gratuit. Téléphonez pour réserver.",
    "Apportez votre téléphone et son chargeur.",
    "",
)
# Rank of the workshop that comes back.
COMES_BACK = 6
NAMES = ("Odile", "Yves", "Fatoumata", "Simone", "Marcel", "Lucette", "Ahmed", "Josiane", "René", "Maria", "Guy")
STARTS = (time(9, 30), time(14), time(10), time(17, 30))


def build_open_workshops(*, animators: Sequence[Member]) -> None:
    """Build workshops of the first animator, then of one animator in three, each with another public sheet."""
    sheets = list(
        WorkshopPage.objects.live().filter(audience=Audience.PUBLIC, obsolescence=None).order_by("pk")[:COUNT]
    )
    for rank, sheet in enumerate(sheets):
        animator = animators[0] if rank % 6 == 0 else animators[3 * rank % len(animators)]
        workshop = OpenWorkshop(
            sheet=sheet,
            epm=animator.main_position.epm,
            date=working_day(timezone.localdate() + timedelta(days=2 + 3 * rank)),
            start=STARTS[rank % len(STARTS)],
            minutes=sheet.duration,
            places=sheet.group_size,
            note=NOTES[rank % len(NOTES)],
            announced_by=animator,
        )
        if rank == COMES_BACK:
            until = workshop.date + timedelta(days=60)
            days = [day for day in days_of(workshop.date, Recurrence.FORTNIGHTLY, until) if not holiday_of(day)]
            workshop, *_ = announce_series(workshop=workshop, rhythm=Recurrence.FORTNIGHTLY, days=days)
        else:
            announce_workshop(workshop=workshop)
        build_bookings(workshop, people=(rank * 5) % (workshop.places + 3), animator=animator)


def build_bookings(workshop: OpenWorkshop, *, people: int, animator: Member) -> None:
    """Enrol people without an e-mail address; some workshops are full, with a waiting list."""
    for rank in range(people):
        phone = f"05 36 49 01 {rank:02d}" if rank % 3 else ""
        enrol(workshop=workshop, name=f"{NAMES[rank % len(NAMES)]} {'BDLMR'[rank % 5]}.", phone=phone, by=animator)
