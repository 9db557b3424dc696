"""Notices about deliveries: to the authors of the sheet, as thanks; to its member, if it is removed.

A sheet that is run in many places on one day gives its authors one notice for that day, whose text counts.
"""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.services import correct_notice, notify, take_back_notice
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full, join_words
from ressources.declarations.events import SHEET_USED
from ressources.sheets.models.authorship import authors_of
from ressources.workshops.deliveries.models.delivery import Delivery


def notify_delivery(sheet, *, delivery: Delivery) -> None:
    """Notify the authors that their sheet was used, or update the notice of that day."""
    for author in authors_of(sheet).exclude(pk=delivery.member_id):
        key, text = _key(delivery), _text(sheet, _day(delivery), _deliveries_noted_that_day(delivery, but=author))
        url = sheet.get_absolute_url() if sheet.live else reverse("ressources:deliveries", args=[sheet.pk])
        notify(members=[author], key=key, text=text, url=url, kind=SHEET_USED)
        correct_notice(member=author, key=key, text=text, is_news=True)


def withdraw_delivery_notice(sheet, *, delivery: Delivery) -> None:
    """Remove a deleted delivery from the notice of its day; withdraw the notice if it was the only one."""
    other_deliveries = _deliveries_noted_that_day(delivery).exclude(pk=delivery.pk)
    if not other_deliveries.exists():
        take_back_notice(key=_key(delivery))
        return
    for author in authors_of(sheet):
        if deliveries := other_deliveries.exclude(member=author):
            correct_notice(
                member=author, key=_key(delivery), text=_text(sheet, _day(delivery), deliveries), is_news=False
            )


def notify_delivery_removed(sheet, *, delivery, entry, by) -> None:
    """Notify the member who noted it that somebody else removed it."""
    notify(
        members=[delivery.member] if delivery.member and delivery.member.is_active else [],
        key=f"sheet:{sheet.pk}:delivery_removed:{entry.pk}",
        text=f"{by} a retiré du décompte de la fiche «\u00a0{sheet.title}\u00a0» votre atelier du {delivery}.",
        url=reverse("ressources:my_deliveries"),
        exclude=by,
        kind=SHEET_USED,
    )


def _text(sheet, day: date, deliveries: QuerySet[Delivery]) -> str:
    title = f"«\u00a0{sheet.title}\u00a0»"
    first, *others = deliveries
    if not others:
        text = f"{_who(first)} a animé votre fiche {title} avec {_people(first.headcount)} ({first.epm})."
        return f"{text} Ce qui a bien marché\u00a0: {first.went_well}" if first.went_well else text
    by = join_words(list(dict.fromkeys(_who(delivery) for delivery in deliveries)))
    return (
        f"{len(deliveries)} ateliers animés avec votre fiche {title}, notés le {day_in_full(day)} par {by}, "
        f"avec {_people(sum(delivery.headcount for delivery in deliveries))} en tout."
    )


def _deliveries_noted_that_day(delivery: Delivery, *, but: Member | None = None) -> QuerySet[Delivery]:
    deliveries = Delivery.objects.filter(sheet=delivery.sheet_id, created__date=_day(delivery))
    return (deliveries.exclude(member=but) if but else deliveries).with_record().order_by("created", "pk")


def _who(delivery: Delivery) -> str:
    return str(delivery.member or "Une personne partie du réseau")


def _people(count: int) -> str:
    return f"{count}\u00a0personne{'s' if count > 1 else ''}"


def _day(delivery: Delivery) -> date:
    """Return the day on which it was noted, whenever the workshop took place."""
    return timezone.localdate(delivery.created)


def _key(delivery: Delivery) -> str:
    return f"sheet:{delivery.sheet_id}:delivered:{_day(delivery).isoformat()}"
