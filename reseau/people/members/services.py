"""Opening and closing positions, which give and take away access to the extranet; naming the people of reference."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.enums import Act
from audit.services import note_act
from reseau.enums import Role
from reseau.people.connections.models import Connection
from reseau.people.connections.services import end_connections
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import LAST_COORDINATOR_MESSAGE, Position
from reseau.people.members.referent_news import tell_missing, tell_named
from reseau.people.members.referents import epms_without_referent, is_last_referent, own_referents, successors_of
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place

NOT_A_SUCCESSOR_MESSAGE = "Cette personne ne travaille plus dans ce lieu\u00a0: choisissez-en une autre."
NOT_LIVE_MESSAGE = "Seule une personne en poste aujourd’hui dans un EPM peut en être la personne référente."


@transaction.atomic
def open_position(*, position: Position, by: Member) -> Position:
    """Save `position`, on behalf of `by`; whoever is alone in an EPM is its person of reference.

    Raises `ValidationError` if it breaks a rule of positions.
    """
    Member.objects.select_for_update().get(pk=position.member_id)  # two requests never open the same position twice
    if position.role == Role.ANIMATOR and position.epm_id and position.is_live:
        _lock_epm(position.epm_id)  # of two people who arrive at once, one is the first
        position.is_referent = not Position.objects.live().filter(epm=position.epm_id).exists()
    position.full_clean()
    position.save()
    note_act(act=Act.POSITION_OPENED, row=position.pk, by=by.pk)
    return position


@transaction.atomic
def close_position(
    *, position: Position, by: Member | None, successor: Position | None = None, territory_takes_over: bool = False
) -> None:
    """Close `position` on behalf of `by`, None for a job; with their last one, the connections of its member end.

    The last day of a position is a day of access, so the position ends yesterday; one that starts today or later is
    deleted. The last person of reference of an EPM names a `successor` among those who stay, or the territory takes
    over.

    Raises `ValidationError` if no coordinator would remain, or nobody of reference without anybody's decision.
    """
    list(
        Position.objects.select_for_update().filter(role=Role.COORDINATOR)
    )  # two coordinators never close each other's position
    _lock_epm(position.epm_id)  # two people of reference never leave each other the EPM
    position.refresh_from_db()
    if position.is_last_coordination:
        raise ValidationError(LAST_COORDINATOR_MESSAGE, code="last_coordinator")
    _pass_reference_on(position, successor, is_left=territory_takes_over, by=by)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    note_act(act=Act.POSITION_CLOSED, row=position.pk, by=by and by.pk)
    end_position(position=position, last_day=yesterday)
    member = Member.objects.get(pk=position.member_id)
    if not member.is_in_network:
        end_connections(member=member)


def end_position(*, position: Position, last_day: datetime.date) -> bool:
    """Let `position` end on `last_day` at the latest, or delete it if it starts later; return whether it changed."""
    if position.start > last_day:
        position.delete()
    elif position.end is None or position.end > last_day:
        position.end = last_day
        position.save(update_fields=["end"])
    else:
        return False
    return True


@transaction.atomic
def reopen_position(*, position: Position, end: datetime.date | None, by: Member) -> None:
    """Open again, until `end`, a position that was closed by mistake; whoever was of reference still is.

    Raises `ValidationError` if it breaks a rule of positions: the member holds the same one since.
    """
    _lock_epm(position.epm_id)
    position.end = end
    position.clean()
    position.save(update_fields=["end"])
    note_act(act=Act.POSITION_REOPENED, row=position.pk, by=by.pk)


@transaction.atomic
def name_referent(*, position: Position, by: Member) -> None:
    """Make the holder of `position` a person of reference of its EPM. Raises `ValidationError` if it is not live."""
    _lock_epm(position.epm_id)
    position.refresh_from_db()
    if position.role != Role.ANIMATOR or not position.is_live:
        raise ValidationError(NOT_LIVE_MESSAGE, code="not_live")
    _name(position, by=by)


@transaction.atomic
def release_referent(*, position: Position, by: Member) -> None:
    """Let the holder of `position` be of reference no more. Raises `ValidationError` if nobody else is."""
    _lock_epm(position.epm_id)
    position.refresh_from_db()
    if not position.is_referent:
        return
    if not own_referents(position.epm).exclude(pk=position.pk).exists():
        raise ValidationError("Nommez d’abord une autre personne référente dans ce lieu.", code="last_referent")
    position.is_referent = False
    position.save(update_fields=["is_referent"])
    note_act(act=Act.REFERENT_RELEASED, row=position.pk, by=by.pk)


@transaction.atomic
def keep_referents() -> int:
    """Name whoever is alone in an EPM, and tell the territory of EPM that lost theirs by a date; return their number.

    A periodic job: positions begin and end by themselves.
    """
    epms = list(epms_without_referent())
    for epm in epms:
        _lock_epm(epm.pk)
        live = list(Position.objects.live().filter(epm=epm, member__is_active=True).select_related("member"))
        if len(live) == 1:
            _name(live[0], by=None)
        else:
            tell_missing(epm, since=Position.objects.filter(epm=epm, is_referent=True).order_by("-end", "-pk").first())
    return len(epms)


@transaction.atomic
def end_connections_of_former_members() -> int:
    """Close the connections of those whose last position has ended by its date; return their number."""
    members = Member.objects.in_network().values("pk")
    by_password = Connection.objects.filter(by_card=False, member__isnull=False, member__is_superuser=False)
    return by_password.exclude(member__in=members).delete()[0]


def _pass_reference_on(position: Position, successor: Position | None, *, is_left: bool, by: Member | None) -> None:
    if not is_last_referent(position):
        return
    if successor is None and not is_left:
        raise ValidationError(_last_referent_message(position.epm), code="last_referent")
    if successor is None:
        tell_missing(position.epm, since=position, by=by)
        return
    heir = successors_of(position).filter(pk=successor.pk).first()
    if heir is None:
        raise ValidationError(NOT_A_SUCCESSOR_MESSAGE, code="not_a_successor")
    _name(heir, by=by)


def _name(position: Position, *, by: Member | None) -> None:
    if position.is_referent:
        return
    position.is_referent = True
    position.save(update_fields=["is_referent"])
    note_act(act=Act.REFERENT_NAMED, row=position.pk, by=by and by.pk)
    tell_named(position, by=by)


def _lock_epm(key: int | None) -> None:
    list(EPM.objects.select_for_update().filter(pk=key).values_list("pk"))


def _last_referent_message(epm: EPM) -> str:
    return (
        f"C’est la dernière personne référente {of_place(epm.name)}\u00a0: nommez-en une autre, ou laissez l’animation "
        "du territoire prendre le relais."
    )
