"""Deleting a draft that was never published: its text, its versions, its files, and what was said of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.actions.delete_page import DeletePageAction

from alertes.channels.notices.services import erase_notices_under
from reseau.people.members.models.member import Member
from ressources.authoring.writing import notices
from ressources.authoring.writing.models import KeptText
from ressources.files.services.attachments import forget_files_under
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import locked_page

PUBLISHED = "Cette fiche a été publiée : retirez-la de la bibliothèque, son texte restera à ses auteurs."


@transaction.atomic
def delete_draft(*, page: Sheet, by: Member) -> None:
    """Delete the draft for good, and tell the others who write it or review it.

    What colleagues typed without saving stays theirs (`KeptText`). Raises `ValidationError` for a sheet that was
    published, even if it was withdrawn since: other people refer to it.
    """
    page = locked_page(page=page)
    if page.first_published_at is not None or page.live:
        raise ValidationError(PUBLISHED)
    members = notices.concerned_by_deletion(page)
    erase_notices_under(url_prefix=reverse("ressources:edit", args=[page.pk]).removesuffix("modifier/"))
    notices.notify_deleted(page, members=members, by=by)
    forget_files_under(page=page)
    KeptText.objects.filter(member=by, sheet=page).delete()
    # Our own rule has decided: Wagtail’s groups know nothing of authors.
    DeletePageAction(page, user=by).execute(skip_permission_checks=True)
