"""One file on one page: what was answered, seen, decided and planned, and the next gesture of whoever reads."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from qualite.action_plan.permissions import may_plan
from qualite.decisions.permissions import may_decide
from qualite.self_assessment.enums import FileStage
from qualite.self_assessment.models.assessment import Assessment
from qualite.self_assessment.permissions import may_assess, may_fill
from qualite.self_assessment.queries import former_answers, progress_of
from qualite.visits.models import Visit
from qualite.visits.permissions import may_name_visitor, may_observe
from reseau.permissions import network_required


@method_decorator(network_required, name="dispatch")
class FileView(DetailView):
    template_name = "qualite/follow_up/file.html"
    context_object_name = "assessment"

    def get_object(self) -> Assessment:
        files = Assessment.objects.visible_to(self.request.user).with_outcome()
        return get_object_or_404(files.prefetch_related("charter__axes__criteria"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        assessment, user = self.object, self.request.user
        answers = {answer.criterion_id: answer for answer in assessment.answers.prefetch_related("files")}
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
            axes=self._axes(answers, visit, former_by_slug),
            actions=list(assessment.actions.select_related("criterion")),
            decision=getattr(assessment, "decision", None),
            **self._gestures(user, assessment, visit),
            **kwargs,
        )

    def _visit(self) -> Visit | None:
        visits = self.object.visits.standing().select_related("involvement__member", "visitor_territory")
        return visits.prefetch_related("observations").first()

    def _axes(self, answers: dict, visit: Visit | None, former: dict) -> list[tuple]:
        """Return (axis, rows); what the visitor wrote is shown once handed in."""
        seen = {row.criterion_id: row for row in visit.observations.all()} if visit and visit.is_held else {}
        return [
            (
                axis,
                [(row, answers.get(row.pk), seen.get(row.pk), former.get(row.slug)) for row in axis.criteria.all()],
            )
            for axis in self.object.charter.axes.all()
        ]

    @staticmethod
    def _gestures(user, assessment: Assessment, visit: Visit | None) -> dict[str, bool]:
        return {
            "may_fill": may_fill(user, assessment),
            "may_take_back": assessment.stage == FileStage.SUBMITTED and may_assess(user, assessment.epm),
            "may_name_visitor": may_name_visitor(user, assessment),
            "may_observe": bool(visit) and may_observe(user, visit),
            "is_visit_due": bool(visit) and visit.date <= timezone.localdate(),
            "may_decide": may_decide(user, assessment),
            "may_plan": may_plan(user, assessment),
        }
