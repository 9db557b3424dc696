"""Who may hand over a sheet, delete its draft, thank its author or write to them, and what Wagtail's editor allows."""

from wagtail.models import PagePermissionTester

from reseau.permissions import is_coordinator, is_network_member
from ressources.permissions import is_author, may_decide, may_edit, may_review


def may_hand_over(user, sheet) -> bool:
    """Whether the member may choose who answers for the sheet: its author, or a reviewer."""
    return is_network_member(user) and (sheet.owner_id == user.pk or may_review(user, sheet))


def may_delete(user, sheet) -> bool:
    """Whether the member may delete the draft: who answers for it, or the coordination, until it was ever published."""
    is_draft = not sheet.live and sheet.first_published_at is None
    return is_network_member(user) and is_draft and (sheet.owner_id == user.pk or is_coordinator(user))


def may_write_to_author(user, sheet) -> bool:
    """Whether the member may thank the authors or send feedback: readers of the sheet who are no author of it."""
    return is_network_member(user) and sheet.is_visible_to(user) and not is_author(user, sheet)


class SheetPermissionTester(PagePermissionTester):
    """The rules of this site in Wagtail's editor, added to those of Wagtail's groups."""

    def can_edit(self) -> bool:
        return super().can_edit() or may_edit(self.user, self.page)

    def can_publish(self) -> bool:
        return super().can_publish() or may_decide(self.user, self.page)

    def can_unpublish(self) -> bool:
        return super().can_unpublish() or (self.page.live and may_edit(self.user, self.page))
