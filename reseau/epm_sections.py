"""Section on the page of an EPM, for those who answer for its team."""

from reseau.members.permissions import may_keep_team
from reseau.sections import register


@register
def team_section(request, epm) -> tuple[str, dict] | None:
    if not may_keep_team(request.user, epm):
        return None
    return "reseau/teams/_epm_team.html", {"epm": epm}
