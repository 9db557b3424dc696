"""Pages of a team: the appointments of its place, one to book, to move, to cancel, its paper, its outcome."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods, require_safe

from accueil.visio.appointments.enums import AppointmentState, BookedBy
from accueil.visio.appointments.forms import AppointmentMoveForm, InterviewOutcomeForm, VisioBookingForm
from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.notices import told_of_change
from accueil.visio.appointments.papers import reminder_slip
from accueil.visio.appointments.permissions import kept_appointment, may_welcome
from accueil.visio.appointments.services.bookings import NOTICE, NOTICE_ELSEWHERE, cancel
from accueil.visio.appointments.views.choices import chosen_service, other_places_of, services_at, shown_days
from accueil.visio.partners.views import KeptFormView
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm
from reseau.texts.elision import to_place
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages

SHOWN = 30


@network_required
@require_safe
def place_appointments(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what waits for an outcome, then today and what comes."""
    epm = kept_epm(request.user, slug)
    here = Appointment.objects.filter(room__epm=epm).with_place()
    coming = list(here.to_come()[:SHOWN])
    context = {
        "epm": epm,
        "without_outcome": here.without_outcome().order_by("day", "begins", "pk")[:SHOWN],
        "today": [each for each in coming if each.day == timezone.localdate()],
        "coming": [each for each in coming if each.day > timezone.localdate()],
    }
    return render(request, "accueil/visio/appointments/place_appointments.html", context)


@method_decorator(network_required, name="dispatch")
class BookView(KeptFormView):
    """Book for somebody who is there: a service, an hour, a first name; everything else is optional."""

    template_name = "accueil/visio/appointments/book.html"
    form_class = VisioBookingForm

    @cached_property
    def epm(self) -> EPM:
        return kept_epm(self.request.user, self.kwargs["slug"])

    @cached_property
    def services(self):
        return services_at(self.epm)

    @cached_property
    def service(self):
        return chosen_service(self.request, self.services)

    @cached_property
    def shown(self):
        user = self.request.user
        return shown_days(self.request, epm=self.epm, service=self.service, notice=NOTICE[BookedBy.TEAM], prefer=user)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.service else self.choose()

    def post(self, request, *args, **kwargs) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self.service else self.choose()

    def choose(self) -> HttpResponse:
        context = {"epm": self.epm, "services": self.services}
        return render(self.request, "accueil/visio/appointments/book_service.html", context)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"days": self.shown.days}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.epm, service=self.service, shown=self.shown, **kwargs)

    def save(self, form: VisioBookingForm) -> Appointment:
        appointment = form.save(epm=self.epm, service=self.service, by=self.request.user)
        self.saved = f"C’est réservé\u00a0: {appointment.when}."
        return appointment

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class KeptAppointmentView(KeptFormView):
    """A form about an appointment of one's place."""

    @cached_property
    def appointment(self) -> Appointment:
        return kept_appointment(self.request.user, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(appointment=self.appointment, epm=self.appointment.epm, **kwargs)

    def get_success_url(self) -> str:
        return self.appointment.get_absolute_url()


@method_decorator(network_required, name="dispatch")
class AppointmentView(KeptAppointmentView):
    """One appointment: what to check before the call, its link, its paper; afterwards, what became of it."""

    template_name = "accueil/visio/appointments/appointment.html"
    form_class = InterviewOutcomeForm
    saved = "C’est noté."

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"appointment": self.appointment}

    def save(self, form: InterviewOutcomeForm) -> Appointment:
        return form.save(by=self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        asks = self.appointment.has_begun and self.appointment.state != AppointmentState.CANCELLED
        return super().get_context_data(asks_outcome=asks, **kwargs)


@method_decorator(network_required, name="dispatch")
class AppointmentMoveView(KeptAppointmentView):
    """Another hour at the same place, or another place; the page says who will be told before it is saved."""

    template_name = "accueil/visio/appointments/move.html"
    form_class = AppointmentMoveForm

    def dispatch(self, request, *args, **kwargs):
        if not self.appointment.is_booked:
            return redirect(self.appointment)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def places(self) -> list[EPM]:
        return list(other_places_of(self.appointment))

    @cached_property
    def elsewhere(self) -> EPM | None:
        """The other place that the address names (`?lieu=`). Raises Http404 for one without the partner."""
        slug = query_value(self.request, "lieu")
        if slug in {"", self.appointment.epm.slug}:
            return None
        for place in self.places:
            if place.slug == slug:
                return place
        raise Http404

    @cached_property
    def shown(self):
        each, notice = self.appointment, NOTICE_ELSEWHERE if self.elsewhere else NOTICE[BookedBy.TEAM]
        there = self.elsewhere or each.epm
        return shown_days(self.request, epm=there, service=each.service, notice=notice, besides=each)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"days": self.shown.days}

    def get_context_data(self, **kwargs) -> dict:
        told = list(told_of_change(self.appointment, by=self.request.user, elsewhere=self.elsewhere))
        places = {"places": self.places, "elsewhere": self.elsewhere}
        return super().get_context_data(shown=self.shown, told=told, **places, **kwargs)

    def save(self, form: AppointmentMoveForm) -> Appointment:
        moved = form.save(appointment=self.appointment, through=BookedBy.TEAM, epm=self.elsewhere, by=self.request.user)
        where = f", {to_place(self.elsewhere)}" if self.elsewhere else ""
        self.saved = (
            f"Le rendez-vous est déplacé\u00a0: {moved.when}{where}. "
            "Redonnez un rappel papier à qui n’a pas de courriel."
        )
        return moved

    def get_success_url(self) -> str:
        """Return the appointment, or the place that it left for one whose appointments are not read here."""
        if may_welcome(self.request.user, self.object):
            return self.object.get_absolute_url()
        return reverse("accueil:place_appointments", args=[self.appointment.epm.slug])


@network_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who will be told, then cancel."""
    appointment = kept_appointment(request.user, pk)
    if not appointment.is_booked:
        return redirect(appointment)
    if request.method == "POST":
        with refusals_as_messages(request):
            cancel(appointment=appointment, by=request.user)
            messages.success(request, "Le rendez-vous est annulé\u00a0: la pièce et le poste sont libres.")
        return redirect(appointment)
    context = {"appointment": appointment, "told": list(told_of_change(appointment, by=request.user))}
    return render(request, "accueil/visio/appointments/cancel.html", context)


@network_required
@require_safe
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the reminder that the person takes home."""
    appointment = kept_appointment(request.user, pk)
    return paper_response(request, reminder_slip(appointment), name=f"rappel-visio-{appointment.pk}.pdf")
