"""Pages of trainings that links in messages lead to: the trainings of the catalogue and their sessions."""

from collections.abc import Collection

from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from reseau.texts.link_cards import LinkCard, LinkedKind
from reseau.texts.wording import day_in_full


class LinkedSession(LinkedKind):
    route = "formation:session"

    def cards(self, user, keys: Collection[int]) -> dict[int, LinkCard]:
        sessions = Session.objects.visible_to(user).filter(pk__in=keys).with_dates()
        sessions = sessions.select_related("training", "epm__commune", "commune")
        return {session.pk: LinkCard("Session", session.training.title, _line_of(session)) for session in sessions}


class LinkedTraining(LinkedKind):
    route = "formation:training"
    argument = "slug"

    def cards(self, user, keys: Collection[str]) -> dict[str, LinkCard]:
        trainings = TrainingPage.objects.visible_to(user).filter(slug__in=keys).only("title", "slug")
        return {training.slug: LinkCard("Formation", training.title) for training in trainings}


def _line_of(session: Session) -> str:
    words = f"{day_in_full(session.first_day)}, {session.place}" if session.first_day else session.place
    return f"Annulée. {words}" if session.status == SessionStatus.CANCELLED else words


KINDS = (LinkedSession(), LinkedTraining())
