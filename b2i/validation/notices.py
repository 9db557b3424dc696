"""Who is told of proposals and decisions, in the site and by mail.

A mail goes through other people's machines: a learner is named there by the number of her card, which says who she is
to those alone who may read her record.
"""

from django.utils import timezone

from alertes.enums import Matter
from alertes.notices.services import notify, withdraw
from b2i.validation.evaluators import evaluators_of
from b2i.validation.models.validation import Proposal, Validation
from reseau.elision import to_place


def tell_of_proposal(proposal: Proposal) -> None:
    """Those who may decide, until somebody has."""
    notify(
        members=evaluators_of(proposal.centre, proposal.record.framework_id, timezone.localdate()),
        key=_made_key(proposal),
        text=f"Une compétence est à valider {to_place(proposal.centre)}\u00a0: {_named(proposal)}.",
        url=proposal.get_absolute_url(),
        exclude=proposal.proposed_by,
        matter=Matter.RECORDS,
    )


def tell_of_withdrawal(proposal: Proposal) -> None:
    withdraw(key=_made_key(proposal))


def tell_of_decision(validation: Validation) -> None:
    """Whoever proposed; the others who might have decided have nothing to do any more."""
    proposal = validation.proposal
    withdraw(key=_made_key(proposal))
    if validation.is_granted:
        text = f"Validée par {validation.decided_by}\u00a0: {_named(proposal)}."
    else:
        text = f"À reprendre\u00a0: {_named(proposal)}. {validation.decided_by} en dit la raison."
    notify(
        members=[proposal.proposed_by] if proposal.proposed_by else [],
        key=f"proposal:{proposal.pk}:decided",
        text=text,
        url=proposal.get_absolute_url(),
        exclude=validation.decided_by,
        matter=Matter.RECORDS,
    )


def _named(proposal: Proposal) -> str:
    return f"{proposal.skill.code}, carte {proposal.record.learner.card_number}"


def _made_key(proposal: Proposal) -> str:
    return f"proposal:{proposal.pk}:made"
