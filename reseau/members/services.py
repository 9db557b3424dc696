"""Opening and closing positions, which give and take away access to the extranet."""

import datetime
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.connections.models import Connection
from reseau.connections.services import end_connections
from reseau.enums import Role
from reseau.members.models.member import Member
from reseau.members.models.position import LAST_COORDINATOR_MESSAGE, Position

logger = logging.getLogger(__name__)


@transaction.atomic
def open_position(*, position: Position, by: Member) -> Position:
    """Save `position`, on behalf of `by`. Raises `ValidationError` if it breaks a rule of positions."""
    Member.objects.select_for_update().get(pk=position.member_id)  # two requests never open the same position twice
    position.full_clean()
    position.save()
    logger.info("position %s given to member %s by member %s", position.pk, position.member_id, by.pk)
    return position


@transaction.atomic
def close_position(*, position: Position, by: Member) -> None:
    """Close `position` on behalf of `by`; with their last one, the connections of its member are closed.

    The last day of a position is a day of access, so the position ends yesterday; one that starts today or later is
    deleted. Raises `ValidationError` if no coordinator would remain.
    """
    list(
        Position.objects.select_for_update().filter(role=Role.COORDINATOR)
    )  # two coordinators never close each other's position
    position.refresh_from_db()
    if position.is_last_coordination:
        raise ValidationError(LAST_COORDINATOR_MESSAGE, code="last_coordinator")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    logger.info("position %s of member %s closed by member %s", position.pk, position.member_id, by.pk)
    if position.start > yesterday:
        position.delete()
    elif position.end is None or position.end > yesterday:
        position.end = yesterday
        position.save(update_fields=["end"])
    member = Member.objects.get(pk=position.member_id)
    if not member.is_in_network:
        end_connections(member=member)


@transaction.atomic
def end_connections_of_former_members() -> int:
    """Close the connections of those whose last position has ended by its date; return their number."""
    members = Member.objects.in_network().values("pk")
    by_password = Connection.objects.filter(by_card=False, member__isnull=False, member__is_superuser=False)
    return by_password.exclude(member__in=members).delete()[0]
