"""A workshop open to all that took place: who came, and the delivery of its sheet, once."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from reseau.people.members.models.member import Member
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.services import note_delivery
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


@transaction.atomic
def note_who_came(*, workshop: OpenWorkshop, came: Collection[int], others: int = 0, by: Member) -> Delivery:
    """Note that the workshop took place: it becomes a delivery of its sheet by `by`, for as many people.

    `came`: keys of the bookings of those who came; `others` came without being enrolled. A workshop noted already
    keeps its delivery; one that `by` noted from the sheet becomes that of the workshop. Raises `ValidationError` for a
    workshop to come or cancelled, or if nobody came.
    """
    workshop = OpenWorkshop.objects.locked(workshop.pk)
    if workshop.delivery_id:
        return workshop.delivery
    if workshop.cancelled_at or not workshop.has_begun:
        raise ValidationError("Cet atelier n’a pas encore eu lieu, ou il est annulé.")
    bookings = workshop.bookings.all()
    present = bookings.filter(pk__in=came)
    headcount = present.count() + others
    if not headcount:
        raise ValidationError("Personne n’est venu\u00a0? Il n’y a alors rien à noter.")
    bookings.update(came=False)
    present.update(came=True)
    workshop.delivery = _delivery_of(workshop, headcount, by)
    workshop.save(update_fields=["delivery"])
    return workshop.delivery


def _delivery_of(workshop: OpenWorkshop, headcount: int, by: Member) -> Delivery:
    """Return what `by` noted already for that sheet, day and EPM, unless it is of another workshop; else note it."""
    delivery = Delivery(
        sheet=workshop.sheet,
        member=by,
        epm=workshop.epm,
        date=workshop.date,
        headcount=headcount,
        minutes=workshop.minutes,
    )
    noted = Delivery.objects.same_as(delivery).first()
    if noted is None:
        return note_delivery(delivery=delivery)
    if OpenWorkshop.objects.filter(delivery=noted).exists():
        raise ValidationError(
            "Vous avez déjà noté cette fiche ce jour-là, dans cet EPM\u00a0: ajoutez ces personnes à ce nombre, dans "
            "«\u00a0Mes ateliers animés\u00a0»."
        )
    return noted
