"""Notices to the members whose messages a sheet takes up: when it is drafted, when it is published."""

from collections.abc import Iterable

from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.notices.services import notify
from forums.declarations.events import POST_USEFUL
from reseau.people.members.models.member import Member
from ressources.sheets.enums import ContributionSource


def notify_quoted(sheet, *, topic, members: Iterable[int], by) -> None:
    """Notify the authors of the quoted messages who may still read the topic. `members`: their keys."""
    notify(
        members=topic.forum.readers().filter(pk__in=members),
        key=f"sheet:{sheet.pk}:topic:{topic.pk}",
        text=f"{by} prépare une fiche d’atelier à partir du sujet « {topic.title} » : votre nom y sera cité.",
        url=topic.get_absolute_url(),
        exclude=by,
        kind=POST_USEFUL,
        fact=LASTING,
    )


def notify_contributors(sheet, *, by) -> set[int]:
    """Notify the contributors of a sheet made from a topic, once, at its first publication.

    Return the keys of those who are notified of this version.
    """
    contributions = sheet.contributions.filter(source=ContributionSource.TOPIC)
    contributors = list(Member.objects.in_network().filter(pk__in=contributions.values("member")))
    notify(
        members=contributors,
        key=f"sheet:{sheet.pk}:topic:published",
        text=f"La fiche «\u00a0{sheet.title}\u00a0», faite de vos messages, est publiée.",
        url=sheet.get_absolute_url(),
        exclude=by,
        kind=POST_USEFUL,
        fact=fact_about("sheet", sheet.pk),
    )
    return {member.pk for member in contributors} if sheet.is_new else set()
