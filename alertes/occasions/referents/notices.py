"""Notices about the people of reference of an EPM."""

from django.urls import reverse
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from alertes.declarations.events import REFERENT_CHANGED
from alertes.occasions.referents.wording import MISSING_DETAILS, NAMED_DETAILS, missing_sentence, named_sentence
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referent_news import ReferentTeller
from reseau.people.members.referents import territory_referents
from reseau.places.models.epm import EPM


class NoticesOfReferents(ReferentTeller):
    def named(self, position: Position, *, by: Member | None) -> None:
        notify(
            members=[position.member],
            key=f"position:{position.pk}:referent:{timezone.localdate()}",
            text=named_sentence(position.epm, by),
            details=NAMED_DETAILS,
            url=reverse("reseau:team", args=[position.epm.slug]),
            kind=REFERENT_CHANGED,
            exclude=by,
            fact=fact_about("referent", position.pk),
        )

    def missing(self, epm: EPM, *, since: Position | None, by: Member | None) -> None:
        notify(
            members=territory_referents(epm),
            key=f"epm:{epm.pk}:referent_missing:{since.pk if since else 0}",
            text=missing_sentence(epm),
            details=MISSING_DETAILS,
            url=reverse("reseau:team", args=[epm.slug]),
            kind=REFERENT_CHANGED,
            exclude=by,
            fact=fact_about("missing_referent", epm.pk),
        )
