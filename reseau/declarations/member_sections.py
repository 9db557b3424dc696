"""Section on the page of a member whose position was closed: what was passed on, to whom, and the way back."""

from django.db.models import Exists, OuterRef

from reseau.people.departures.models import Departure
from reseau.people.members.permissions import may_open_positions


def departures_section(request, member) -> tuple[str, dict] | None:
    """Those of a member who is still there are shown as long as they may be undone. One query."""
    if not may_open_positions(request.user):
        return None
    undoable = Departure.objects.to_undo_by(request.user).filter(pk=OuterRef("pk")).order_by()
    departures = Departure.objects.filter(member=member).annotate(may_be_undone=Exists(undoable))
    if member.is_in_network:
        departures = departures.filter(may_be_undone=True)
    departures = list(departures.select_related("closed_by", "undone_by"))
    return ("reseau/people/departures/_departures.html", {"departures": departures}) if departures else None


SECTIONS = (departures_section,)
