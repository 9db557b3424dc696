"""Addresses of campaigns, made from their titles."""

from enquetes.design.campaigns.models import Campaign
from questionnaires.questions.codes import slug_of_title

LONGEST_TITLE = 45
# Words of addresses under /enquetes/.
RESERVED_SLUGS = frozenset(
    {"borne", "code", "donnees-ouvertes", "nouvelle", "reprendre", "resultats", "resultats-publics"}
)


def campaign_slug(title: str) -> str:
    """Return a free slug for a campaign. One query."""
    taken = {*RESERVED_SLUGS, *Campaign.objects.values_list("slug", flat=True)}
    return slug_of_title(title[:LONGEST_TITLE], taken)
