"""Notices about a decision, for the team of the place and the animation of its territory."""

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from qualite.declarations.events import CHARTER_NEWS
from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.enums import LabelOutcome
from qualite.labelling.self_assessment.people import team_of, watchers_of
from reseau.people.members.models.member import Member
from reseau.texts.elision import of_place

WORDS = {
    LabelOutcome.GRANTED: "le label est accordé.",
    LabelOutcome.PLAN_FIRST: "un plan d’action d’abord, puis un nouveau dossier.",
    LabelOutcome.REFUSED: "le label n’est pas accordé, la raison est écrite.",
}


def notify_decided(decision: FileDecision, *, by: Member) -> None:
    file = decision.assessment
    notify(
        members=[*team_of(file), *watchers_of(file)],
        exclude=by,
        key=f"charter:{file.pk}:decided",
        text=f"Dossier {of_place(file.epm)}\u00a0: {WORDS[LabelOutcome(decision.outcome)]}",
        url=file.get_absolute_url(),
        kind=CHARTER_NEWS,
        fact=LASTING,
    )
