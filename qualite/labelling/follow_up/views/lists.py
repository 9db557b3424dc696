"""The charter of a place over the years; the home of the charter: one's places, one's visits, who waits for whom."""

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from qualite.labelling.decisions.models import QualityLabel
from qualite.labelling.follow_up.queries import charters_of, counted_files, files_of_open_places, waiting_for
from qualite.labelling.self_assessment.enums import FileStage
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.permissions import may_assess
from qualite.labelling.visits.models import Visit
from reseau.permissions import network_required, watches_any_territory
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm
from reseau.texts.accent_folding import fold
from reseau.texts.french_order import Folded
from reseau.web.queries.list_facets import build_facet, count_values, query_value

WAITING = "attend"


@method_decorator(network_required, name="dispatch")
class PlaceView(DetailView):
    """Where a place stands for each charter, with its own past and nobody else's."""

    template_name = "qualite/labelling/follow_up/place.html"
    context_object_name = "epm"

    def get_object(self) -> EPM:
        return kept_epm(self.request.user, self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            charters=charters_of(self.object, self.request.user),
            may_assess=may_assess(self.request.user, self.object),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class CharterFilesView(ListView):
    """Files that the user may read, those that wait for them first; their places and visits above."""

    template_name = "qualite/labelling/follow_up/files.html"
    context_object_name = "files"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Assessment]:
        user = self.request.user
        self.watches = watches_any_territory(user)
        self.chosen = {name: query_value(self.request, name) for name in ("etape", "territoire")}
        visible = files_of_open_places(user)
        self.rows = list(visible.order_by().values_list("stage", "territory__slug", "territory__name"))
        files = counted_files(visible.select_related("epm__commune", "charter", "territory", "decision__label"))
        self.only_waiting = self.watches and query_value(self.request, WAITING) == "oui"
        if self.only_waiting:
            files = waiting_for(user, files)
        if self.chosen["etape"]:
            files = files.filter(stage=self.chosen["etape"])
        if self.chosen["territoire"]:
            files = files.filter(territory__slug=self.chosen["territoire"])
        return files.order_by("-submitted_at", "-pk")

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        own_places = EPM.objects.filter(pk__in=user.epm_ids).order_by(Folded("name")) if user.epm_ids else ()
        waiting = waiting_for(user, files_of_open_places(user)).count() if self.watches else 0
        return super().get_context_data(
            watches=self.watches,
            only_waiting=self.only_waiting,
            facets=self._facets() if self.watches else (),
            waiting=waiting,
            own_places=own_places,
            visits=list(Visit.objects.planned().of_visitor(user).with_file()),
            ending=self._ending() if self.watches else (),
            **kwargs,
        )

    def _facets(self) -> list:
        rows = [{"etape": stage, "territoire": slug, "count": 1} for stage, slug, _ in self.rows]
        names = dict(sorted({(slug, name) for _, slug, name in self.rows}, key=lambda pair: fold(pair[1])))
        labels = {"etape": dict(FileStage.choices), "territoire": names}
        titles = {"etape": "Étape", "territoire": "Territoire"}
        return [
            build_facet(self.request, name, titles[name], count_values(rows, name, self.chosen), labels[name])
            for name in titles
        ]

    def _ending(self) -> list[QualityLabel]:
        """Return the labels of the user's territories that end within three months."""
        labels = QualityLabel.objects.in_force().with_place().filter(epm__is_open=True)
        if not self.request.user.is_coordinator:
            labels = labels.filter(epm__commune__territory__in=self.request.user.watched_territory_ids)
        return [label for label in labels.order_by("ends_on")[:50] if label.ends_soon]
