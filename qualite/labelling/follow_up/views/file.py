"""One file on one page: what was answered, seen, decided and planned, and the next gesture of whoever reads."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from qualite.labelling.action_plan.permissions import may_plan
from qualite.labelling.decisions.permissions import may_decide
from qualite.labelling.labels.permissions import may_withdraw
from qualite.labelling.self_assessment.enums import FileStage
from qualite.labelling.self_assessment.models.answer import CriterionAnswer
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.permissions import may_assess, may_fill
from qualite.labelling.self_assessment.queries import former_answers, progress_of
from qualite.labelling.visits.enums import VisitState
from qualite.labelling.visits.models import Observation, Visit
from qualite.labelling.visits.permissions import may_name_visitor, may_observe
from reseau.permissions import network_required


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
