"""« J’ai animé cet atelier »: noted, corrected, removed; the counters of the sheet follow in the same transaction.

Each function locks the sheet first: a form sent twice makes one delivery, and two members at once are both counted.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from reseau.people.members.models.member import Member
from ressources.sheets import sheet_journal
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries import notices as delivery_notices
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally

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
