"""Who is told of a workshop that was run: the authors of its sheet, as their thanks; its member, if it is taken out."""

from django.urls import reverse

from alertes.enums import Matter
from alertes.services import notify, withdraw
from ressources.models.authorship import authors_of


def tell_delivered(sheet, *, delivery) -> None:
    """Its authors learn that their sheet was of use: it is the thanks that they get for it."""
    by = delivery.member
    people = f"{delivery.headcount}\u00a0personne{'s' if delivery.headcount > 1 else ''}"
    text = f"{by} a animé votre fiche «\u00a0{sheet.title}\u00a0» avec {people} ({delivery.epm})."
    if delivery.went_well:
        text += f" Ce qui a bien marché\u00a0: {delivery.went_well}"
    notify(
        members=authors_of(sheet),
        key=_key(delivery),
        text=text,
        url=sheet.get_absolute_url() if sheet.live else reverse("ressources:deliveries", args=[sheet.pk]),
        exclude=by,
        matter=Matter.SHEETS,
    )


def forget_delivered(delivery) -> None:
    withdraw(key=_key(delivery))


def tell_delivery_removed(sheet, *, delivery, entry, by) -> None:
    """Whoever had noted it learns who took it out of the count."""
    notify(
        members=[delivery.member] if delivery.member and delivery.member.is_active else [],
        key=f"sheet:{sheet.pk}:delivery_removed:{entry.pk}",
        text=f"{by} a retiré du décompte de la fiche «\u00a0{sheet.title}\u00a0» votre atelier du {delivery}.",
        url=reverse("ressources:my_deliveries"),
        exclude=by,
    )


def _key(delivery) -> str:
    return f"sheet:{delivery.sheet_id}:delivered:{delivery.pk}"
