"""Section on the page of a member whose position was closed: what was passed on, to whom, and the way back."""

from reseau.departures.models import Departure
from reseau.members.permissions import may_open_positions
from reseau.sections import register_for_members


@register_for_members
def departures_section(request, member) -> tuple[str, dict] | None:
    """Those of a member who is still there are shown as long as they may be undone. Two queries."""
    if not may_open_positions(request.user):
        return None
    departures = list(Departure.objects.filter(member=member).select_related("closed_by", "undone_by"))
    undoable = set(Departure.objects.filter(member=member).to_undo_by(request.user).values_list("pk", flat=True))
    if member.is_in_network:
        departures = [departure for departure in departures if departure.pk in undoable]
    context = {"departures": departures, "undoable": undoable}
    return ("reseau/departures/_departures.html", context) if departures else None
