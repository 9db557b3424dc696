"""Agreements of employers, for the team of the place: dates to confirm, seats that come back, absences."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accueil.telework.bookings.forms import SeatSeriesForm, TeleworkAgreementForm
from accueil.telework.bookings.models.agreement import SeatSeries, TeleworkAgreement
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.series import stop_series
from accueil.telework.enums import SeatBookingState
from accueil.telework.seats.models import Telecentre
from accueil.telework.seats.permissions import run_telecentre, runs_telecentre
from reseau.permissions import network_required
from reseau.texts.wording import counted
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

# How far ahead the dates to confirm are listed; how many of them, how many of one agreement, how many left out.
AHEAD = datetime.timedelta(days=14)
MOST_TO_CONFIRM, MOST_DATES, MOST_LEFT_OUT = 20, 12, 4


def own_agreement(user, pk: int) -> TeleworkAgreement:
    """Return an agreement of a place where `user` works. Raises Http404 otherwise."""
    agreement = get_object_or_404(TeleworkAgreement.objects.visible_to(user).with_place(), pk=pk)
    if not runs_telecentre(user, agreement.telecentre.epm):
        raise Http404
    return agreement


@method_decorator(network_required, name="dispatch")
class TeleworkAgreementsView(TemplateView):
    """What is to confirm soon, then the agreements that have not ended."""

    template_name = "accueil/telework/bookings/agreements.html"

    def get_context_data(self, **kwargs) -> dict:
        telecentre = run_telecentre(self.request.user, self.kwargs["slug"])
        rows = SeatBooking.objects.to_confirm().filter(seat__telecentre=telecentre)
        soon = rows.filter(date__lte=timezone.localdate() + AHEAD)
        return super().get_context_data(
            telecentre=telecentre,
            epm=telecentre.epm,
            to_confirm=list(soon.with_place().select_related("series__agreement")[:MOST_TO_CONFIRM]),
            agreements=list(telecentre.agreements.current().named()),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class TeleworkAgreementAddView(ServiceFormView):
    """Record the agreement of an employer."""

    template_name = "accueil/telework/bookings/agreement_form.html"
    form_class = TeleworkAgreementForm

    @cached_property
    def telecentre(self) -> Telecentre:
        return run_telecentre(self.request.user, self.kwargs["slug"])

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"telecentre": self.telecentre}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.telecentre.epm, **kwargs)

    def done(self, form: TeleworkAgreementForm) -> HttpResponse:
        agreement = form.save(by=self.request.user)
        messages.success(self.request, "L’accord est noté\u00a0: choisissez le poste et le jour qui reviennent.")
        return redirect(agreement)


@method_decorator(network_required, name="dispatch")
class TeleworkAgreementView(ServiceFormView):
    """One agreement: its dates to confirm or to cancel, how many absences, the form of a seat that comes back."""

    template_name = "accueil/telework/bookings/agreement.html"
    form_class = SeatSeriesForm

    @cached_property
    def agreement(self) -> TeleworkAgreement:
        return own_agreement(self.request.user, self.kwargs["pk"])

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"agreement": self.agreement}

    def get_context_data(self, **kwargs) -> dict:
        agreement = self.agreement
        bookings = SeatBooking.objects.filter(series__agreement=agreement)
        coming = list(bookings.to_come().holding().with_place()[: MOST_DATES + 1])
        return super().get_context_data(
            agreement=agreement,
            epm=agreement.telecentre.epm,
            series=list(agreement.series.filter(stopped_on=None).select_related("seat")),
            bookings=coming[:MOST_DATES],
            has_more=len(coming) > MOST_DATES,
            absences=bookings.filter(state=SeatBookingState.ABSENT).count(),
            is_current=agreement.name and agreement.ends_on >= timezone.localdate(),
            **kwargs,
        )

    def done(self, form: SeatSeriesForm) -> HttpResponse:
        booked = form.save(by=self.request.user)
        messages.success(self.request, f"C’est réservé\u00a0: {counted(len(booked.bookings), 'demi-journée')}.")
        for text in booked.left_out[:MOST_LEFT_OUT]:
            messages.warning(self.request, f"Laissé de côté\u00a0: {text}")
        if more := len(booked.left_out[MOST_LEFT_OUT:]):
            messages.warning(self.request, f"Et {counted(more, 'autre')} laissée{'s' if more > 1 else ''} de côté.")
        return redirect(self.agreement)


@network_required
@require_POST
def seat_series_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel all the dates to come of a seat that comes back."""
    series = get_object_or_404(SeatSeries.objects.select_related("agreement"), pk=pk)
    agreement = own_agreement(request.user, series.agreement_id)
    with refusals_as_messages(request):
        count = stop_series(series=series)
        messages.success(request, f"C’est arrêté\u00a0: {counted(count, 'demi-journée libérée')}.")
    return redirect(agreement)
