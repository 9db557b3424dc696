"""Notices of trails: to those who publish them, then to their author."""

from datetime import datetime

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from patrimoine.declarations.events import HERITAGE_ANSWER, HERITAGE_AWAITED
from patrimoine.trails.models import HeritageTrail
from reseau.people.members.models.member import Member
from reseau.people.members.referents import who_answers_for


def notify_trail_submitted(trail: HeritageTrail, *, by: Member) -> None:
    text = f"Le circuit «\u00a0{trail}\u00a0» attend votre relecture."
    _tell_reviewers(trail, text, event="awaited", exclude=by)


def notify_trail_late(trail: HeritageTrail) -> None:
    """Tell those who publish it that a trail has waited for a week. Once for each time it was sent."""
    text = f"Le circuit «\u00a0{trail}\u00a0» attend votre relecture depuis plus d’une semaine."
    _tell_reviewers(trail, text, event=_late(trail.changed))


def withdraw_trail_awaited(trail: HeritageTrail, *, sent: datetime) -> None:
    """Withdraw the notices to its readers: somebody has answered. `sent`: when it last changed before."""
    for event in ("awaited", _late(sent)):
        take_back_notice(key=f"{_about(trail)}:{event}")


def notify_trail_answered(trail: HeritageTrail, *, by: Member) -> None:
    """Tell the author that their trail is published, to be changed, or withdrawn, unless they did it themselves."""
    words = "est publié." if trail.is_published else "est retiré." if trail.is_withdrawn else "est à revoir"
    text = f"Le circuit «\u00a0{trail}\u00a0» {words}" + (f"\u00a0: {trail.remark}" if trail.remark else "")
    notify(
        members=[trail.author] if trail.author else [],
        exclude=by,
        key=f"{_about(trail)}:{trail.state}:{trail.changed:%Y%m%d%H%M%S%f}",
        text=text,
        url=trail.get_absolute_url(),
        kind=HERITAGE_ANSWER,
        fact=fact_about("heritage_trail", trail.pk),
    )


def _tell_reviewers(trail: HeritageTrail, text: str, *, event: str, exclude: Member | None = None) -> None:
    notify(
        members=who_answers_for(trail.territory_id),
        exclude=exclude,
        key=f"{_about(trail)}:{event}",
        text=text,
        url=trail.get_absolute_url(),
        kind=HERITAGE_AWAITED,
        fact=fact_about("heritage_trail", trail.pk),
    )


def _about(trail: HeritageTrail) -> str:
    return f"trail:{trail.pk}"


def _late(sent: datetime) -> str:
    return f"late:{sent:%Y%m%d%H%M%S}"
