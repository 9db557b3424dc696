"""Who may do what with a sheet: predicates that several concepts share.

Author and co-authors write a sheet; those who watch the territory of its EPM review it and may correct it. Nobody
publishes their own sheet, except a coordinator.
"""

from django.db.models import Q, QuerySet

from reseau.permissions import is_coordinator, is_network_member, required, watched_territories, watches_territory
from reseau.places.models.epm import EPM


def may_review(user, sheet) -> bool:
    """Whether the user may review, correct and withdraw the sheet. A page being created in Wagtail has no EPM yet."""
    return sheet.epm_id is not None and watches_territory(user, sheet.epm.commune.territory_id)


def is_author(user, sheet) -> bool:
    """Whether the user is the author who answers for the sheet, or a co-author."""
    return sheet.owner_id == user.pk or user in sheet.coauthors


def may_decide(user, sheet) -> bool:
    """Whether the user may publish the sheet or ask for changes."""
    return may_review(user, sheet) and (is_coordinator(user) or not is_author(user, sheet))


def may_edit(user, sheet) -> bool:
    return is_network_member(user) and (sheet.owner_id == user.pk or may_review(user, sheet) or user in sheet.coauthors)


def is_reviewer(user) -> bool:
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


reviewer_required = required(is_reviewer)


def epms_to_write_from(user) -> QuerySet[EPM]:
    """Return the EPM of origin that `user` may choose: where they work, and those of the territories they watch."""
    return EPM.objects.filter(Q(pk__in=user.epm_ids) | Q(commune__territory__in=watched_territories(user)))
