"""A session proposed by the animator of a territory: a draft that the coordination completes and announces."""

from django.core.exceptions import ValidationError
from django.db import transaction

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from formation.declarations.events import TRAINING_NEWS
from formation.sessions.models.session import Session
from formation.sessions.session_data import Place, SessionData
from formation.year.session_changes.services import open_session
from reseau.people.members.models.member import Member
from reseau.permissions import watches_territory

NOT_THERE = "Proposez une session dans un lieu de votre territoire, ou à distance."


@transaction.atomic
def propose_session(*, session_data: SessionData, by: Member, **options) -> Session:
    """Keep the draft, which `by` and the coordination see, and tell the coordination. `options`: of `open_session`.

    Raises `ValidationError` for a place out of the territories of `by`, and as `open_session` does.
    """
    if not _is_in_reach(session_data.place, by):
        raise ValidationError({"epm" if session_data.place.epm else "commune": NOT_THERE})
    session = open_session(session_data=session_data, by=by, is_draft=True, **options)
    notify(
        members=Member.objects.coordinating(),
        key=f"session:{session.pk}:proposed",
        text=f"{by} propose une session\u00a0: {session.training.title}",
        url=session.get_absolute_url(),
        kind=TRAINING_NEWS,
        exclude=by,
        fact=LASTING,
    )
    return session


def _is_in_reach(place: Place, by: Member) -> bool:
    commune = place.epm.commune if place.epm else place.commune
    return commune is None or watches_territory(by, commune.territory_id)
