"""Section on the page of a skill, for members of the network: trainings about it, and their next dates.

Trainings are for animators. Visitors who want to learn the skill would mistake their dates for workshops.
"""

from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from reseau.permissions import is_network_member
from reseau.texts.french_order import Folded

SHOWN = 5


def trainings_on_skill(request, skill) -> tuple[str, dict] | None:
    if not is_network_member(request.user):
        return None
    visible = TrainingPage.objects.visible_to(request.user).filter(skills=skill)
    trainings = list(visible.order_by(Folded("title"))[:SHOWN])
    if not trainings:
        return None
    upcoming = Session.objects.upcoming().filter(training__in=trainings).select_related("epm__commune", "commune")
    sessions = {}
    for session in upcoming:
        sessions.setdefault(session.training_id, session)
    for training in trainings:
        training.next_session = sessions.get(training.pk)
    return "formation/offer/catalogue/_skill_trainings.html", {"trainings": trainings}


SECTIONS = (trainings_on_skill,)
