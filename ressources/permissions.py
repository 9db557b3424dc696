"""Who may do what with a sheet. Its author and co-authors write it; those who watch over its EPM's territory review it.

A reviewer may correct what she reviews. Nobody publishes her own sheet, except a coordinator.
"""

from django.db.models import Q, QuerySet
from wagtail.models import PagePermissionTester

from reseau import audience
from reseau.permissions import is_coordinator, is_network_member, required, watched_territories, watches_territory
from reseau.places.models.epm import EPM


def may_review(user, sheet) -> bool:
    """Reads what was sent to review, corrects it, withdraws it. A page being created in Wagtail has no EPM yet."""
    return sheet.epm_id is not None and watches_territory(user, sheet.epm.commune.territory_id)


def is_author(user, sheet) -> bool:
    """Answers for the sheet, or writes it with whoever does."""
    return sheet.owner_id == user.pk or user in sheet.coauthors


def may_decide(user, sheet) -> bool:
    """Publishes, or asks for changes."""
    return may_review(user, sheet) and (is_coordinator(user) or not is_author(user, sheet))


def holder_of(sheet):
    """The reviewer who has the sheet in hand; nobody when none has taken it, or when she may review it no more."""
    assignment = getattr(sheet, "assignment", None)
    holder = assignment.reviewer if assignment else None
    return holder if holder and holder.is_active and may_decide(holder, sheet) else None


def may_answer(user, sheet) -> bool:
    """Answers its author, gives it to a colleague or puts it off: whoever has it in hand, anybody while nobody has."""
    if not may_decide(user, sheet):
        return False
    assignment = getattr(sheet, "assignment", None)
    is_hers = assignment is None or assignment.reviewer_id in (None, user.pk)
    return is_hers or is_coordinator(user) or holder_of(sheet) is None


def may_edit(user, sheet) -> bool:
    return is_network_member(user) and (sheet.owner_id == user.pk or may_review(user, sheet) or user in sheet.coauthors)


def may_hand_over(user, sheet) -> bool:
    """Decides who answers for the sheet: its author, or whoever reviews it once she has left."""
    return is_network_member(user) and (sheet.owner_id == user.pk or may_review(user, sheet))


def may_write_to_author(user, sheet) -> bool:
    """Thanks the author of a sheet that she may read, or writes to her: not for one of her own."""
    return is_network_member(user) and sheet.is_visible_to(user) and not is_author(user, sheet)


def may_answer_readers(user, sheet) -> bool:
    """Reads what readers write: the authors; once every one of them has left, whoever reviews the sheet."""
    if not is_network_member(user):
        return False
    return is_author(user, sheet) or (may_review(user, sheet) and not sheet.authors_here.exists())


def may_note_delivery(user, sheet) -> bool:
    """Says that she ran it, and reads the field notes: whoever has the sheet.

    An obsolete sheet is still readable, and a workshop that took place did take place. A withdrawn one is known to
    those who keep it, and to those who ran it before.
    """
    if not is_network_member(user):
        return False
    if sheet.is_visible_to(user):
        return True
    was_published = sheet.first_published_at is not None
    return was_published and (may_edit(user, sheet) or sheet.deliveries.filter(member=user).exists())


def may_remove_delivery(user, delivery) -> bool:
    """Takes out what is not so: whoever said it, and those who watch over the territory of the EPM."""
    if not is_network_member(user):
        return False
    return delivery.member_id == user.pk or watches_territory(user, delivery.epm.commune.territory_id)


def may_announce(user, sheet) -> bool:
    """Announces to the public a workshop of the sheet: one that the public may read and that still holds."""
    is_offered = sheet.live and sheet.audience == audience.PUBLIC and not sheet.is_obsolete
    return is_network_member(user) and is_offered and epms_to_write_from(user).exists()


def may_cancel_workshop(user, workshop) -> bool:
    """Says that it will not take place: whoever announced it, her colleagues there, who watches over the territory."""
    if not is_network_member(user):
        return False
    is_hers = workshop.announced_by_id == user.pk or workshop.epm_id in user.epm_ids
    return is_hers or watches_territory(user, workshop.epm.commune.territory_id)


def is_reviewer(user) -> bool:
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


reviewer_required = required(is_reviewer)


def epms_to_write_from(user) -> QuerySet[EPM]:
    """EPM of origin that `user` may give to a sheet: where she works, and those of the territories she watches."""
    return EPM.objects.filter(Q(pk__in=user.epm_ids) | Q(commune__territory__in=watched_territories(user)))


class SheetPermissionTester(PagePermissionTester):
    """The same rules in Wagtail's editor, added to what Wagtail's groups allow."""

    def can_edit(self) -> bool:
        return super().can_edit() or may_edit(self.user, self.page)

    def can_publish(self) -> bool:
        return super().can_publish() or may_decide(self.user, self.page)

    def can_unpublish(self) -> bool:
        return super().can_unpublish() or (self.page.live and may_edit(self.user, self.page))
