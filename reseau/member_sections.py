"""Section on the page of a member who left, for those who open and close positions: what was passed on, and to whom."""

from reseau.departures.models import Departure
from reseau.members.permissions import may_open_positions
from reseau.sections import register_for_members


@register_for_members
def departures_section(request, member) -> tuple[str, dict] | None:
    if member.is_in_network or not may_open_positions(request.user):
        return None
    departures = list(Departure.objects.filter(member=member).select_related("closed_by"))
    return ("reseau/departures/_departures.html", {"departures": departures}) if departures else None
