"""Notices of heritage records: to those who read them again, then to their author."""

from datetime import datetime

from django.urls import reverse

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from patrimoine.declarations.events import HERITAGE_ANSWER, HERITAGE_AWAITED
from patrimoine.sites.models import HeritagePlace
from reseau.people.members.models.member import Member
from reseau.people.members.referents import who_answers_for


def notify_submitted(place: HeritagePlace, *, by: Member) -> None:
    notify(
        members=who_answers_for(place.commune.territory_id),
        exclude=by,
        key=f"{_about(place)}:awaited",
        text=f"«\u00a0{place}\u00a0» ({place.commune}) attend votre relecture.",
        url=reverse("patrimoine:review"),
        kind=HERITAGE_AWAITED,
        fact=fact_about("heritage_place", place.pk),
    )


def notify_late(place: HeritagePlace) -> None:
    """Tell its readers that a record has waited for a week. Once for each time it was sent."""
    notify(
        members=who_answers_for(place.commune.territory_id),
        key=f"{_about(place)}:late:{place.changed:%Y%m%d%H%M%S}",
        text=f"«\u00a0{place}\u00a0» ({place.commune}) attend votre relecture depuis plus d’une semaine.",
        url=reverse("patrimoine:review"),
        kind=HERITAGE_AWAITED,
        fact=fact_about("heritage_place", place.pk),
    )


def withdraw_awaited(place: HeritagePlace, *, sent: datetime) -> None:
    """Withdraw the notices to its readers: somebody has answered. `sent`: when it last changed before."""
    take_back_notice(key=f"{_about(place)}:awaited")
    take_back_notice(key=f"{_about(place)}:late:{sent:%Y%m%d%H%M%S}")


def notify_published(place: HeritagePlace, *, by: Member) -> None:
    _tell_author(place, f"Fiche publiée\u00a0: «\u00a0{place}\u00a0».", event="published", by=by)


def notify_returned(place: HeritagePlace, *, by: Member) -> None:
    _tell_author(place, f"«\u00a0{place}\u00a0» est à revoir\u00a0: {place.remark}", event="returned", by=by)


def notify_withdrawn(place: HeritagePlace, *, by: Member) -> None:
    _tell_author(place, f"Fiche retirée, «\u00a0{place}\u00a0»\u00a0: {place.remark}", event="withdrawn", by=by)


def _tell_author(place: HeritagePlace, text: str, *, event: str, by: Member) -> None:
    notify(
        members=[place.author] if place.author else [],
        exclude=by,
        key=f"{_about(place)}:{event}:{place.changed:%Y%m%d%H%M%S%f}",
        text=text,
        url=place.get_absolute_url(),
        kind=HERITAGE_ANSWER,
        fact=fact_about("heritage_place", place.pk),
    )


def _about(place: HeritagePlace) -> str:
    return f"heritage:{place.pk}"
