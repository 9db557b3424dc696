"""The day of a télécentre, for the team of the place: who comes, the booking, who came; the list for the door."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe

from accueil.telework.bookings.day_board import day_board
from accueil.telework.bookings.forms import SeatBookingForm
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.month_use import month_use
from accueil.telework.bookings.papers import door_list
from accueil.telework.bookings.services.bookings import cancel_booking
from accueil.telework.bookings.services.presence import note_absence, note_presence
from accueil.telework.bookings.services.series import confirm_booking
from accueil.telework.seats.models import Telecentre
from accueil.telework.seats.permissions import run_telecentre, runs_telecentre
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.texts.wording import join_words
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

ONE_DAY = datetime.timedelta(days=1)
FARTHEST_DAY = datetime.timedelta(days=366)


def read_day(request: HttpRequest) -> datetime.date:
    """Return the day of the address; today if it is none, or a far one."""
    today = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(query_value(request, "jour"))
    except ValueError:
        return today
    return day if abs(day - today) <= FARTHEST_DAY else today


def day_address(telecentre: Telecentre, day: datetime.date) -> str:
    return f"{telecentre.day_url}?jour={day.isoformat()}"


@method_decorator(network_required, name="dispatch")
class SeatDayView(ServiceFormView):
    """The day of a télécentre: who comes to which seat, and the form that books one."""

    template_name = "accueil/telework/bookings/day.html"
    form_class = SeatBookingForm

    @cached_property
    def telecentre(self) -> Telecentre:
        return run_telecentre(self.request.user, self.kwargs["slug"])

    @cached_property
    def day(self) -> datetime.date:
        return read_day(self.request)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"telecentre": self.telecentre, "day": self.day}

    def get_context_data(self, **kwargs) -> dict:
        rows = day_board(self.telecentre, self.day)
        return super().get_context_data(
            telecentre=self.telecentre,
            epm=self.telecentre.epm,
            day=self.day,
            rows=rows,
            closed=bool(rows) and all(cell.closed and not cell.booking for row in rows for cell in row.cells),
            before=self.day - ONE_DAY,
            after=self.day + ONE_DAY,
            month=month_use(self.telecentre, self.day),
            **kwargs,
        )

    def done(self, form: SeatBookingForm) -> HttpResponse:
        bookings = form.save(by=self.request.user)
        when = join_words([booking.half.words for booking in bookings])
        messages.success(self.request, f"{bookings[0].name}, {bookings[0].seat}\u00a0: {when}.")
        return redirect(day_address(self.telecentre, bookings[0].date))


def back(request: HttpRequest, booking: SeatBooking) -> HttpResponse:
    """Return to the page of the agreement if the gesture was made there, else to the day."""
    if booking.series and "agreement" in request.POST:
        return redirect(booking.series.agreement)
    return redirect(day_address(booking.seat.telecentre, booking.date))


@network_required
@require_POST
def seat_booking_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a booking: the seat is free at once."""
    booking = own_booking(request, pk)
    with refusals_as_messages(request):
        cancel_booking(booking=booking)
        messages.success(request, f"Annulé\u00a0: {booking.seat} est libre, {booking.half.words}.")
    return back(request, booking)


@network_required
@require_POST
def seat_booking_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a date of a booking that comes back."""
    booking = own_booking(request, pk)
    with refusals_as_messages(request):
        confirm_booking(booking=booking)
        messages.success(request, f"Confirmé\u00a0: {booking.who}, {booking.half.words}.")
    return back(request, booking)


@network_required
@require_POST
def seat_booking_absent(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody did not come: the seat is free, the rest of their day too."""
    booking = own_booking(request, pk)
    with refusals_as_messages(request):
        freed = note_absence(booking=booking)
        text = f"Absence notée\u00a0: {booking.seat} est libre."
        if freed:
            text = f"Absence notée\u00a0: {booking.seat} est libre, l’après-midi aussi."
        messages.success(request, text)
    return back(request, booking)


@network_required
@require_POST
def seat_booking_came(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody came."""
    booking = own_booking(request, pk)
    with refusals_as_messages(request):
        note_presence(booking=booking)
        messages.success(request, f"Présence notée\u00a0: {booking.who}.")
    return back(request, booking)


@network_required
@require_safe
def seat_door(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the seats of the day for the door."""
    telecentre, day = run_telecentre(request.user, slug), read_day(request)
    return paper_response(request, door_list(telecentre, day), name=f"postes-{day.isoformat()}.pdf")


def own_booking(request: HttpRequest, pk: int) -> SeatBooking:
    """Return a booking of a place where the user works. Raises Http404 otherwise."""
    booking = get_object_or_404(
        SeatBooking.objects.visible_to(request.user).with_place().select_related("series__agreement"), pk=pk
    )
    if not runs_telecentre(request.user, booking.seat.telecentre.epm):
        raise Http404
    return booking
