"""The demo's archive of training: accounts that were erased, records past their term, two elimination lists.

Its people are as fictitious as the others. One rule of the retention table waits for its visa.
"""

import random
from datetime import date, timedelta

from django.utils import timezone

from extranet.demo.network.people import Namer, build_member
from extranet.demo.training.past_sessions import write_attendance, write_session
from extranet.demo.training.training_days import moment
from formation.enums import EnrolmentStatus
from formation.offer.catalogue.models.training import TrainingPage
from formation.proof.archives.models import ArchivedIdentity, TrainingElimination
from formation.proof.archives.services.elimination import carry_out, prepare_elimination
from formation.proof.archives.services.erasure import erase_account
from formation.proof.attendance.enums import Means
from formation.proof.retention.enums import Category
from formation.proof.retention.models import first_term
from formation.proof.retention.services import decide_term, note_term_visa
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.session_data import SessionData
from reseau.documents.eliminations.services import note_visa
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

VISA_BY = "La direction des Archives (fictive)"
SOURCE = "Tableau de gestion fictif de démonstration"
TABLE_VISA, LIST_VISA = "Visa fictif de démonstration n° 3", "Visa fictif de démonstration n° 12"
TABLE_AGE = timedelta(days=200)
UNDECIDED = Category.EVALUATIONS
# Years ago of the sessions past their term: the older is on the list that was carried out, the other on the next one.
DESTROYED, WAITING = 8, 7
# Days ago: list prepared, visa, destruction.
CARRIED_OUT = (140, 96, 90)
DAYS = ((3, 14), (10, 6))
# All have left the network since, and so has somebody who came last year: their account was erased, this long ago.
PEOPLE, ERASED_AGO = 6, timedelta(days=70)


def build_archives(*, animators: list[Member], coordinator: Member) -> None:
    for row, category in enumerate(Category, start=1):
        if category == UNDECIDED:
            continue
        term, visa_on = first_term(category), timezone.localdate() - TABLE_AGE
        decide_term(
            category=category, years=term.years, start=term.start, source=f"{SOURCE}, ligne {row}", fate=term.fate
        )
        note_term_visa(category=category, reference=TABLE_VISA, visa_on=visa_on, visa_by=VISA_BY)
    builder = ArchiveBuilder(animators[0].main_position.epm, coordinator)
    builder.build_session(years_ago=DESTROYED)
    builder.carry_one_out()
    builder.build_session(years_ago=WAITING)
    prepare_elimination(prepared_by=coordinator)
    builder.erase_one_of_last_year()


class ArchiveBuilder:
    def __init__(self, epm: EPM, coordinator: Member) -> None:
        self.epm, self.coordinator = epm, coordinator
        # A draw of its own: the names of the others do not depend on it.
        self.namer = Namer(random.Random("archives"))  # noqa: S311 - a repeatable draw is the point
        self.trainings = list(TrainingPage.objects.order_by("pk")[: len(DAYS)])

    def build_session(self, *, years_ago: int) -> None:
        """Write a session of long ago, signed by all, whose trainer and participants have all left the network."""
        year, rank = timezone.localdate().year - years_ago, years_ago % len(DAYS)
        trainer, *participants = people = [self._person() for _ in range(1 + PEOPLE)]
        (half_day,) = write_session(
            training=self.trainings[rank],
            data=SessionData.in_epm(self.epm, capacity=2 * PEOPLE, trainers=(trainer,)),
            first_day=date(year, *DAYS[rank]),
            half_day_count=1,
            by=self.coordinator,
            typed_name=str(trainer),
        )
        for member in participants:
            self._attend(half_day, member, how=Means.TABLET, typed_name=str(member))
        for member in people:
            self._erase(member, on=date(year + 3, 9, 1))

    def carry_one_out(self) -> None:
        prepared_on, visa_on, destroyed_on = (timezone.localdate() - timedelta(days=days) for days in CARRIED_OUT)
        elimination = prepare_elimination(prepared_by=self.coordinator, today=prepared_on)
        visa = {"reference": LIST_VISA, "visa_on": visa_on, "visa_by": VISA_BY}
        note_visa(elimination=elimination, noted_by=self.coordinator, **visa)
        carry_out(elimination=elimination, by=self.coordinator)
        TrainingElimination.objects.filter(pk=elimination.pk).update(
            carried_out_at=moment(destroyed_on, 10), destroyed_on=destroyed_on
        )
        ArchivedIdentity.objects.filter(lines__elimination=elimination).update(destroyed_on=destroyed_on)

    def erase_one_of_last_year(self) -> None:
        """Archive somebody who followed a session of last year, and left the network since: their name is kept."""
        half_days = HalfDay.objects.filter(closed_at__isnull=False, date__year=timezone.localdate().year - 1)
        member = self._person()
        self._attend(half_days.order_by("date", "start").first(), member)
        self._erase(member, on=timezone.localdate() - ERASED_AGO)

    def _person(self) -> Member:
        member = build_member(None, self.namer, "")
        member.set_unusable_password()
        member.save()
        return member

    def _attend(self, half_day: HalfDay, member: Member, **signed) -> None:
        enrolment = Enrolment.objects.create(
            session=half_day.session,
            member=member,
            status=EnrolmentStatus.CONFIRMED,
            requested_at=moment(half_day.date - timedelta(days=30)),
        )
        write_attendance([half_day], [enrolment], issued=half_day.session.half_days.last().ends_at, **signed)

    def _erase(self, member: Member, *, on: date) -> None:
        identity = erase_account(member=member, by=self.coordinator)
        ArchivedIdentity.objects.filter(pk=identity.pk).update(archived_on=on)
