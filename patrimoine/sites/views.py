"""Heritage places: the public list and page; the forms of their authors; the gestures of their readers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView, ListView

from patrimoine.sites.enums import HeritagePeriod, HeritageState, HeritageTheme
from patrimoine.sites.forms import HeritageForm, PositionField, RemarkForm
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.permissions import allowed_place, is_author, may_review, may_withdraw, may_write
from patrimoine.sites.services import (
    publish_heritage,
    return_heritage,
    submit_heritage,
    withdraw_heritage,
)
from patrimoine.sites.site_map import heritage_map, map_of
from patrimoine.sites.twins import Twin, find_twins
from patrimoine.sites.workshops import sheets_about_heritage
from reseau.permissions import is_network_member, network_required, required, watches_any_territory
from reseau.places.commune_search import find_commune
from reseau.places.models.commune import Territory
from reseau.web.queries.list_facets import Facet, build_facet, count_values, query_value
from reseau.web.refusals import refusal_texts, refusals_as_messages
from reseau.web.service_forms import ServiceFormView

# Facet of the address → field of the place.
FACETS = {"theme": "theme", "epoque": "period", "territoire": "commune__territory__slug"}


@method_decorator(login_not_required, name="dispatch")
class HeritageView(ListView):
    """The published places, on a map and in a list, narrowed by theme, period and territory."""

    template_name = "patrimoine/sites/heritage.html"
    context_object_name = "places"
    paginate_by = 20

    @cached_property
    def chosen(self) -> dict[str, str]:
        return {name: query_value(self.request, name) for name in FACETS}

    def get_queryset(self) -> QuerySet[HeritagePlace]:
        conditions = {FACETS[name]: value for name, value in self.chosen.items() if value}
        return HeritagePlace.objects.published().filter(**conditions).with_commune().order_by("search_name", "pk")

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        own, waiting = [], 0
        if is_network_member(user):
            unpublished = HeritagePlace.objects.exclude(state=HeritageState.PUBLISHED)
            own = list(unpublished.filter(author=user).with_commune())
            waiting = HeritagePlace.objects.to_review_by(user).count() if watches_any_territory(user) else 0
        return super().get_context_data(
            facets=self._facets(),
            map=heritage_map(self.request, self.get_queryset()),
            own=own,
            waiting=waiting,
            **kwargs,
        )

    def _facets(self) -> list[Facet]:
        """Two queries."""
        rows = HeritagePlace.objects.published().order_by().values(*FACETS.values()).annotate(count=Count("pk"))
        rows = [{name: row[field] for name, field in FACETS.items()} | {"count": row["count"]} for row in rows]
        labels = {
            "theme": ("Thème", dict(HeritageTheme.choices)),
            "epoque": ("Époque", dict(HeritagePeriod.choices)),
            "territoire": ("Territoire", dict(Territory.objects.values_list("slug", "name"))),
        }
        return [
            build_facet(self.request, name, label, count_values(rows, name, self.chosen), values)
            for name, (label, values) in labels.items()
        ]


@method_decorator(login_not_required, name="dispatch")
class HeritagePlaceView(DetailView):
    """One place: what it is, its story, photos and sounds, sources, licence; for those who keep it, what is next."""

    template_name = "patrimoine/sites/place.html"
    context_object_name = "place"

    def get_object(self) -> HeritagePlace:
        places = HeritagePlace.objects.visible_to(self.request.user)
        places = places.select_related("commune__territory", "epm", "delivery__sheet", "delivery__epm")
        return get_object_or_404(places, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict:
        place, user = self.object, self.request.user
        keeps = may_withdraw(user, place)
        workshop = place.delivery.sheet if place.delivery else None
        return super().get_context_data(
            works=list(place.works.all()),
            outings=list(place.outings.not_over(timezone.localdate()).with_where()) if place.is_published else [],
            writers=[each.shown_as for each in place.agreements.all() if each.covers_text and each.shown_as],
            workshop=workshop if workshop and workshop.is_visible_to(user) else None,
            map=map_of([place]),
            keeps=keeps,
            is_author=is_author(user, place),
            may_review=may_review(user, place),
            may_write=may_write(user, place),
            twins=_twins_of(user, place) if keeps and not place.is_published else [],
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class HeritageFormView(ServiceFormView):
    """Propose a place, or change its record. The same place, written already, shows itself while one types."""

    template_name = "patrimoine/sites/heritage_form.html"
    form_class = HeritageForm

    @cached_property
    def place(self) -> HeritagePlace | None:
        return allowed_place(self.request.user, self.kwargs["slug"], may_write) if "slug" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"by": self.request.user, "place": self.place}

    def get_context_data(self, **kwargs) -> dict:
        sheets = [] if self.place else sheets_about_heritage(self.request.user)
        return super().get_context_data(place=self.place, sheets=sheets, **kwargs)

    def done(self, form: HeritageForm) -> HttpResponse:
        place = form.save()
        messages.success(self.request, "C’est enregistré.")
        return redirect(place)


@network_required
@require_safe
def twins(request: HttpRequest) -> HttpResponse:
    """The places that look like the one being typed: its name, its commune, its position if it is given."""
    commune = find_commune(query_value(request, "commune")[:80]).commune
    position = None
    with refusal_texts():
        position = PositionField(required=False).clean(query_value(request, "position")[:60])
    if position is None and commune:
        position = commune.town_hall_latitude, commune.town_hall_longitude
    found = []
    if position:
        latitude, longitude = position
        found = find_twins(request.user, name=query_value(request, "nom")[:120], latitude=latitude, longitude=longitude)
    return render(request, "patrimoine/sites/_twins.html", {"twins": found})


@method_decorator(required(watches_any_territory), name="dispatch")
class HeritageReviewView(ListView):
    """The records that wait for a reading, the longest waiting first."""

    template_name = "patrimoine/sites/review.html"
    context_object_name = "places"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[HeritagePlace]:
        waiting = HeritagePlace.objects.to_review_by(self.request.user)
        return waiting.select_related("commune__territory", "epm", "author").order_by("changed", "pk")


class HeritageAnswerView(ServiceFormView):
    """A page that asks for a few words, then changes the state of a record."""

    form_class = RemarkForm
    predicate: staticmethod

    @cached_property
    def place(self) -> HeritagePlace:
        return allowed_place(self.request.user, self.kwargs["slug"], self.predicate)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(place=self.place, **kwargs)

    def done(self, form: RemarkForm) -> HttpResponse:
        place = self.place
        self.answer(place, form.cleaned_data["remark"])
        return redirect(place)


@method_decorator(network_required, name="dispatch")
class HeritageReturnView(HeritageAnswerView):
    template_name = "patrimoine/sites/return.html"
    predicate = staticmethod(may_review)

    def answer(self, place: HeritagePlace, remark: str) -> None:
        return_heritage(place=place, by=self.request.user, remark=remark)
        messages.success(self.request, "Son auteur est prévenu.")


@method_decorator(network_required, name="dispatch")
class HeritageWithdrawView(HeritageAnswerView):
    template_name = "patrimoine/sites/withdraw.html"
    predicate = staticmethod(may_withdraw)

    def answer(self, place: HeritagePlace, remark: str) -> None:
        withdraw_heritage(place=place, by=self.request.user, remark=remark)
        messages.success(self.request, "La fiche est retirée\u00a0: le public ne la lit plus.")


@require_POST
@network_required
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    place = allowed_place(request.user, slug, may_write)
    with refusals_as_messages(request):
        submit_heritage(place=place, by=request.user)
        messages.success(request, "La fiche est envoyée à l’animation du territoire, qui la relit.")
    return redirect(place)


@require_POST
@network_required
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    place = allowed_place(request.user, slug, may_review)
    with refusals_as_messages(request):
        publish_heritage(place=place, by=request.user)
        messages.success(request, "La fiche est publiée.")
    return redirect(place)


def _twins_of(user, place: HeritagePlace) -> list[Twin]:
    return find_twins(user, name=place.name, latitude=place.latitude, longitude=place.longitude, but=place.pk)
