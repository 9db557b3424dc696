"""Predicates on the training year that several concepts share."""

from reseau.people.members.models.member import Member, MemberQuerySet
from reseau.permissions import is_coordinator, required, watches_any_territory, watches_territory


def may_read_demand(user) -> bool:
    """Return whether `user` plans the year, hence reads the demand: coordinators and territorial animators."""
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


def may_propose_session(user) -> bool:
    """Return whether `user` opens sessions, or proposes them: coordinators, and territorial animators at home."""
    return watches_any_territory(user)


demand_readers = required(may_read_demand)


def may_call_replacement(user, session) -> bool:
    """Return whether `user` looks for somebody else to give a session: the coordination, and the animator of the
    territory where it is held. A remote one has no territory.
    """
    if is_coordinator(user):
        return True
    return session.where is not None and watches_territory(user, session.where.territory_id)


def may_read_training_record(user, member: Member) -> bool:
    """Return whether `user` is this member, or a coordinator."""
    return user.is_authenticated and (user.pk == member.pk or user.is_coordinator)


def members_with_readable_record(user) -> MemberQuerySet:
    """Members whose training record `user` may read (`may_read_training_record`)."""
    members = Member.objects.known_to(user)
    return members if is_coordinator(user) else members.filter(pk=user.pk)
