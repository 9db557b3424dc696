"""Kiosks of a campaign: their list, a new one, how one is set up and what it received, the end of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import FormView, ListView

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.kiosks.exit_codes import exit_code
from enquetes.fieldwork.kiosks.forms import KioskForm
from enquetes.fieldwork.kiosks.models import Kiosk, KioskQuerySet
from enquetes.fieldwork.kiosks.openness import closed_reason
from enquetes.fieldwork.kiosks.permissions import held_places, holds_a_place
from enquetes.fieldwork.kiosks.queries import received_by_day, with_received
from enquetes.fieldwork.kiosks.services import close_kiosk, open_kiosk
from reseau.permissions import is_coordinator, required
from reseau.web.refusals import refusals_in

place_required = required(holds_a_place)


@method_decorator(place_required, name="dispatch")
class KiosksView(ListView):
    """The kiosks of the reader's places, with what each received."""

    template_name = "enquetes/fieldwork/kiosks/kiosks.html"
    context_object_name = "kiosks"
    paginate_by = 40

    def dispatch(self, request, *args, **kwargs):
        self.campaign = kiosk_campaign(kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> KioskQuerySet:
        kiosks = self.campaign.kiosks.visible_to(self.request.user).select_related("campaign", "epm")
        return with_received(kiosks.order_by("epm__search_name", "pk"), timezone.localdate())

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            campaign=self.campaign, is_coordinator=is_coordinator(self.request.user), **kwargs
        )


@method_decorator(place_required, name="dispatch")
class KioskNewView(FormView):
    """Install a kiosk. `?lieu=` chooses the place."""

    template_name = "enquetes/fieldwork/kiosks/kiosk_form.html"
    form_class = KioskForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = kiosk_campaign(kwargs["slug"], state=CampaignState.RUNNING)
        self.places = held_places(request.user).open()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"places": self.places}

    def get_initial(self) -> dict:
        first_two = list(self.places[:2])
        named = self.places.filter(slug=self.request.GET.get("lieu", "")).first()
        return {"epm": named or (first_two[0] if len(first_two) == 1 else None)}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def form_valid(self, form: KioskForm) -> HttpResponse:
        with refusals_in(form):
            kiosk = open_kiosk(campaign=self.campaign, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "La borne est prête.")
            return redirect(kiosk)
        return self.form_invalid(form)


@place_required
@require_safe
def kiosk_set_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How a kiosk is put in place: its exit code, its address; what it received, day by day."""
    kiosk = find_kiosk(request.user, slug, pk)
    context = {
        "kiosk": kiosk,
        "campaign": kiosk.campaign,
        "address": request.build_absolute_uri(reverse("enquetes:kiosk", args=[kiosk.token])),
        "exit_code": exit_code(kiosk),
        "closed": closed_reason(kiosk),
        "days": received_by_day(kiosk),
    }
    return render(request, "enquetes/fieldwork/kiosks/set_up.html", context)


@place_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Close a kiosk, after a page that says what this ends."""
    kiosk = find_kiosk(request.user, slug, pk)
    if request.method == "POST":
        close_kiosk(kiosk=kiosk)
        messages.success(request, "La borne est fermée.")
        return redirect(kiosk)
    if not kiosk.is_open:
        return redirect(kiosk)
    return render(request, "enquetes/fieldwork/kiosks/close.html", {"kiosk": kiosk, "campaign": kiosk.campaign})


def kiosk_campaign(slug: str, **conditions) -> Campaign:
    """Return a started campaign with kiosks. Raises Http404."""
    return get_object_or_404(Campaign, slug=slug, has_kiosks=True, version__isnull=False, **conditions)


def find_kiosk(user, slug: str, pk: int) -> Kiosk:
    """Return a kiosk of a place that `user` keeps. Raises Http404."""
    kiosks = Kiosk.objects.visible_to(user).select_related("campaign", "epm", "opened_by")
    return get_object_or_404(kiosks, campaign__slug=slug, pk=pk)
