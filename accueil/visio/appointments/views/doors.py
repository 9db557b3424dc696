"""Pages without account: a citizen books, moves or cancels by a private link; a partner reads its own and books.

A private link is signed, found by no search engine, and told to no other site. The one of a citizen opens nothing once
the name is erased.
"""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accueil.visio.appointments.enums import BookedBy
from accueil.visio.appointments.forms import AppointmentMoveForm, CitizenBookingForm, VisioBookingForm
from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.papers import reminder_slip
from accueil.visio.appointments.services.bookings import NOTICE, cancel
from accueil.visio.appointments.views.choices import chosen_service, services_at, shown_days
from accueil.visio.partners.models import Partner
from accueil.visio.partners.views import KeptFormView
from accueil.visio.slots.models import SlotDay
from reseau.documents.papers.responses import paper_response
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_as_messages
from reseau.web.signed_links import link_token, row_behind

# How many appointments are booked from one address by people without account, and by one telephone or mailbox.
# A town hall shares one address.
LIMITS = {"visio_booking": "6/10m/ip,20/d/ip"}
PERSON_LIMITS = {"visio_person": "4/d/key"}
TOO_MANY_MESSAGE = (
    "Beaucoup de rendez-vous sont partis d’ici. Gardez cette page ouverte et réessayez dans dix minutes, ou appelez le "
    "lieu\u00a0: il réserve pour vous."
)


def consume_booking(request: HttpRequest, *, person: str) -> bool:
    """Count a booking; return False if too many came from here, or for that person."""
    if ratelimit.consume(request, app="accueil", action="visio_booking", config=LIMITS) is None:
        return False
    usage = ratelimit.consume(request, app="accueil", action="visio_person", key=person.lower(), config=PERSON_LIMITS)
    return usage is not None


SHOWN = 60


def discreet(response: HttpResponse) -> HttpResponse:
    """Keep the address of a private page out of search engines and of other sites."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def appointment_behind(token: str) -> Appointment:
    """Return the appointment that a private link opens, until its name is erased. Raises Http404 otherwise."""
    appointment = row_behind(Appointment.objects.with_place().exclude(name=""), token)
    if appointment is None:
        raise Http404
    return appointment


def partner_behind(token: str) -> Partner:
    """Return the partner whose private link it is. Raises Http404 otherwise."""
    partner = row_behind(Partner.objects.open(), token)
    if partner is None:
        raise Http404
    return partner


class OutsideBookView(KeptFormView):
    """Book at a place without account. A subclass says through which door, and for which services."""

    template_name = "accueil/visio/appointments/book_outside.html"
    through: BookedBy
    # Whose door it is, where it is not for everybody.
    partner: Partner | None = None

    @cached_property
    def epm(self) -> EPM:
        return get_object_or_404(EPM.objects.open().with_place(), slug=self.kwargs["slug"])

    @cached_property
    def services(self):
        return services_at(self.epm)

    @cached_property
    def service(self):
        return chosen_service(self.request, self.services)

    @cached_property
    def shown(self):
        return shown_days(self.request, epm=self.epm, service=self.service, notice=NOTICE[self.through])

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not self.services:
            raise Http404
        if self.service is None:
            context = {"epm": self.epm, "services": self.services, "partner": self.partner}
            return discreet(render(request, "accueil/visio/appointments/book_service.html", context))
        return discreet(super().dispatch(request, *args, **kwargs))

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"days": self.shown.days}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.epm, service=self.service, shown=self.shown, **kwargs)

    def save(self, form: VisioBookingForm) -> Appointment:
        appointment = form.save(epm=self.epm, service=self.service, through=self.through)
        self.saved = f"C’est réservé\u00a0: {appointment.when}."
        return appointment


@method_decorator([login_not_required, never_cache], name="dispatch")
class CitizenBookView(OutsideBookView):
    """Anybody books for themselves, within limits; the page that follows is their private one."""

    form_class = CitizenBookingForm
    through = BookedBy.PERSON

    def form_valid(self, form: CitizenBookingForm) -> HttpResponse:
        data = form.cleaned_data
        if not consume_booking(self.request, person=data["email"] or data["phone"]):
            form.add_error(None, TOO_MANY_MESSAGE)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return self.object.private_path


@method_decorator([login_not_required, never_cache], name="dispatch")
class PartnerBookView(OutsideBookView):
    """Agents of a partner book for somebody, among their own services."""

    form_class = VisioBookingForm
    through = BookedBy.PARTNER

    @cached_property
    def partner(self) -> Partner:
        return partner_behind(self.kwargs["token"])

    @cached_property
    def services(self):
        return [service for service in services_at(self.epm) if service.partner_id == self.partner.pk]

    def get_success_url(self) -> str:
        return self.partner.private_path


@login_not_required
@never_cache
@require_safe
def partner_door(request: HttpRequest, token: str) -> HttpResponse:
    """Show to a partner its own appointments to come, with who comes, and the places where it can book."""
    partner = partner_behind(token)
    appointments = Appointment.objects.filter(partner=partner).to_come().with_place()[:SHOWN]
    places = EPM.objects.filter(visio_rooms__slots__days__in=SlotDay.objects.to_come().bookable().order_by())
    places = places.filter(visio_rooms__slots__partner=partner).distinct().order_by("search_name", "pk")
    context = {"partner": partner, "appointments": appointments, "places": places, "token": token}
    return discreet(render(request, "accueil/visio/appointments/partner_door.html", context))


@login_not_required
@never_cache
@require_safe
def appointment_door(request: HttpRequest, token: str) -> HttpResponse:
    """Show their appointment to whoever has its link."""
    appointment = appointment_behind(token)
    context = {"appointment": appointment, "epm": appointment.epm, "token": token}
    return discreet(render(request, "accueil/visio/appointments/appointment_door.html", context))


@method_decorator([login_not_required, never_cache], name="dispatch")
class DoorMoveView(KeptFormView):
    """Whoever has the link moves the appointment."""

    template_name = "accueil/visio/appointments/door_move.html"
    form_class = AppointmentMoveForm

    @cached_property
    def appointment(self) -> Appointment:
        return appointment_behind(self.kwargs["token"])

    @cached_property
    def shown(self):
        each = self.appointment
        return shown_days(
            self.request, epm=each.epm, service=each.service, notice=NOTICE[BookedBy.PERSON], besides=each
        )

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not self.appointment.is_booked or self.appointment.has_begun:
            return redirect(self.appointment.private_path)
        return discreet(super().dispatch(request, *args, **kwargs))

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"days": self.shown.days}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(appointment=self.appointment, shown=self.shown, **kwargs)

    def save(self, form: AppointmentMoveForm) -> Appointment:
        moved = form.save(appointment=self.appointment, through=BookedBy.PERSON)
        self.saved = f"Votre rendez-vous est déplacé\u00a0: {moved.when}. Le lieu est prévenu."
        return moved

    def get_success_url(self) -> str:
        return self.appointment.private_path


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door_cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then cancel."""
    appointment = appointment_behind(token)
    if not appointment.is_booked or appointment.has_begun:
        return discreet(redirect(appointment.private_path))
    if request.method == "POST":
        with refusals_as_messages(request):
            cancel(appointment=appointment)
            messages.success(request, "Votre rendez-vous est annulé. Le lieu est prévenu.")
        return discreet(redirect("accueil:appointment_door", link_token(appointment)))
    return discreet(render(request, "accueil/visio/appointments/door_cancel.html", {"appointment": appointment}))


@login_not_required
@never_cache
@require_safe
def door_slip(request: HttpRequest, token: str) -> HttpResponse:
    """Print the reminder."""
    appointment = appointment_behind(token)
    return discreet(paper_response(request, reminder_slip(appointment), name=f"rappel-visio-{appointment.pk}.pdf"))
