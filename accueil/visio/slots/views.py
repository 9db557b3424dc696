"""Pages of slots: who receives by video, for everybody; for a team, its rooms, desks and slots, one slot alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe

from accueil.visio.partners.models import Partner
from accueil.visio.partners.views import KeptFormView
from accueil.visio.slots.forms import ClosureForm, SlotForm, SlotHoursForm
from accueil.visio.slots.models import OpeningSlot, SlotClosure, SlotDay
from accueil.visio.slots.services import reopen_day
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm, may_edit_epm

SHOWN_DAYS = 40


@login_not_required
@require_safe
def visio(request: HttpRequest) -> HttpResponse:
    """Show to everybody whom one meets by video, and where."""
    partners = list(Partner.objects.shown())
    slots = OpeningSlot.objects.filter(days__in=SlotDay.objects.to_come().bookable().order_by()).distinct()
    places: dict[int, EPM] = {}
    received: dict[int, dict[int, Partner]] = {}
    for slot in slots.with_place():
        epm = slot.room.epm
        places[epm.pk] = epm
        received.setdefault(epm.pk, {})[slot.partner_id] = slot.partner
    context = {
        "open_partners": [partner for partner in partners if partner.is_open],
        "coming_partners": [partner for partner in partners if not partner.is_open],
        "places": [
            (place, sorted(received[place.pk].values(), key=str))
            for place in sorted(places.values(), key=lambda place: place.search_name)
        ],
    }
    return render(request, "accueil/visio/slots/visio.html", context)


@login_not_required
@require_safe
def partner_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one partner to everybody: what one does there, what to bring, the next days by place."""
    partner = get_object_or_404(Partner.objects.shown(), slug=slug)
    days = SlotDay.objects.to_come().bookable().filter(slot__partner=partner).with_place()[:SHOWN_DAYS]
    context = {"partner": partner, "services": partner.services.filter(is_offered=True), "days": days}
    return render(request, "accueil/visio/slots/partner.html", context)


@network_required
@require_safe
def place_slots(request: HttpRequest, slug: str) -> HttpResponse:
    """Show to a team its rooms, its desks and its slots."""
    epm = kept_epm(request.user, slug)
    slots = OpeningSlot.objects.unfinished().filter(room__epm=epm).with_place()
    context = {
        "epm": epm,
        "rooms": epm.visio_rooms.all(),
        "desks": epm.visio_desks.all(),
        "slots": slots.order_by("weekday", "begins", "pk"),
    }
    return render(request, "accueil/visio/slots/place_slots.html", context)


@method_decorator(network_required, name="dispatch")
class SlotAddView(KeptFormView):
    """Open a slot in a room of one's place."""

    template_name = "accueil/visio/slots/slot_form.html"
    form_class = SlotForm
    saved = "La plage est ouverte."

    @cached_property
    def epm(self) -> EPM:
        return kept_epm(self.request.user, self.kwargs["slug"])

    def save(self, form: SlotForm) -> OpeningSlot:
        return form.save(by=self.request.user)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"epm": self.epm}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.epm, **kwargs)

    def get_success_url(self) -> str:
        return reverse("accueil:place_slots", args=[self.epm.slug])


def kept_slot(user, pk: int) -> OpeningSlot:
    """Return a slot of a place that the user keeps. Raises Http404 otherwise."""
    slot = get_object_or_404(OpeningSlot.objects.with_place().select_related("room__epm__commune__territory"), pk=pk)
    if not may_edit_epm(user, slot.room.epm):
        raise Http404
    return slot


class KeptSlotView(KeptFormView):
    """A form about a slot of one's place."""

    @cached_property
    def slot(self) -> OpeningSlot:
        return kept_slot(self.request.user, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(slot=self.slot, epm=self.slot.room.epm, **kwargs)

    def get_success_url(self) -> str:
        return self.slot.get_absolute_url()


@method_decorator(network_required, name="dispatch")
class SlotView(KeptSlotView):
    """One slot: the days on which it is closed, a day to close."""

    template_name = "accueil/visio/slots/slot.html"
    form_class = ClosureForm
    saved = "Ce jour-là, personne ne peut plus prendre rendez-vous."

    def save(self, form: ClosureForm) -> SlotClosure:
        return form.save(slot=self.slot)

    def get_context_data(self, **kwargs) -> dict:
        days = self.slot.days.to_come()[:SHOWN_DAYS]
        return super().get_context_data(days=days, closures=self.slot.closures.all(), **kwargs)


@method_decorator(network_required, name="dispatch")
class SlotChangeView(KeptSlotView):
    """Change the hours, the end or the link of a slot."""

    template_name = "accueil/visio/slots/slot_change.html"
    form_class = SlotHoursForm
    saved = "La plage est changée. Les rendez-vous déjà pris restent à leur heure."

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"slot": self.slot}


@network_required
@require_POST
def closure_remove(request: HttpRequest, pk: int) -> HttpResponse:
    closures = SlotClosure.objects.select_related("slot__room__epm__commune")
    closure = get_object_or_404(closures, pk=pk)
    slot = kept_slot(request.user, closure.slot_id)
    reopen_day(closure=closure)
    messages.success(request, "Ce jour est de nouveau ouvert.")
    return redirect(slot)
