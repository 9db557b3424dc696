"""Who may announce a meeting, and change or cancel it."""

from reseau.permissions import is_coordinator, required, watches_any_territory, watches_territory

may_announce_meeting = watches_any_territory
announcer_required = required(may_announce_meeting)


def may_change_meeting(user, meeting) -> bool:
    """Whether the member may change a meeting: who announced it, who watches its territory, a coordinator."""
    if not may_announce_meeting(user):
        return False
    is_own = meeting.announced_by_id == user.pk or is_coordinator(user)
    return is_own or (meeting.territory_id is not None and watches_territory(user, meeting.territory_id))
