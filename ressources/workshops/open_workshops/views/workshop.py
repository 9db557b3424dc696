"""One workshop open to all: its public page; for its team, who comes, what changes, who came."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.texts.wording import counted, day_in_full, join_words
from reseau.web.refusals import refusals_in
from ressources.permissions import epms_to_write_from
from ressources.workshops.open_workshops.forms import BookingForm, OpenWorkshopForm, OutcomeForm
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.permissions import may_enrol, may_run_workshop
from ressources.workshops.open_workshops.services import announcements, outcome

FOLLOWING = "following"


def known_workshop(user, pk: int) -> OpenWorkshop:
    """Return a workshop that everybody sees, or that the user runs, with its place. Raises `Http404` otherwise.

    Its team still reads who is enrolled, and tells them, once the sheet is withdrawn or the place closed.
    """
    workshop = get_object_or_404(OpenWorkshop.objects.with_place(), pk=pk)
    if not (workshop.is_public or may_run_workshop(user, workshop)):
        raise Http404
    return workshop


def own_workshop(user, pk: int) -> OpenWorkshop:
    """Return a workshop that the user runs. Raises `Http404` otherwise."""
    workshop = known_workshop(user, pk)
    if not may_run_workshop(user, workshop):
        raise Http404
    return workshop


@login_not_required
@require_safe
def workshop_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one workshop to everybody: when, where, how to come; one that is cancelled says so."""
    return render_workshop(request, known_workshop(request.user, pk))


def render_workshop(
    request: HttpRequest,
    workshop: OpenWorkshop,
    *,
    enrolment: BookingForm | None = None,
    came: OutcomeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, runs = request.user, may_run_workshop(request.user, workshop)
    bookings, waits_for_outcome = [], runs and workshop.waits_for_outcome
    if may_enrol(user):
        readable = Booking.objects.filter(workshop=workshop).readable_by(user, whole_list=runs)
        bookings = list(readable.select_related("enrolled_by").order_by("is_waiting", "pk"))
    context = {
        "workshop": workshop,
        "runs": runs,
        "seated": [booking for booking in bookings if not booking.is_waiting],
        "waiting": [booking for booking in bookings if booking.is_waiting],
        "following": runs and workshop.is_to_come and workshop.following_count,
        "enrolment": enrolment or (BookingForm() if may_enrol(user) and workshop.takes_people else None),
        "came": came or (OutcomeForm(workshop=workshop) if waits_for_outcome else None),
    }
    return render(request, "ressources/workshops/open_workshops/open_workshop.html", context, status=status)


@method_decorator(network_required, name="dispatch")
class ChangeView(View):
    """The form of a workshop that is announced: who is enrolled stands above it, to be told."""

    def find(self, pk: int) -> OpenWorkshop:
        workshop = own_workshop(self.request.user, pk)
        if not workshop.is_to_come:
            raise Http404
        self.following = workshop.following_count
        return workshop

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        workshop = self.find(pk)
        return self.render(workshop, OpenWorkshopForm(workshop=workshop, epms=self.epms(workshop)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        workshop = self.find(pk)
        form = OpenWorkshopForm(request.POST, workshop=workshop, epms=self.epms(workshop))
        if form.is_valid():
            with refusals_in(form):
                changed = announcements.change_workshop(
                    workshop=workshop,
                    values=form.values,
                    and_following=FOLLOWING in request.POST,
                    by=request.user,
                )
                dates = counted(len(changed), "date")
                messages.success(request, f"C’est changé\u00a0: {dates}. {who_to_tell(changed)}".strip())
                return redirect(changed[0])
        return self.render(workshop, form, status=422)

    def epms(self, workshop: OpenWorkshop):
        mine = epms_to_write_from(self.request.user).values("pk")
        return EPM.objects.filter(Q(pk__in=mine) | Q(pk=workshop.epm_id)).order_by("search_name", "pk")

    def render(self, workshop: OpenWorkshop, form: OpenWorkshopForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "workshop": workshop,
            "bookings": workshop.bookings.named(),
            "following": self.following,
        }
        return render(self.request, "ressources/workshops/open_workshops/workshop_change.html", context, status=status)


@network_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    workshop = own_workshop(request.user, pk)
    workshops = list(OpenWorkshop.objects.following(workshop)) if FOLLOWING in request.POST else [workshop]
    announcements.cancel_workshop(workshop=workshop, and_following=FOLLOWING in request.POST, by=request.user)
    day, ending = day_in_full(workshop.date), who_to_tell(workshops)
    if len(workshops) == 1:
        messages.success(request, f"L’atelier du {day} n’est plus annoncé. {ending}")
    else:
        messages.success(request, f"Les ateliers à partir du {day} ne sont plus annoncés. {ending}")
    return redirect(workshop)


def who_to_tell(workshops) -> str:
    """« À prévenir : Odile R. (05 65 00 00 00) et Yves M. », once each; or that nobody is."""
    bookings = Booking.objects.named().filter(workshop__in=[workshop.pk for workshop in workshops]).order_by("pk")
    people = dict.fromkeys(f"{each.name} ({each.phone})" if each.phone else each.name for each in bookings)
    return f"À prévenir\u00a0: {join_words(list(people))}." if people else "Aucune inscription."


@network_required
@require_POST
def note_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who came: the workshop becomes a delivery of its sheet."""
    workshop = own_workshop(request.user, pk)
    form = OutcomeForm(request.POST, workshop=workshop)
    if form.is_valid():
        with refusals_in(form):
            delivery = outcome.note_who_came(
                workshop=workshop,
                came=[booking.pk for booking in form.cleaned_data["came"]],
                others=form.cleaned_data["others"],
                by=request.user,
            )
            people = counted(delivery.headcount, "personne")
            messages.success(request, f"C’est noté\u00a0: {people}. Dites ici ce qui a marché, si vous voulez.")
            if delivery.member_id == request.user.pk:
                return redirect("ressources:delivery_edit", delivery.pk)
            return redirect(workshop)
    return render_workshop(request, workshop, came=form, status=422)
