"""Authors of a sheet: co-authors who come and go, the author who answers for it handing over."""

from django.db import transaction

from reseau.members.models.member import Member
from ressources.sheets import journal, notices
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.sheets import SheetError

MAX_COAUTHORS = 10


@transaction.atomic
def add_coauthor(*, page: Sheet, by: Member, member: Member) -> None:
    """`member` writes the sheet with its author from now on, and is told. Raises `SheetError`."""
    page = _locked(page)
    if page.owner_id == member.pk or member in page.coauthors:
        raise SheetError(f"{member} participe déjà à l’écriture de cette fiche.")
    if len(page.coauthors) >= MAX_COAUTHORS:
        raise SheetError(f"{MAX_COAUTHORS} personnes au plus peuvent participer à l’écriture d’une fiche.")
    if not Member.objects.in_network().filter(pk=member.pk).exists():
        raise SheetError(f"{member} n’a plus de poste dans le réseau.")
    Authorship.objects.create(sheet=page, member=member)
    entry = journal.note(journal.COAUTHOR_ADDED, page=page, by=by, name=str(member))
    notices.tell_coauthor(page, member=member, entry=entry, by=by)


@transaction.atomic
def remove_coauthor(*, page: Sheet, by: Member, member: Member) -> None:
    """`member` writes the sheet no more. Raises `SheetError`."""
    page = _locked(page)
    if not Authorship.objects.filter(sheet=page, member=member).delete()[0]:
        raise SheetError(f"{member} ne participe plus à l’écriture de cette fiche.")
    journal.note(journal.COAUTHOR_REMOVED, page=page, by=by, name=str(member))


@transaction.atomic
def hand_over(*, page: Sheet, by: Member, member: Member) -> None:
    """`member` answers for the sheet from now on; who did stays among its authors. Raises `SheetError`."""
    page = _locked(page)
    if page.owner_id == member.pk:
        raise SheetError(f"{member} répond déjà de cette fiche.")
    if not Member.objects.in_network().filter(pk=member.pk).exists():
        raise SheetError(f"{member} n’a plus de poste dans le réseau.")
    _give(page, by=by, member=member)


@transaction.atomic
def take_over(*, page: Sheet, by: Member) -> None:
    """Who finds a sheet that every author has left answers for it. Raises `SheetError` if somebody does already."""
    page = _locked(page)
    if not Sheet.objects.orphans().filter(pk=page.pk).exists():
        raise SheetError("Une autre personne est déjà responsable de cette fiche.")
    _give(page, by=by, member=by)


def _give(page: Sheet, *, by: Member, member: Member) -> None:
    Authorship.objects.filter(sheet=page, member=member).delete()
    if page.owner_id:
        Authorship.objects.get_or_create(sheet=page, member_id=page.owner_id)
    page.owner = member
    page.save(update_fields=["owner"], clean=False)
    entry = journal.note(journal.HANDED_OVER, page=page, by=by, name=str(member))
    notices.tell_handed_over(page, entry=entry, by=by)


def _locked(page: Sheet) -> Sheet:
    return Sheet.objects.select_for_update().get(pk=page.pk)
