"""Follow-up of the charter: one file on a page, a place over the years, who waits for whom."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from qualite.labelling.action_plan.permissions import may_plan
from qualite.labelling.decisions.permissions import may_decide
from qualite.labelling.enums import FileStage, VisitState
from qualite.labelling.follow_up.queries import charters_of, counted_files, files_of_open_places, waiting_for
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.labels.permissions import may_withdraw
from qualite.labelling.self_assessment.models.answer import CriterionAnswer
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.permissions import may_assess, may_fill
from qualite.labelling.self_assessment.queries import former_answers, progress_of
from qualite.labelling.visits.models import Observation, Visit
from qualite.labelling.visits.permissions import may_name_visitor, may_observe
from reseau.permissions import network_required, watches_any_territory
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm
from reseau.texts.accent_folding import fold
from reseau.texts.french_order import Folded
from reseau.web.queries.list_facets import build_facet, count_values, query_value


# One file on one page: what was answered, seen, decided and planned, and the next gesture of whoever reads.
@method_decorator(network_required, name="dispatch")
class FileView(DetailView):
    template_name = "qualite/labelling/follow_up/file.html"
    context_object_name = "assessment"

    def get_object(self) -> Assessment:
        files = Assessment.objects.visible_to(self.request.user).with_outcome().with_part_of(self.request.user)
        return get_object_or_404(files.prefetch_related("charter__axes__criteria"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        assessment, user = self.object, self.request.user
        self.seen: dict[int, Observation] = {}
        answers = {answer.criterion_id: answer for answer in self._answers()}
        visit = self._visit()
        progress = progress_of(assessment, answers)
        former, former_by_slug = former_answers(assessment)
        return super().get_context_data(
            visit=visit,
            progress=progress,
            answered=sum(axis.answered for axis in progress),
            in_place=sum(axis.in_place for axis in progress),
            total=sum(axis.total for axis in progress),
            next_rank=next((axis.rank for axis in progress if not axis.is_complete), 1),
            former=former,
            axes=self._axes(answers, former_by_slug),
            actions=list(assessment.actions.select_related("criterion")),
            decision=getattr(assessment, "decision", None),
            **self._gestures(user, assessment, visit),
            **kwargs,
        )

    def _answers(self) -> QuerySet[CriterionAnswer]:
        """Return the answers; with their files, unless the page of a draft shows none."""
        answers = self.object.answers.all()
        return answers if self.object.is_draft else answers.prefetch_related("files")

    def _visit(self) -> Visit | None:
        """Return the visit, planned or made; no query before one is planned, and one with its observations after."""
        if self.object.stage == FileStage.VISIT_PLANNED:
            return self.object.visits.standing().select_related("involvement__member", "visitor_territory").first()
        if self.object.stage in (FileStage.DRAFT, FileStage.SUBMITTED):
            return None
        seen = Observation.objects.filter(visit__assessment=self.object, visit__state=VisitState.HELD)
        observations = list(seen.select_related("visit__involvement__member", "visit__visitor_territory"))
        self.seen = {observation.criterion_id: observation for observation in observations}
        return observations[0].visit if observations else None

    def _axes(self, answers: dict, former: dict) -> list[tuple]:
        """Return (axis, rows); what the visitor wrote is shown once handed in."""
        return [
            (
                axis,
                [
                    (row, answers.get(row.pk), self.seen.get(row.pk), former.get(row.slug))
                    for row in axis.criteria.all()
                ],
            )
            for axis in self.object.charter.axes.all()
        ]

    @staticmethod
    def _gestures(user, assessment: Assessment, visit: Visit | None) -> dict[str, bool]:
        label = getattr(getattr(assessment, "decision", None), "label", None)
        return {
            "may_fill": may_fill(user, assessment),
            "may_take_back": assessment.stage == FileStage.SUBMITTED and may_assess(user, assessment.epm),
            "may_name_visitor": may_name_visitor(user, assessment),
            "may_observe": bool(visit) and may_observe(user, visit),
            "is_visit_due": bool(visit) and visit.date <= timezone.localdate(),
            "may_decide": may_decide(user, assessment),
            "may_plan": may_plan(user, assessment),
            "may_withdraw": label is not None and may_withdraw(user, label),
        }


# The charter of a place over the years; the home of the charter: one's places, one's visits, who waits for whom.
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
