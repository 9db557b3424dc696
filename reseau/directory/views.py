"""The page of the directory: a list of places narrowed by facets, by distance when a commune is known."""

from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import ListView

from reseau.directory.around_commune import closed_commune
from reseau.directory.open_moments import OpenMoment
from reseau.directory.place_facets import directory_facets
from reseau.directory.place_search import FACETS, QUICK, PlaceSearch, read_search
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.wording import hours_on
from reseau.texts.wording import day_in_full, hour_in_words
from reseau.web.queries.list_facets import Facet

# Asked by « Près d’ici », and by no other page.
PERMISSIONS_POLICY = settings.PERMISSIONS_POLICY.replace("geolocation=()", "geolocation=(self)")


PAGE_SIZE = 20
IN_ORDER = ("commune__search_name", "search_name", "pk")


@method_decorator(login_not_required, name="dispatch")
class DirectoryView(ListView):
    template_name = "reseau/directory/directory.html"
    context_object_name = "places"
    paginate_by = PAGE_SIZE
    search: PlaceSearch
    # What the words give, before the facets.
    found: QuerySet[EPM]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.search = read_search(request, timezone.now())
        response = super().get(request, *args, **kwargs)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    def get_queryset(self) -> QuerySet[EPM]:
        self.found = self.search.places(EPM.objects.visible_to(self.request.user))
        places = self.search.narrow(self.found, *FACETS).with_place()
        return places.order_by(*(["kilometres", *IN_ORDER] if self.search.origin else IN_ORDER))

    @cached_property
    def facets(self) -> list[Facet]:
        return directory_facets(self.request, self.search, self.found)

    def get_context_data(self, **kwargs) -> dict:
        """Leave to the kept part of the page what it reads."""
        search = self.search
        context = super().get_context_data(
            q=search.words,
            named=search.named,
            origin=search.origin,
            moment_words=search.moment.words(search.now) if search.moment else "",
            now_words=f"{day_in_full(search.now, 'l j F')}, {hour_in_words(timezone.localtime(search.now).time())}",
            quick_facets=lambda: [facet for facet in self.facets if facet.name in QUICK],
            listed_facets=lambda: [facet for facet in self.facets if facet.name not in QUICK and facet.values],
            closed_commune=cache(lambda: closed_commune(search, self.found)),
            **kwargs,
        )
        if search.moment not in (None, OpenMoment.NOW):
            day = search.moment.day(search.now)
            for epm in context["places"]:
                epm.hours_then = hours_on(epm.opening_hours, day)
        return context
