"""What a member holds of the video desks: the people whom they welcome; another one of the team does, or it is told.

What a place holds when nobody is left there: its télécentre, the seats booked in it, the slots that its rooms host.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.urls import reverse

from accueil.declarations.events import VISIO_NEWS
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.seats.models import Telecentre
from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.services.bookings import welcome_instead
from accueil.visio.slots.models import OpeningSlot
from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from alertes.occasions.referents import HeldByPlace
from reseau.people.departures.responsibilities import Responsibility
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referents import territory_referents


class WelcomedAppointments(Responsibility):
    """Appointments to come that the member welcomes at the place of the position, or anywhere if they leave."""

    name = "visio_appointments"
    label = "Rendez-vous visio à accueillir"
    destination = "passent à qui est libre dans l’équipe\u00a0; sinon l’animation du territoire est prévenue"
    # Names of people are for the team of the place alone.
    is_named = False

    def objects(self, position: Position) -> Sequence[Appointment]:
        return list(Appointment.objects.to_come().filter(welcomed_by=position.member_id).with_place())

    def pass_on(
        self, objects: Sequence[Appointment], *, position: Position, successor: Member | None, by: Member
    ) -> None:
        """Give each to somebody free of the team. The others stay in the name of who leaves until they are moved."""
        left: dict[int, list[Appointment]] = {}
        for appointment in objects:
            if not self._welcomed(appointment, by):
                left.setdefault(appointment.room.epm_id, []).append(appointment)
        for appointments in left.values():
            epm = appointments[0].epm
            notify(
                members=territory_referents(epm),
                key=f"position:{position.pk}:visio:{epm.pk}",
                text=f"Plus personne pour accueillir {len(appointments)} rendez-vous visio, {epm}.",
                url=reverse("accueil:place_appointments", args=[epm.slug]),
                kind=VISIO_NEWS,
                fact=LASTING,
            )

    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Leave them to those who took them over: people were told. Those that nobody took never left."""
        return Appointment.objects.filter(pk__in=keys, welcomed_by=position.member_id).count()

    def _welcomed(self, appointment: Appointment, by: Member) -> bool:
        try:
            return welcome_instead(appointment=appointment, by=by)
        except ValidationError:
            return False


class TelecentreOfPlace(HeldByPlace):
    name = "telecentre"
    label = "Télécentre ouvert"
    told = "télécentre à fermer ou à reprendre"

    def objects(self, position: Position) -> Sequence[Telecentre]:
        return list(Telecentre.objects.with_place().filter(epm=position.epm_id, is_open=True))


class SeatsOfPlace(HeldByPlace):
    """Half-days that people have booked: nobody else reads who they are."""

    name = "seat_bookings"
    label = "Demi-journées de télétravail réservées"
    told = "demi-journées de télétravail réservées, que personne n’accueille"
    is_named = False

    def objects(self, position: Position) -> Sequence[SeatBooking]:
        here = SeatBooking.objects.holding().to_come().filter(seat__telecentre__epm=position.epm_id)
        return list(here.order_by("pk"))


class SlotsOfPlace(HeldByPlace):
    name = "visio_slots"
    label = "Plages de points visio"
    told = "plages de points visio à terminer ou à tenir"

    def objects(self, position: Position) -> Sequence[OpeningSlot]:
        return list(OpeningSlot.objects.unfinished().with_place().filter(room__epm=position.epm_id))

    def url(self, position: Position) -> str:
        return reverse("accueil:place_slots", args=[position.epm.slug])


RESPONSIBILITIES = (WelcomedAppointments(), TelecentreOfPlace(), SeatsOfPlace(), SlotsOfPlace())
