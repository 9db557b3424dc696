"""Section on the page of a skill, for members of the network: trainings about it, and their next dates.

Trainings are for animators. Visitors who want to learn the skill would mistake their dates for workshops.
"""

from b2i.skill_sections import register
from formation.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from reseau.french_order import Folded
from reseau.permissions import is_network_member

SHOWN = 5


@register
def trainings_on_skill(request, skill) -> tuple[str, dict] | None:
    if not is_network_member(request.user):
        return None
    trainings = TrainingPage.objects.visible_to(request.user).filter(skills=skill)
    trainings = list(trainings.order_by(Folded("title"))[:SHOWN])
    if not trainings:
        return None
    sessions = {}
    for session in Session.objects.upcoming().filter(training__in=trainings).select_related("epm__commune", "commune"):
        sessions.setdefault(session.training_id, session)
    for training in trainings:
        training.next_session = sessions.get(training.pk)
    return "formation/_skill_trainings.html", {"trainings": trainings}
