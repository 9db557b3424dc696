"""Authors of a sheet: co-authors added and removed, the sheet handed over or taken over."""

from django.core.exceptions import ValidationError
from django.db import transaction

from reseau.people.members.models.member import Member
from ressources.sheets import notices, sheet_journal
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet

MAX_COAUTHORS = 10


@transaction.atomic
def add_coauthor(*, page: Sheet, by: Member, member: Member) -> None:
    """Add a co-author and notify them.

    Raises `ValidationError` if they are an author already, left, or are one too many.
    """
    page = _locked(page)
    if page.owner_id == member.pk or member in page.coauthors:
        raise ValidationError(f"{member} participe déjà à l’écriture de cette fiche.")
    if len(page.coauthors) >= MAX_COAUTHORS:
        raise ValidationError(f"{MAX_COAUTHORS} personnes au plus peuvent participer à l’écriture d’une fiche.")
    if not Member.objects.in_network().filter(pk=member.pk).exists():
        raise ValidationError(f"{member} n’a plus de poste dans le réseau.")
    Authorship.objects.create(sheet=page, member=member)
    entry = sheet_journal.note(sheet_journal.COAUTHOR_ADDED, page=page, by=by, name=str(member))
    notices.notify_coauthor(page, member=member, entry=entry, by=by)


@transaction.atomic
def remove_coauthor(*, page: Sheet, by: Member, member: Member) -> None:
    """Remove a co-author. Raises `ValidationError` if they are not one any more."""
    page = _locked(page)
    if not Authorship.objects.filter(sheet=page, member=member).delete()[0]:
        raise ValidationError(f"{member} ne participe plus à l’écriture de cette fiche.")
    sheet_journal.note(sheet_journal.COAUTHOR_REMOVED, page=page, by=by, name=str(member))


@transaction.atomic
def hand_over(*, page: Sheet, by: Member, member: Member) -> None:
    """Make `member` answer for the sheet; its former author becomes a co-author. Raises `ValidationError`."""
    page = _locked(page)
    if page.owner_id == member.pk:
        raise ValidationError(f"{member} répond déjà de cette fiche.")
    if not Member.objects.in_network().filter(pk=member.pk).exists():
        raise ValidationError(f"{member} n’a plus de poste dans le réseau.")
    _give(page, by=by, member=member)


@transaction.atomic
def take_over(*, page: Sheet, by: Member) -> None:
    """Make `by` answer for a sheet whose authors have all left.

    Raises `ValidationError` if an author is still there.
    """
    page = _locked(page)
    if not Sheet.objects.orphans().filter(pk=page.pk).exists():
        raise ValidationError("Une autre personne est déjà responsable de cette fiche.")
    _give(page, by=by, member=by)


def _give(page: Sheet, *, by: Member, member: Member) -> None:
    Authorship.objects.filter(sheet=page, member=member).delete()
    if page.owner_id:
        Authorship.objects.get_or_create(sheet=page, member_id=page.owner_id)
    page.owner = member
    page.save(update_fields=["owner"], clean=False)
    entry = sheet_journal.note(sheet_journal.HANDED_OVER, page=page, by=by, name=str(member))
    notices.notify_handed_over(page, entry=entry, by=by)


def _locked(page: Sheet) -> Sheet:
    return Sheet.objects.select_for_update().get(pk=page.pk)
