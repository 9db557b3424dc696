"""Notices about a decision, for the team of the place and the animation of its territory."""

from alertes.notices.services import notify
from qualite.decisions.enums import LabelOutcome
from qualite.decisions.models import FileDecision
from qualite.events import CHARTER_NEWS
from qualite.self_assessment.people import team_of, watchers_of
from reseau.elision import of_place
from reseau.members.models.member import Member

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
    )
