"""Appointments by video: booked, moved, cancelled, welcomed by somebody else.

What is free is computed with the place locked; that nothing is taken twice is also a constraint of the database, for a
member of two places.
"""

import datetime
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accueil.visio.appointments.availability import FreeDay, free_days, quarter_of, time_of
from accueil.visio.appointments.enums import AppointmentState, BookedBy
from accueil.visio.appointments.free_starts import FreeStart
from accueil.visio.appointments.models import Appointment, AppointmentQuarter
from accueil.visio.appointments.notices import MovedFrom, notify_booked, notify_cancelled, notify_moved, notify_welcomer
from accueil.visio.partners.models import InterviewMotive, PartnerService
from accueil.visio.slots.services import HORIZON
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.wording import hour_in_words, join_words
from reseau.web.queries.row_locks import lock_row

# How long before, for each door: the team may book for whoever is there; others need the place to know.
NOTICE = {
    BookedBy.TEAM: datetime.timedelta(0),
    BookedBy.PERSON: datetime.timedelta(hours=24),
    BookedBy.PARTNER: datetime.timedelta(hours=2),
}
# Of a move to another place: its team has to know.
NOTICE_ELSEWHERE = datetime.timedelta(hours=2)
MOST_NAMED = 3
SPACES = re.compile(r"\s+")
TAKEN = "Cette heure vient d’être prise, ou n’est pas ouverte."
NOT_BOOKED = "Ce rendez-vous n’est plus réservé\u00a0: il ne change plus."
MOVED_MEANWHILE = "Ce rendez-vous vient de changer de lieu\u00a0: rechargez la page."


@dataclass(frozen=True, slots=True)
class BookedPerson:
    """Who comes: a first name and an initial, ways to reach them, where from."""

    name: str
    phone: str = ""
    email: str = ""
    commune: Commune | None = None

    def fields(self) -> dict[str, object]:
        """Return the fields of an appointment. Raises ValidationError without a name."""
        name = SPACES.sub(" ", self.name).strip()
        if not name:
            raise ValidationError({"name": "Écrivez un prénom et une initiale\u00a0: Camille B."})
        return {"name": name, "phone": self.phone.strip(), "email": self.email.strip(), "commune": self.commune}


@transaction.atomic
def book(
    *,
    epm: EPM,
    service: PartnerService,
    motive: InterviewMotive,
    day: datetime.date,
    begins: datetime.time,
    person: BookedPerson,
    through: BookedBy = BookedBy.TEAM,
    by: Member | None = None,
) -> Appointment:
    """Book an appointment; the room, the desk and who welcomes are chosen. The team, the person and the partner are
    told.

    Raises ValidationError for a service or a motive that is not offered, a name that is missing, and, with the nearest
    free hours, for one that is not free.
    """
    epm = _lock_open_place(epm)
    service = PartnerService.objects.select_related("partner").get(pk=service.pk)
    if not (service.is_offered and service.partner.is_open and motive.is_offered):
        raise ValidationError("Ce service ou ce motif n’est plus proposé.")
    start = _free_start(epm, service, day, begins, NOTICE[through], prefer=by)
    appointment = Appointment(
        partner=service.partner,
        service=service,
        motive=motive,
        minutes=service.minutes,
        booked_through=through,
        booked_by=by,
        **person.fields(),
    )
    _place(appointment, day, start)
    appointment.full_clean(exclude=["booked_by"])
    appointment.save()
    take_quarters(appointment=appointment)
    notify_booked(_read(appointment), by=by)
    return appointment


@transaction.atomic
def move(
    *,
    appointment: Appointment,
    day: datetime.date,
    begins: datetime.time,
    epm: EPM | None = None,
    through: BookedBy = BookedBy.TEAM,
    by: Member | None = None,
) -> Appointment:
    """Move an appointment at its place, or to `epm`; whoever was told is told of the new hour and place, and reminders
    follow it. Whoever welcomed and no longer does is told too.

    Raises ValidationError once it is over or no longer booked, and for an hour that is not free there.
    """
    appointment = lock_appointment(appointment=appointment, elsewhere=epm)
    if not appointment.is_booked:
        raise ValidationError(NOT_BOOKED)
    was = MovedFrom.of(appointment)
    there = epm or was.epm
    if (was.epm, appointment.day, appointment.begins) == (there, day, begins):
        return appointment
    notice = NOTICE[through]
    if there != was.epm:
        there, notice = _lock_open_place(there), max(notice, NOTICE_ELSEWHERE)
    start = _free_start(there, appointment.service, day, begins, notice, besides=appointment, prefer=by)
    appointment.taken_quarters.all().delete()
    _place(appointment, day, start)
    appointment.sequence += 1
    appointment.texted_for = None
    appointment.save()
    take_quarters(appointment=appointment)
    appointment = _read(appointment)
    notify_moved(appointment, was=was, by=by)
    return appointment


@transaction.atomic
def cancel(*, appointment: Appointment, by: Member | None = None) -> Appointment:
    """Cancel an appointment: its room, desk and welcomer are free, whoever was told is told.

    Raises ValidationError if it is no longer booked.
    """
    appointment = lock_appointment(appointment=appointment)
    if not appointment.is_booked:
        raise ValidationError(NOT_BOOKED)
    appointment.state, appointment.changed = AppointmentState.CANCELLED, timezone.now()
    appointment.sequence += 1
    appointment.save(update_fields=["state", "changed", "sequence"])
    appointment.taken_quarters.all().delete()
    notify_cancelled(appointment, by=by)
    return appointment


@transaction.atomic
def welcome_instead(*, appointment: Appointment, by: Member | None = None) -> bool:
    """Give an appointment to somebody else of the team who is free then; return whether there is one."""
    appointment = lock_appointment(appointment=appointment)
    days = free_days(
        epm=appointment.epm,
        service=appointment.service,
        minutes=appointment.minutes,
        since=appointment.day,
        until=appointment.day,
        notice=datetime.timedelta(days=-1),
        besides=appointment,
        without=appointment.welcomed_by_id,
    )
    quarter = quarter_of(appointment.begins)
    start = next((start for each in days for start in each.starts if start.quarter == quarter), None)
    if not appointment.is_booked or start is None:
        return False
    was = MovedFrom.of(appointment)
    appointment.taken_quarters.all().delete()
    _place(appointment, appointment.day, start)
    appointment.save()
    take_quarters(appointment=appointment)
    notify_welcomer(_read(appointment), was=was, by=by)
    return True


def lock_appointment(*, appointment: Appointment, elsewhere: EPM | None = None) -> Appointment:
    """Lock the place, under which all its appointments queue, and return the appointment. In a transaction.

    `elsewhere`: the place to which it moves; places are locked in one order, so that two moves wait for each other.
    Raises ValidationError if somebody has just moved it to another place.
    """
    keys = {appointment.room.epm_id, *([elsewhere.pk] if elsewhere else [])}
    for key in sorted(keys):
        lock_row(EPM.objects.all(), key)
    locked = lock_row(Appointment.objects.with_place(), appointment.pk)
    if locked.room.epm_id != appointment.room.epm_id:
        raise ValidationError(MOVED_MEANWHILE)
    return locked


def take_quarters(*, appointment: Appointment) -> None:
    """Write the quarters that an appointment takes. Raises ValidationError if the database refuses one."""
    rows = [
        AppointmentQuarter(
            appointment=appointment,
            day=appointment.day,
            quarter=quarter,
            room_id=appointment.room_id,
            desk_id=appointment.desk_id,
            welcomed_by_id=appointment.welcomed_by_id,
        )
        for quarter in appointment.quarters
    ]
    try:
        with transaction.atomic():
            AppointmentQuarter.objects.bulk_create(rows)
    except IntegrityError as error:
        raise ValidationError(TAKEN) from error


def _lock_open_place(epm: EPM) -> EPM:
    try:
        return lock_row(EPM.objects.open(), epm.pk)
    except EPM.DoesNotExist as error:
        raise ValidationError("Ce lieu vient de fermer\u00a0: proposez-en un autre.") from error


def _read(appointment: Appointment) -> Appointment:
    return Appointment.objects.with_place().get(pk=appointment.pk)


def _place(appointment: Appointment, day: datetime.date, start: FreeStart) -> None:
    appointment.day, appointment.begins = day, time_of(start.quarter)
    appointment.slot_id, appointment.room_id, appointment.desk_id = start.slot, start.room, start.desk
    appointment.welcomed_by_id, appointment.changed = start.member, timezone.now()


def _free_start(
    epm: EPM,
    service: PartnerService,
    day: datetime.date,
    begins: datetime.time,
    notice: datetime.timedelta,
    *,
    besides: Appointment | None = None,
    prefer: Member | None = None,
) -> FreeStart:
    """Return what an appointment would take then. Raises ValidationError, with the free hours of that day."""
    today = timezone.localdate()
    days: list[FreeDay] = []
    if today <= day <= today + HORIZON:
        days = free_days(
            epm=epm,
            service=service,
            minutes=besides.minutes if besides else None,
            since=day,
            until=day,
            notice=notice,
            besides=besides,
            prefer=prefer,
        )
    starts = days[0].starts if days else []
    quarter = quarter_of(begins)
    for start in starts:
        if start.quarter == quarter and time_of(quarter) == begins:
            return start
    nearest = sorted(starts, key=lambda start: abs(start.quarter - quarter))[:MOST_NAMED]
    hours = [hour_in_words(time_of(each)) for each in sorted(start.quarter for start in nearest)]
    words = [TAKEN, f"Libre ce jour-là\u00a0: {join_words(hours)}." if hours else "Rien n’est libre ce jour-là."]
    raise ValidationError({"start": words})
