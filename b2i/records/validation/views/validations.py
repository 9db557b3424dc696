"""Decisions on proposals: the queue of an evaluator, a proposal with its evidence, the decision."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from b2i.people.accesses.journal import note_access, note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.evaluators import evaluators_of
from b2i.records.validation.forms import BatchValidationForm, ReturnForm
from b2i.records.validation.models.validation import Proposal, Validation
from b2i.records.validation.permissions import evaluator_required
from b2i.records.validation.services.validation import countersign, validate
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in

PAGE_SIZE = 20
LATEST = 5


@method_decorator(evaluator_required, name="dispatch")
class ToValidateView(ListView):
    """Proposals that the user may decide, by learner, the oldest first."""

    template_name = "b2i/records/validation/to_validate.html"
    context_object_name = "proposals"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        proposals = Proposal.objects.decidable_by(self.request.user)
        proposals = proposals.select_related(
            "record__learner__member", "record__framework", "skill__domain", "centre", "proposed_by"
        )
        return proposals.order_by("record__learner__member__search_name", "record", "created")

    def get_context_data(self, **kwargs) -> dict:
        validations = Validation.objects.to_countersign(self.request.user).order_by("-decided_on", "-pk")
        validations = validations.select_related("proposal", "skill", "record__learner__member", "decided_by")
        context = super().get_context_data(to_countersign=validations[:LATEST], **kwargs)
        shown_rows = [*context["proposals"], *context["to_countersign"]]
        note_accesses(self.request, [row.record.learner for row in shown_rows], AccessKind.LISTED)
        return context


def visible_proposal(request, pk: int) -> Proposal:
    """Return a proposal that the user may read, with what its page shows. Raises Http404 otherwise."""
    relations = (
        "record__learner__member", "record__learner__epm", "record__framework", "skill__domain", "centre",
        "proposed_by", "validation__decided_by", "validation__accreditation", "validation__centre_accreditation",
        "validation__second_signature__signed_by", "withdrawal__withdrawn_by",
    )  # fmt: skip
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).select_related(*relations), pk=pk)
    note_access(request, proposal.record.learner)
    return proposal


@network_required
@require_safe
def proposal(request, pk: int):
    return proposal_page(request, visible_proposal(request, pk))


def proposal_page(request, proposal: Proposal, *, form: ReturnForm | None = None):
    """Render the page of a proposal, with the refused form of a return if there is one."""
    learner = proposal.record.learner
    awaits = proposal.decision is None and not proposal.is_withdrawn
    may_decide = awaits and Proposal.objects.decidable_by(request.user).filter(pk=proposal.pk).exists()
    may_sign = bool(proposal.decision) and Validation.objects.to_countersign(request.user)
    context = {
        "proposal": proposal,
        "learner": learner,
        "skill": proposal.skill,
        "evidence": proposal.read_evidence(),
        "follows": Learner.objects.visible_to(request.user).filter(pk=learner.pk).exists(),
        "awaits": awaits,
        "may_decide": may_decide,
        "may_sign": may_sign and may_sign.filter(proposal=proposal).exists(),
        "age_doubt": proposal.record.age_doubt if awaits else None,
        "form": form or ReturnForm(),
    }
    if awaits and not may_decide:
        context["evaluators"] = _deciders(proposal)
    return render(request, "b2i/records/validation/proposal.html", context, status=422 if form else 200)


def _deciders(proposal: Proposal):
    """Return who may decide today, to show what a proposal waits for."""
    evaluators = evaluators_of(proposal.centre, proposal.record.framework_id, timezone.localdate())
    return evaluators.exclude(pk__in=[proposal.proposed_by_id or 0, proposal.record.learner.member_id])


def decidable_proposal(request, pk: int) -> Proposal:
    """Return a proposal that the user may decide, or could have: the service reports a decision taken meanwhile."""
    proposals = Proposal.objects.readable_by_evaluator(request.user).exclude(proposed_by=request.user)
    proposals = proposals.exclude(record__learner__member=request.user)
    proposal = get_object_or_404(proposals.select_related("record__learner__member", "skill"), pk=pk)
    note_access(request, proposal.record.learner)
    return proposal


@evaluator_required
@require_POST
def proposal_validate(request, pk: int):
    proposal = decidable_proposal(request, pk)
    with refusals_as_messages(request):
        validate(proposal=proposal, decided_by=request.user)
        messages.success(request, f"{proposal.record.learner}\u00a0: «\u00a0{proposal.skill.title}\u00a0», validée.")
        return redirect("b2i:to_validate")
    return redirect(proposal)


@evaluator_required
@require_POST
def proposal_return(request, pk: int):
    proposal = decidable_proposal(request, pk)
    form = ReturnForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            form.save(proposal=proposal, decided_by=request.user)
            messages.success(
                request, f"La compétence {proposal.skill.code} revient à qui l’a proposée, avec votre raison."
            )
            return redirect("b2i:to_validate")
    return proposal_page(request, visible_proposal(request, pk), form=form)


@evaluator_required
@require_POST
def proposal_countersign(request, pk: int):
    validations = Validation.objects.filter(proposal__in=Proposal.objects.readable_by_evaluator(request.user))
    relations = "record__learner", "proposal__centre", "skill"
    validation = get_object_or_404(validations.select_related(*relations), proposal=pk)
    note_access(request, validation.record.learner)
    with refusals_as_messages(request):
        countersign(validation=validation, signed_by=request.user)
        messages.success(request, f"Vous avez signé en second la validation de {validation.skill.code}.")
    return redirect(validation.proposal)


def decidable_proposals_of(user, pk: int):
    """Return the proposals of learner `pk` that `user` may decide, the oldest first."""
    proposals = Proposal.objects.decidable_by(user).filter(record__learner=pk)
    return proposals.select_related("record__learner__member", "skill__domain", "centre", "proposed_by")


@evaluator_required
@require_safe
def learner_proposals(request, pk: int):
    """Show what waits for the user about a learner; a notice read later may lead here when nothing does any more."""
    if decidable_proposals_of(request.user, pk).exists():
        return learner_proposals_page(request, pk)
    return nothing_waits(request)


def nothing_waits(request):
    messages.info(request, "Plus rien n’attend votre décision pour cette personne.")
    return redirect("b2i:to_validate")


def learner_proposals_page(request, pk: int, *, form: BatchValidationForm | None = None):
    """Render all proposals of a learner on one page, to validate in one go."""
    proposals = list(decidable_proposals_of(request.user, pk))
    lines = defaultdict(list)
    record = proposals[0].record
    note_access(request, record.learner)
    for line in record.evidence.as_shown().filter(skill__in=[proposal.skill for proposal in proposals]):
        lines[line.skill_id].append(line)
    ticked_keys = {int(pk) for pk in form.data.getlist("proposals") if pk.isdecimal()} if form else set()
    context = {
        "learner": record.learner,
        "age_doubt": record.age_doubt,
        "rows": [(proposal, lines[proposal.skill_id], proposal.pk in ticked_keys) for proposal in proposals],
        "form": form,
    }
    return render(request, "b2i/records/validation/learner_proposals.html", context, status=422 if form else 200)


@evaluator_required
@require_POST
def learner_proposals_validate(request, pk: int):
    form = BatchValidationForm(request.POST, proposals=decidable_proposals_of(request.user, pk))
    if form.is_valid():
        with refusals_in(form):
            decisions = form.save(decided_by=request.user)
            note_access(request, decisions[0].record.learner)
            count = len(decisions)
            messages.success(
                request, f"{count}\u00a0compétences validées." if count > 1 else "1\u00a0compétence validée."
            )
            return redirect("b2i:to_validate")
    if decidable_proposals_of(request.user, pk).exists():
        return learner_proposals_page(request, pk, form=form)
    return nothing_waits(request)
