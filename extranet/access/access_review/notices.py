"""Who is asked who is still there: people of reference, then the territory; coordinators for the network's roles."""

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from extranet.access.access_review.models import ReviewedTeam
from extranet.access.enums import ReviewStep
from extranet.declarations.events import ACCESS_REVIEW
from reseau.people.members.models.member import Member
from reseau.people.members.referents import referents_of, territory_referents
from reseau.texts.elision import to_place


def people_asked(team: ReviewedTeam) -> list[Member]:
    """Return who answers at this step."""
    if team.epm_id is None:
        return list(Member.objects.coordinating())
    return territory_referents(team.epm) if team.step == ReviewStep.TERRITORY else referents_of(team.epm)


def ask(team: ReviewedTeam) -> None:
    """Ask, once for each step."""
    where = to_place(team.epm.name) if team.epm_id else "à la coordination et dans les territoires"
    opening = "Qui" if team.step == ReviewStep.ASKED else "Rappel\u00a0: qui"
    notify(
        members=people_asked(team),
        key=f"access_review:{team.pk}:{team.step}",
        text=f"{opening} est toujours là, {where}\u00a0? Deux minutes, une fois par an.",
        url=team.get_absolute_url(),
        kind=ACCESS_REVIEW,
        fact=fact_about("reviewed_team", team.pk),
    )
