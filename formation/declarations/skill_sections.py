"""Section on the page of a skill, for members of the network: trainings about it, and their next dates.

Trainings are for animators. Visitors who want to learn the skill would mistake their dates for workshops.
"""

from django.db.models import QuerySet

from b2i.frameworks.models.framework import Skill
from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from reseau.texts.french_order import Folded
from reseau.web.queries.compiled_query import CompiledQuery

SHOWN = 5


def trainings_about(reader: Member, skill: Skill) -> QuerySet[TrainingPage]:
    return TrainingPage.objects.visible_to(reader).filter(skills=skill).order_by(Folded("title"))[:SHOWN]


def sessions_of(trainings: tuple[int, ...]) -> QuerySet[Session]:
    return Session.objects.upcoming().filter(training__in=trainings).select_related("epm__commune", "commune")


TRAININGS = CompiledQuery(trainings_about)
SESSIONS = CompiledQuery(sessions_of)


def trainings_on_skill(request, skill) -> tuple[str, dict] | None:
    if not is_network_member(request.user):
        return None
    trainings = TRAININGS.rows(reader=request.user, skill=skill)
    if not trainings:
        return None
    sessions = {}
    for session in SESSIONS.rows(trainings=tuple(training.pk for training in trainings)):
        sessions.setdefault(session.training_id, session)
    for training in trainings:
        training.next_session = sessions.get(training.pk)
    return "formation/offer/catalogue/_skill_trainings.html", {"trainings": trainings}


SECTIONS = (trainings_on_skill,)
