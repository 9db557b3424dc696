"""Evaluate a session, on its last day and three months later; read the results."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView

from formation.proof.evaluation.access import evaluation_path, refusal_to_answer
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.kit_use import deliveries_since, kit_to_run, reuse_so_far
from formation.proof.evaluation.questionnaires import REUSE, current_outlines
from formation.proof.evaluation.results import results_by_moment
from formation.proof.evaluation.scale_chart import scale_chart
from formation.proof.evaluation.services import answer_evaluation
from formation.proof.permissions import may_read_evaluations
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import PLACE_JOINS, Session
from questionnaires.filling.forms import QuestionnaireForm
from questionnaires.questions.outline import Outline
from reseau.documents.papers.qr import qr_svg
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in


@method_decorator(network_required, name="dispatch")
class EvaluationView(FormView):
    """The form of an evaluation, for members with a place; it says why a member may not answer."""

    template_name = "formation/proof/evaluation/evaluation.html"
    form_class = QuestionnaireForm
    moment = Moment.HOT

    def dispatch(self, request, *args, **kwargs):
        sessions = Session.objects.visible_to(request.user).select_related("training", *PLACE_JOINS)
        self.session = get_object_or_404(sessions.prefetch_related("half_days"), pk=kwargs["pk"])
        if not self.was_enrolled:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def was_enrolled(self) -> bool:
        return Enrolment.objects.of(self.request.user).confirmed().filter(session=self.session).exists()

    @cached_property
    def deliveries(self) -> list:
        return deliveries_since(self.session, self.request.user) if self.moment == Moment.COLD else []

    @cached_property
    def questionnaire(self) -> Outline:
        return current_outlines()[self.moment]

    def get_initial(self) -> dict:
        return {REUSE: reuse_so_far(len(self.deliveries))}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"outline": self.questionnaire}

    def get_context_data(self, **kwargs) -> dict:
        # Kept in this tab only, and not for another person who logs in.
        keep = f"avis-{self.session.pk}-{self.moment}-{self.request.user.pk}"
        context = super().get_context_data(session=self.session, refusal=self.refusal, keep=keep, **kwargs)
        if self.moment == Moment.COLD:
            kit = kit_to_run(self.session, self.request.user)
            context |= {"is_cold": True, "deliveries": self.deliveries, "kit": kit}
        return context | {"questionnaire": self.questionnaire}

    @cached_property
    def refusal(self) -> str:
        return refusal_to_answer(self.session, self.request.user, self.moment, timezone.localdate())

    def form_valid(self, form):
        with refusals_in(form):
            answer_evaluation(session=self.session, member=self.request.user, moment=self.moment, answers=form.values)
            messages.success(self.request, "Merci\u00a0! Votre avis est gardé sans votre nom.")
            return redirect("formation:mine")
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class EvaluationResultsView(DetailView):
    """Results of both moments, each with a chart and the same figures in a table, from five answers on."""

    template_name = "formation/proof/evaluation/evaluation_results.html"
    context_object_name = "session"

    def get_queryset(self):
        visible = Session.objects.visible_to(self.request.user).with_dates().with_place()
        return visible.prefetch_related("half_days")

    def get_object(self, queryset=None) -> Session:
        session = super().get_object(queryset)
        if not may_read_evaluations(self.request.user, session):
            raise Http404
        return session

    def get_context_data(self, **kwargs) -> dict:
        parts = [(results, scale_chart(results)) for results in results_by_moment(self.object).values()]
        address = self.request.build_absolute_uri(evaluation_path(self.object, Moment.HOT))
        qr = qr_svg(address, title="Code QR qui ouvre la page où l’on donne son avis")
        return super().get_context_data(parts=parts, qr=qr, address=address, **kwargs)
