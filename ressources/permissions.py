"""Who may do what with a sheet. Its author and co-authors write it; those who watch over its EPM's territory review it.

A reviewer may correct what she reviews. Nobody publishes her own sheet, except a coordinator.
"""

from django.db.models import Q, QuerySet

from reseau.models.epm import EPM
from reseau.permissions import is_coordinator, is_network_member, required, watched_territories, watches_territory


def may_review(user, sheet) -> bool:
    """Reads what was sent to review, corrects it, withdraws it. A page being created in Wagtail has no EPM yet."""
    return sheet.epm_id is not None and watches_territory(user, sheet.epm.commune.territory_id)


def is_author(user, sheet) -> bool:
    """Answers for the sheet, or writes it with whoever does."""
    return sheet.owner_id == user.pk or user in sheet.coauthors


def may_decide(user, sheet) -> bool:
    """Publishes, or asks for changes."""
    return may_review(user, sheet) and (is_coordinator(user) or not is_author(user, sheet))


def may_edit(user, sheet) -> bool:
    return is_network_member(user) and (sheet.owner_id == user.pk or may_review(user, sheet) or user in sheet.coauthors)


def is_reviewer(user) -> bool:
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


reviewer_required = required(is_reviewer)


def epms_to_write_from(user) -> QuerySet[EPM]:
    """EPM of origin that `user` may give to a sheet: where she works, and those of the territories she watches."""
    return EPM.objects.filter(Q(pk__in=user.epm_ids) | Q(commune__territory__in=watched_territories(user)))
