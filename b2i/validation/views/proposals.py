"""Proposal of a practised skill from the record, and its withdrawal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from b2i.frameworks.models.framework import Skill
from b2i.learners.models.learner import Learner
from b2i.permissions import follower_required
from b2i.records.models import Record
from b2i.records.record_lookup import followed_record
from b2i.validation.forms import ProposalForm
from b2i.validation.models.validation import Proposal
from b2i.validation.services.validation import withdraw_proposal
from reseau.elision import to_place


@method_decorator(follower_required, name="dispatch")
class ProposeSkillView(FormView):
    """Propose a skill with evidence. Raises Http404 for a skill without any."""

    template_name = "b2i/validation/propose.html"
    form_class = ProposalForm

    @cached_property
    def record(self) -> Record:
        return followed_record(self.request.user, self.kwargs["pk"])

    @cached_property
    def skill(self) -> Skill:
        skills = Skill.objects.filter(domain__framework=self.record.framework_id).select_related("domain")
        skill = get_object_or_404(skills, pk=self.kwargs["skill_pk"])
        if not self.record.evidence.standing().filter(skill=skill).exists():
            raise Http404
        return skill

    def get_form_kwargs(self) -> dict:
        form_kwargs = super().get_form_kwargs()
        del form_kwargs["initial"]
        return form_kwargs | {"record": self.record, "skill": self.skill, "user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(learner=self.record.learner, skill=self.skill, **kwargs)

    def form_valid(self, form: ProposalForm):
        try:
            proposal = form.save()
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"La compétence {self.skill.code} est proposée {to_place(proposal.centre)}. Vous saurez la décision.",
        )
        return redirect(f"{self.record.learner.get_absolute_url()}#{self.skill.anchor}")

    def form_invalid(self, form: ProposalForm):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@follower_required
@require_POST
def proposal_take_back(request, pk: int):
    """Withdraw a proposal; any animator who follows the learner may do it."""
    proposals = Proposal.objects.filter(record__learner__in=Learner.objects.visible_to(request.user))
    proposal = get_object_or_404(proposals.select_related("record__learner", "skill"), pk=pk)
    try:
        withdraw_proposal(proposal=proposal, withdrawn_by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
        return redirect(proposal)
    messages.success(request, f"La proposition est retirée\u00a0: compétence {proposal.skill.code} pratiquée.")
    return redirect(f"{proposal.record.learner.get_absolute_url()}#{proposal.skill.anchor}")
