"""Notices about proposals and decisions, on the site and by mail.

Mails pass through servers of third parties: they name a learner by card number, which identifies them only to those who
may read the record.
"""

from django.utils import timezone

from alertes.enums import Matter
from alertes.notices.services import notify, withdraw
from b2i.validation.evaluators import evaluators_of
from b2i.validation.models.validation import Proposal, Validation
from reseau.elision import to_place


def notify_evaluators(proposal: Proposal) -> None:
    """Notify those who may decide, until the decision."""
    notify(
        members=evaluators_of(proposal.centre, proposal.record.framework_id, timezone.localdate()),
        key=_made_key(proposal),
        text=f"Une compétence est à valider {to_place(proposal.centre)}\u00a0: {_proposal_label(proposal)}.",
        url=proposal.get_absolute_url(),
        exclude=proposal.proposed_by,
        matter=Matter.RECORDS,
    )


def withdraw_proposal_notice(proposal: Proposal) -> None:
    """Withdraw the notice to evaluators."""
    withdraw(key=_made_key(proposal))


def notify_proposer(validation: Validation) -> None:
    """Notify the proposer of the decision; withdraw the notice to evaluators."""
    proposal = validation.proposal
    withdraw(key=_made_key(proposal))
    if validation.is_granted:
        text = f"Validée par {validation.decided_by}\u00a0: {_proposal_label(proposal)}."
    else:
        text = f"À reprendre\u00a0: {_proposal_label(proposal)}. {validation.decided_by} en dit la raison."
    notify(
        members=[proposal.proposed_by] if proposal.proposed_by else [],
        key=f"proposal:{proposal.pk}:decided",
        text=text,
        url=proposal.get_absolute_url(),
        exclude=validation.decided_by,
        matter=Matter.RECORDS,
    )


def _proposal_label(proposal: Proposal) -> str:
    return f"{proposal.skill.code}, carte {proposal.record.learner.card_number}"


def _made_key(proposal: Proposal) -> str:
    return f"proposal:{proposal.pk}:made"
