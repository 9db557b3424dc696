"""Trails: the public list, page and papers; the forms of their authors; the gestures of those who publish them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView, ListView

from patrimoine.sites.forms import RemarkForm
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.site_map import map_of
from patrimoine.trails.forms import StopForm, TrailForm
from patrimoine.trails.models import HeritageTrail, TrailStop
from patrimoine.trails.papers import place_notice, trail_facts, trail_paper
from patrimoine.trails.permissions import allowed_trail, may_close, may_publish, may_write_trail
from patrimoine.trails.services import (
    advance_stop,
    publish_trail,
    remove_stop,
    return_trail,
    submit_trail,
    withdraw_trail,
)
from reseau.directory.place_map.map_window import CLOSEST
from reseau.documents.papers.responses import paper_response
from reseau.permissions import is_network_member, network_required
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView


@method_decorator(login_not_required, name="dispatch")
class TrailsView(ListView):
    """Published trails; for members, those that they write and those that wait for them."""

    template_name = "patrimoine/trails/trails.html"
    context_object_name = "trails"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[HeritageTrail]:
        return HeritageTrail.objects.published().select_related("territory")

    def get_context_data(self, **kwargs) -> dict:
        user, others = self.request.user, []
        if is_network_member(user):
            unpublished = HeritageTrail.objects.visible_to(user).exclude(pk__in=HeritageTrail.objects.published())
            others = list(unpublished.select_related("territory"))
        return super().get_context_data(others=others, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class TrailView(DetailView):
    """One trail: its places on a map and in order, its paper, and how to take it without network."""

    template_name = "patrimoine/trails/trail.html"
    context_object_name = "trail"

    def get_object(self) -> HeritageTrail:
        trails = HeritageTrail.objects.visible_to(self.request.user).select_related("territory", "epm")
        return get_object_or_404(trails, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict:
        trail, user = self.object, self.request.user
        stops = trail.open_stops()
        for stop in stops:
            stop.picture = next((work for work in stop.place.works.all() if not work.is_sound), None)
        places = [stop.place for stop in stops]
        return super().get_context_data(
            stops=stops,
            facts=trail_facts(trail, places),
            map=map_of(places, zoom=CLOSEST) if places else None,
            outings=list(trail.outings.not_over(timezone.localdate()).with_where()) if trail.is_published else [],
            may_write=may_write_trail(user, trail),
            may_publish=may_publish(user, trail),
            may_close=may_close(user, trail),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class TrailFormView(ServiceFormView):
    """Write a trail, or change it."""

    template_name = "patrimoine/trails/trail_form.html"
    form_class = TrailForm

    @cached_property
    def trail(self) -> HeritageTrail | None:
        return allowed_trail(self.request.user, self.kwargs["slug"], may_write_trail) if "slug" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"by": self.request.user, "trail": self.trail}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(trail=self.trail, **kwargs)

    def done(self, form: TrailForm) -> HttpResponse:
        trail = form.save()
        messages.success(self.request, "C’est enregistré.")
        return redirect("patrimoine:trail_stops", trail.slug)


@method_decorator(network_required, name="dispatch")
class TrailStopsView(ServiceFormView):
    """The places of a trail in order, and one more."""

    template_name = "patrimoine/trails/stops.html"
    form_class = StopForm

    @cached_property
    def trail(self) -> HeritageTrail:
        return allowed_trail(self.request.user, self.kwargs["slug"], may_write_trail)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"trail": self.trail}

    def get_context_data(self, **kwargs) -> dict:
        stops = self.trail.stops.select_related("place__commune")
        return super().get_context_data(trail=self.trail, stops=stops, **kwargs)

    def done(self, form: StopForm) -> HttpResponse:
        form.save()
        messages.success(self.request, "Le lieu est sur le circuit.")
        return redirect("patrimoine:trail_stops", self.trail.slug)


@method_decorator(network_required, name="dispatch")
class TrailReturnView(ServiceFormView):
    """What its author is to change before a trail is published."""

    template_name = "patrimoine/trails/trail_return.html"
    form_class = RemarkForm

    @cached_property
    def trail(self) -> HeritageTrail:
        return allowed_trail(self.request.user, self.kwargs["slug"], may_publish)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(trail=self.trail, **kwargs)

    def done(self, form: RemarkForm) -> HttpResponse:
        return_trail(trail=self.trail, by=self.request.user, remark=form.cleaned_data["remark"])
        messages.success(self.request, "Son auteur est prévenu.")
        return redirect("patrimoine:trails")


@require_POST
@network_required
def stop_advance(request: HttpRequest, pk: int) -> HttpResponse:
    stop = _kept_stop(request, pk)
    advance_stop(stop=stop)
    return redirect("patrimoine:trail_stops", stop.trail.slug)


@require_POST
@network_required
def stop_remove(request: HttpRequest, pk: int) -> HttpResponse:
    stop = _kept_stop(request, pk)
    with refusals_as_messages(request):
        remove_stop(stop=stop)
        messages.success(request, "Le lieu n’est plus sur le circuit.")
    return redirect("patrimoine:trail_stops", stop.trail.slug)


@require_POST
@network_required
def trail_submit(request: HttpRequest, slug: str) -> HttpResponse:
    trail = allowed_trail(request.user, slug, may_write_trail)
    with refusals_as_messages(request):
        submit_trail(trail=trail, by=request.user)
        messages.success(request, "Le circuit est envoyé à l’animation du territoire.")
    return redirect(trail)


@require_POST
@network_required
def trail_publish(request: HttpRequest, slug: str) -> HttpResponse:
    trail = allowed_trail(request.user, slug, may_publish)
    with refusals_as_messages(request):
        publish_trail(trail=trail, by=request.user)
        messages.success(request, "Le circuit est publié.")
    return redirect(trail)


@require_POST
@network_required
def trail_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    trail = allowed_trail(request.user, slug, may_close)
    with refusals_as_messages(request):
        withdraw_trail(trail=trail, by=request.user)
        messages.success(request, "Le circuit est retiré\u00a0: le public ne le lit plus.")
    return redirect("patrimoine:trails")


@login_not_required
@require_safe
def trail_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The trail to print, for those who may read it."""
    trails = HeritageTrail.objects.visible_to(request.user).select_related("epm")
    trail = get_object_or_404(trails, slug=slug)
    return paper_response(request, trail_paper(trail), name=f"circuit-{trail.slug}.pdf")


@login_not_required
@require_safe
def notice_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The notice to put up at a published place, with the code of its page."""
    place = get_object_or_404(HeritagePlace.objects.published().with_commune(), slug=slug)
    return paper_response(request, place_notice(place), name=f"affichette-{place.slug}.pdf")


def _kept_stop(request: HttpRequest, pk: int) -> TrailStop:
    stop = get_object_or_404(TrailStop.objects.select_related("trail"), pk=pk)
    allowed_trail(request.user, stop.trail.slug, may_write_trail)
    return stop
