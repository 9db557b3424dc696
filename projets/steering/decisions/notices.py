"""Notices of decisions: to whoever is to act, else to the coordination, who tells people without account."""

from django.db.models import QuerySet
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from projets.declarations.events import DECISION_NEWS
from projets.steering.committee.models import Mandate
from projets.steering.decisions.models import SteeringDecision
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full


def actors_of(decision: SteeringDecision) -> QuerySet[Member]:
    """Return the member who is to act, if they have an account in the network."""
    network = Member.objects.in_network()
    if decision.position_id:
        held = Mandate.objects.on(timezone.localdate()).filter(position=decision.position_id)
        return network.filter(pk__in=held.values("member"))
    return network.filter(pk=decision.member_id)


def notify_noted(decision: SteeringDecision, *, by: Member) -> None:
    due = f", pour le {day_in_full(decision.due_on, 'j F Y')}" if decision.due_on else ""
    _tell(decision, actors_of(decision), event="noted", text=f"Le comité vous confie une décision{due}.", by=by)


def remind(decision: SteeringDecision) -> None:
    """Remind of a decision before its day, once, and after it, once."""
    when, words = ("late", "attend depuis le") if decision.is_late else ("soon", "est à faire pour le")
    text = f"Une décision du comité {words} {day_in_full(decision.due_on, 'j F Y')}, par {decision.actor}."
    actors = actors_of(decision)
    members = actors if actors.exists() else Member.objects.coordinating()
    _tell(decision, members, event=f"{when}:{decision.due_on}", text=text)


def _tell(
    decision: SteeringDecision, members: QuerySet[Member], *, event: str, text: str, by: Member | None = None
) -> None:
    notify(
        members=members,
        exclude=by,
        key=f"decision:{decision.pk}:{event}",
        text=text,
        details=decision.text,
        url=decision.get_absolute_url(),
        kind=DECISION_NEWS,
        fact=fact_about("steering_decision", decision.pk),
    )
