"""The people of reference of an EPM: those who invite into it and close positions in it.

Where nobody is, the animator of the territory takes over, else the coordination: an EPM is never without somebody who
answers for it.
"""

from django.db.models import Exists, OuterRef, QuerySet

from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM


def own_referents(epm: EPM) -> QuerySet[Position]:
    """Return the live positions of reference in `epm`, whose accounts are open."""
    return Position.objects.live().filter(epm=epm, is_referent=True, member__is_active=True)


def referents_of(epm: EPM) -> list[Member]:
    """Return who answers for `epm` today: its own people of reference, else the territory, else the coordination."""
    own = [position.member for position in own_referents(epm).select_related("member").order_by("start", "pk")]
    return own or territory_referents(epm)


def territory_referents(epm: EPM) -> list[Member]:
    """Return who takes over where `epm` has nobody of reference."""
    return who_answers_for(epm.commune.territory_id)


def who_answers_for(territory: int) -> list[Member]:
    """Return the animators of a territory (its key), else the coordination. One query, two at most."""
    live = Position.objects.live().filter(member__is_active=True).select_related("member").order_by("start", "pk")
    animators = live.filter(role=Role.TERRITORIAL, territory=territory)
    return [each.member for each in animators] or [each.member for each in live.filter(role=Role.COORDINATOR)]


def successors_of(position: Position) -> QuerySet[Position]:
    """Return the other live positions of the same EPM: those who could be its person of reference."""
    if not position.epm_id:
        return Position.objects.none()
    others = Position.objects.live().filter(epm=position.epm_id, member__is_active=True).exclude(pk=position.pk)
    return others.exclude(member=position.member_id).select_related("member").order_by("start", "pk")


def is_last_referent(position: Position) -> bool:
    """Return whether `position` is the only one of reference in its EPM today, where others work."""
    if not (position.is_referent and position.is_live):
        return False
    return not own_referents(position.epm).exclude(pk=position.pk).exists() and successors_of(position).exists()


def epms_without_referent() -> QuerySet[EPM]:
    """Return the EPM where people work today and none of them is of reference."""
    here = Position.objects.live().filter(epm=OuterRef("pk"), member__is_active=True)
    return EPM.objects.filter(Exists(here), ~Exists(here.filter(is_referent=True))).select_related("commune__territory")
