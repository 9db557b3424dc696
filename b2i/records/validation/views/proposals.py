"""Proposal of practised skills from the record, and their withdrawal."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from b2i.frameworks.models.framework import Skill
from b2i.people.accesses.journal import note_access
from b2i.people.learners.models.learner import Learner
from b2i.people.permissions import follower_required
from b2i.records.models import Record
from b2i.records.record_lookup import followed_record, skill_place
from b2i.records.validation.forms import ProposalForm
from b2i.records.validation.models.validation import Proposal
from b2i.records.validation.services.facts import TWO_FACTS
from b2i.records.validation.services.validation import withdraw_proposal
from reseau.texts.elision import to_place
from reseau.web.refusals import refusals_as_messages, refusals_in

# Digits of a key that the database takes.
LONGEST_KEY = 19


@method_decorator(follower_required, name="dispatch")
class ProposeSkillsView(FormView):
    """Propose skills with evidence: the one in the path, or those of `?competence=`, ticked on the record.

    Raises Http404 for a skill without evidence in the path; one without two facts on two days leads to the page where
    they are noted. Skills ticked in vain are left out.
    """

    template_name = "b2i/records/validation/propose.html"
    form_class = ProposalForm
    lookup = staticmethod(followed_record)

    def dispatch(self, request, *args, **kwargs):
        if not self.skills and "skill_pk" in kwargs:
            messages.error(request, f"{TWO_FACTS} Notez ici celui qui manque.")
            return redirect("b2i:evidence_add", kwargs["pk"], kwargs["skill_pk"])
        if not self.skills:
            messages.error(request, "Cochez au moins une compétence à proposer.")
            return redirect(self.record.learner)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def record(self) -> Record:
        return self.lookup(self.request, self.kwargs["pk"])

    @cached_property
    def skills(self) -> list[Skill]:
        proven_skills = Skill.objects.filter(pk__in=self.record.evidence.proven_skills())
        skills = proven_skills.select_related("domain")
        if "skill_pk" in self.kwargs:
            get_object_or_404(self.record.evidence.standing().values("skill").distinct(), skill=self.kwargs["skill_pk"])
            return list(skills.filter(pk=self.kwargs["skill_pk"]))
        keys = [key for key in self.request.GET.getlist("competence") if key.isascii() and key.isdecimal()]
        return list(skills.filter(pk__in=[key for key in keys if len(key) < LONGEST_KEY]))

    def get_form_kwargs(self) -> dict:
        form_kwargs = super().get_form_kwargs()
        del form_kwargs["initial"]
        return form_kwargs | {"record": self.record, "skills": self.skills, "user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            learner=self.record.learner, skills=self.skills, age_doubt=self.record.age_doubt, **kwargs
        )

    def form_valid(self, form: ProposalForm):
        with refusals_in(form):
            proposals = form.save()
            place = to_place(proposals[0].centre)
            if len(proposals) == 1:
                subject = f"La compétence «\u00a0{self.skills[0].title}\u00a0» est proposée"
                address = skill_place(self.record.learner, self.skills[0])
            else:
                subject = f"{len(proposals)}\u00a0compétences sont proposées"
                address = self.record.learner.get_absolute_url()
            messages.success(self.request, f"{subject} {place}. Vous saurez la décision.")
            return redirect(address)
        return self.form_invalid(form)

    def form_invalid(self, form: ProposalForm):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@follower_required
@require_POST
def proposal_take_back(request, pk: int):
    """Withdraw a proposal; any animator who follows the learner may do it."""
    proposals = Proposal.objects.filter(record__learner__in=Learner.objects.visible_to(request.user))
    proposal = get_object_or_404(proposals.select_related("record__learner", "skill__domain"), pk=pk)
    note_access(request, proposal.record.learner)
    with refusals_as_messages(request):
        withdraw_proposal(proposal=proposal, withdrawn_by=request.user)
        messages.success(request, f"La proposition est retirée\u00a0: «\u00a0{proposal.skill.title}\u00a0», pratiquée.")
        return redirect(skill_place(proposal.record.learner, proposal.skill))
    return redirect(proposal)
