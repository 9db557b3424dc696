"""Rows that take place on a day, moved and cancelled by the services of the site: one class for each kind.

`name` stands in each message about a row.
"""

from datetime import date, time

from django.db.models import Model
from django.utils import timezone

from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.services import bookings as appointments
from accueil.visio.appointments.services.reminders import remind_people_of_tomorrow, replace_absent_welcomers
from projets.steering.committee.services import appoint, leave_vacant
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.services import meetings
from qualite.labelling.enums import FileStage, VisitState
from qualite.labelling.visits.models import Visit
from qualite.labelling.visits.services import cancel_visit, move_visit, plan_visit
from reseau.documents.proofs.numbers import new_number
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.notices import remind_of_tomorrow
from ressources.workshops.open_workshops.services.announcements import cancel_workshop, change_workshop
from ressources.workshops.open_workshops.services.bookings import enrol, give_back
from tests.factories.accueil import (
    InterviewMotiveFactory,
    OpeningSlotFactory,
    PartnerFactory,
    PartnerServiceFactory,
    VisioDeskFactory,
    VisioRoomFactory,
)
from tests.factories.committee import CommitteePositionFactory, SteeringMeetingFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.qualite import AssessmentFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory, TerritoryFactory
from tests.factories.ressources import SheetFactory

DAYS = [date(2026, 5, 4), date(2026, 5, 11), date(2026, 5, 18)]
HOURS = {"start": time(9), "end": time(11)}


class DatedRows:
    """`by` does everything, and is told nothing."""

    def __init__(self) -> None:
        self.by = MemberFactory(coordinator=True)

    def create(self, name: str, day: date) -> Model:
        raise NotImplementedError

    def move(self, row: Model, day: date) -> None:
        raise NotImplementedError

    def cancel(self, row: Model) -> None:
        raise NotImplementedError

    def day_of(self, name: str) -> date | None:
        """Return the day on which the row takes place; None once it is cancelled."""
        raise NotImplementedError

    def turn(self, row: Model) -> None:
        """Do what else may happen to a row, and undo it the next time."""

    def run_jobs(self) -> None:
        """Run what tells people by itself."""

    def people(self, name: str) -> int:
        """Return how many people are enrolled."""
        return 0

    def may_be_last(self, name: str, email: str, line: str) -> bool:
        """Tell whether a line may be the last news that somebody has."""
        return True


class WorkshopRows(DatedRows):
    def create(self, name: str, day: date) -> OpenWorkshop:
        workshop = OpenWorkshopFactory(sheet=SheetFactory(data__title=name), date=day)
        self.colleague = PositionFactory(epm=workshop.epm).member
        enrol(workshop=workshop, name="Odile R.", by=self.colleague)
        return workshop

    def move(self, row: OpenWorkshop, day: date) -> None:
        change_workshop(workshop=row, values={"date": day, "start": time(9 + DAYS.index(day))}, by=self.by)

    def cancel(self, row: OpenWorkshop) -> None:
        cancel_workshop(workshop=row, by=self.by)

    def day_of(self, name: str) -> date | None:
        return OpenWorkshop.objects.filter(sheet__title=name, cancelled_at=None).values_list("date", flat=True).first()

    def turn(self, row: OpenWorkshop) -> None:
        if booking := row.bookings.filter(name="Jean B.").first():
            give_back(booking=booking)
        else:
            colleague = row.bookings.get(name="Odile R.").enrolled_by
            enrol(workshop=row, name="Jean B.", by=colleague)

    def run_jobs(self) -> None:
        remind_of_tomorrow()

    def people(self, name: str) -> int:
        return OpenWorkshop.objects.get(sheet__title=name).taken


class VisitRows(DatedRows):
    def create(self, name: str, day: date) -> Visit:
        file = AssessmentFactory(
            epm=EPMFactory(name=name), stage=FileStage.SUBMITTED, submitted_at=timezone.now(), number=new_number()
        )
        PositionFactory(epm=file.epm)
        visitor = PositionFactory(
            member__last_name=name, epm__commune__territory=TerritoryFactory(name="Cahors")
        ).member
        return plan_visit(assessment=file, visitor=visitor, date=day, by=self.by, **HOURS)

    def move(self, row: Visit, day: date) -> None:
        move_visit(visit=row, date=day, by=self.by, **HOURS)

    def cancel(self, row: Visit) -> None:
        cancel_visit(visit=row, by=self.by)

    def day_of(self, name: str) -> date | None:
        visits = Visit.objects.filter(assessment__epm__name=name, state=VisitState.PLANNED)
        return visits.values_list("date", flat=True).first()


class SteeringRows(DatedRows):
    """One of those who sit leaves between two of the days."""

    def __init__(self) -> None:
        super().__init__()
        for _ in range(2):
            position = CommitteePositionFactory()
            appoint(position=position, since=date(2026, 1, 1), by=self.by, member=MemberFactory(animator=True))
        leave_vacant(position=position, since=DAYS[1], by=self.by)

    def create(self, name: str, day: date) -> SteeringMeeting:
        meeting = SteeringMeetingFactory(date=day, place=name)
        return meetings.convene_meeting(meeting=meeting, by=self.by)

    def move(self, row: SteeringMeeting, day: date) -> None:
        meetings.save_meeting(meeting=row, date=day, place=row.place, by=self.by, **HOURS)

    def cancel(self, row: SteeringMeeting) -> None:
        meetings.cancel_meeting(meeting=row, reason=f"{row.place} est annulé.", by=self.by)

    def day_of(self, name: str) -> date | None:
        meeting = SteeringMeeting.objects.filter(place=name, state=SteeringState.CONVENED)
        return meeting.values_list("date", flat=True).first()


class AppointmentRows(DatedRows):
    def create(self, name: str, day: date) -> Appointment:
        epm = EPMFactory()
        for _ in range(2):
            PositionFactory(epm=epm)
        VisioDeskFactory(epm=epm)
        partner = PartnerFactory(short_name=name)
        room = VisioRoomFactory(epm=epm)
        OpeningSlotFactory(room=room, partner=partner, weekday=day.weekday(), begins=time(8), ends=time(14))
        return appointments.book(
            epm=epm,
            service=PartnerServiceFactory(partner=partner, minutes=30),
            motive=InterviewMotiveFactory(),
            day=day,
            begins=time(9),
            person=appointments.BookedPerson(name="Odile R.", email=f"{name}@example.org"),
        )

    def move(self, row: Appointment, day: date) -> None:
        appointments.move(appointment=row, day=day, begins=time(9 + DAYS.index(day)), by=self.by)

    def cancel(self, row: Appointment) -> None:
        appointments.cancel(appointment=row, by=self.by)

    def day_of(self, name: str) -> date | None:
        booked = Appointment.objects.booked().filter(partner__short_name=name)
        return booked.values_list("day", flat=True).first()

    def turn(self, row: Appointment) -> None:
        """Somebody else welcomes, as if the first had left."""
        appointments.welcome_instead(appointment=Appointment.objects.with_place().get(pk=row.pk))

    def may_be_last(self, name: str, email: str, line: str) -> bool:
        """Who welcomes knows it, and so does who no longer does."""
        booked = Appointment.objects.booked().filter(partner__short_name=name)
        if "accueillez" not in line or not booked:
            return True
        return booked.filter(welcomed_by__email=email).exists() == ("n’accueillez plus" not in line)

    def run_jobs(self) -> None:
        remind_people_of_tomorrow()
        replace_absent_welcomers()
