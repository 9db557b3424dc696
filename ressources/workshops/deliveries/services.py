"""« J’ai animé cet atelier », and the grid of a workshop that follows a sheet."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.grids.models import GroupSession
from b2i.records.grids.services import open_group_session
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.sheets import sheet_journal
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries import notices as delivery_notices
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally

# « J’ai animé cet atelier »: noted, corrected, removed; the counters of the sheet follow in the same transaction.
#
# Each function locks the sheet first: a form sent twice makes one delivery, and two members at once are both
# counted.
PAID = "Des heures de ticket tiennent à cet atelier\u00a0: il ne s’efface plus, leur débit s’annule."


class AlreadyNotedError(ValidationError):
    """The member noted that day already, with another report: `delivery`."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__("Vous avez déjà noté cet atelier ce jour-là, dans cet EPM.")
        self.delivery = delivery


@transaction.atomic
def note_delivery(*, delivery: Delivery, replaces: bool = False) -> Delivery:
    """Note that a workshop took place, and notify the authors of the sheet. The same report again changes nothing.

    Raises `AlreadyNotedError` if the member noted another report for that day, unless it `replaces` that one, and
    `ValidationError` for an impossible day.
    """
    sheet = _locked(delivery)
    existing = Delivery.objects.same_as(delivery).first()
    if existing and existing.says_the_same_as(delivery):
        return existing
    if existing and not replaces:
        raise AlreadyNotedError(existing)
    if existing:
        existing.take_from(delivery)
        return change_delivery(delivery=existing)
    delivery.full_clean()
    delivery.save()
    DeliveryTally.objects.recount(sheet.pk)
    delivery_notices.notify_delivery(sheet, delivery=delivery)
    return delivery


@transaction.atomic
def change_delivery(*, delivery: Delivery) -> Delivery:
    """Correct a delivery. Raises `AlreadyNotedError` if that day is noted already."""
    sheet = _locked(delivery)
    if existing := Delivery.objects.same_as(delivery).first():
        raise AlreadyNotedError(existing)
    delivery.full_clean()
    delivery.save()
    DeliveryTally.objects.recount(sheet.pk)
    return delivery


@transaction.atomic
def remove_delivery(*, delivery: Delivery, by: Member) -> None:
    """Delete a wrong delivery. Removed by somebody else than its member, it is logged and the member is notified.

    Raises `ValidationError` if other facts hang on it, such as hours of a ticket.
    """
    sheet = _locked(delivery)
    if delivery.member_id != by.pk:
        name = str(delivery.member or "une personne partie du réseau")
        details = {"day": delivery.date.isoformat(), "epm": str(delivery.epm), "name": name}
        entry = sheet_journal.note(sheet_journal.DELIVERY_REMOVED, page=sheet, by=by, **details)
        delivery_notices.notify_delivery_removed(sheet, delivery=delivery, entry=entry, by=by)
    delivery_notices.withdraw_delivery_notice(sheet, delivery=delivery)
    try:
        delivery.delete()
    except ProtectedError as error:
        raise ValidationError(PAID) from error
    DeliveryTally.objects.recount(sheet.pk)


def repair_tallies() -> int:
    """Recount the sheets whose counters are wrong; return their number."""
    keys = DeliveryTally.objects.wrong()
    for key in keys:
        recount_tally(sheet_id=key)
    return len(keys)


@transaction.atomic
def recount_tally(*, sheet_id: int) -> None:
    """Count the deliveries of a sheet again."""
    Sheet.objects.select_for_update().get(pk=sheet_id)
    DeliveryTally.objects.recount(sheet_id)


def _locked(delivery: Delivery) -> Sheet:
    return Sheet.objects.select_for_update().get(pk=delivery.sheet_id)


# The grid of a workshop that follows a sheet: opening it also notes the workshop, so that it is entered once.
class AlreadyOpenError(ValidationError):
    """The workshop of that day has its grid already: `session`."""

    def __init__(self, session: GroupSession) -> None:
        super().__init__("Cet atelier a déjà sa grille ce jour-là.")
        self.session = session


@transaction.atomic
def open_sheet_session(
    *,
    sheet: WorkshopPage,
    by: Member,
    epm: EPM,
    date: datetime.date,
    title: str,
    skills: Collection[Skill],
    learners: Collection[Learner],
    sentence: str = "",
) -> GroupSession:
    """Open the grid and note the workshop with these learners; a delivery already noted is linked to the grid.

    Raises `AlreadyOpenError`, and `ValidationError` for a day on which the sheet cannot have been run.
    """
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    headcount, minutes = max(1, len(learners)), sheet.duration
    delivery = Delivery(sheet=sheet, member=by, epm=epm, date=date, headcount=headcount, minutes=minutes)
    if existing := Delivery.objects.same_as(delivery).select_related("group_session").first():
        if existing.group_session:
            raise AlreadyOpenError(existing.group_session)
        delivery = existing
    else:
        note_delivery(delivery=delivery)
    session = open_group_session(
        epm=epm, date=date, title=title, skills=skills, learners=learners, led_by=by, sentence=sentence
    )
    delivery.group_session = session
    delivery.save(update_fields=["group_session"])
    return session
