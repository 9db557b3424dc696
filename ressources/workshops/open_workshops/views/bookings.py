"""People enrolled in a workshop open to all: added, removed, printed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.texts.wording import join_words
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.workshops.open_workshops.forms import BookingForm
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.papers import door_list, reminder_slips
from ressources.workshops.open_workshops.permissions import may_give_back
from ressources.workshops.open_workshops.services import bookings
from ressources.workshops.open_workshops.views.workshop import known_workshop, own_workshop, render_workshop


@network_required
@require_POST
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    workshop = known_workshop(request.user, pk)
    form = BookingForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            booking = bookings.enrol(workshop=workshop, by=request.user, **form.cleaned_data)
            state = "est sur la liste d’attente" if booking.is_waiting else "a une place"
            messages.success(request, f"{booking.name} {state}.")
            return redirect(workshop)
    return render_workshop(request, workshop, enrolment=form, status=422)


@network_required
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    queryset = Booking.objects.named().select_related("workshop__epm__commune")
    booking = get_object_or_404(queryset, pk=pk)
    if not may_give_back(request.user, booking):
        raise Http404
    with refusals_as_messages(request):
        promoted = bookings.give_back(booking=booking)
        messages.success(request, f"{booking.name} n’est plus sur la liste.")
        if promoted:
            names = join_words([f"{each.name} {each.phone}".strip() for each in promoted])
            messages.success(request, f"La place va à qui attendait\u00a0: {names}. Prévenez la personne.")
    return redirect(booking.workshop)


@network_required
@require_safe
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the list for the door."""
    workshop = own_workshop(request.user, pk)
    return paper_response(request, door_list(workshop), name=f"liste-{workshop.date.isoformat()}.pdf")


@network_required
@require_safe
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Print a reminder for each person, to cut out."""
    workshop = own_workshop(request.user, pk)
    return paper_response(request, reminder_slips(workshop), name=f"rappels-{workshop.date.isoformat()}.pdf")
