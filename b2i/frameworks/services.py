"""Correction of a crosswalk: a new version, the former one stays as it was."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.crosswalk import Crosswalk, CrosswalkLink
from reseau.texts.wording import day_in_full

UNCHANGED = "Tous les degrés sont déjà ceux de cette table\u00a0: changez-en au moins un."


@transaction.atomic
def revise_crosswalk(
    *, crosswalk: Crosswalk, degrees: Mapping[CrosswalkLink, MatchDegree], origin: str, made_on: datetime.date
) -> Crosswalk:
    """Save the degrees of all links as the version of the day `made_on`, which is read from then on.

    Raises ValidationError if nothing changed, or if the day is not after that of `crosswalk`.
    """
    if all(link.degree == degree for link, degree in degrees.items()):
        raise ValidationError(UNCHANGED)
    if made_on <= crosswalk.made_on:
        day = day_in_full(crosswalk.made_on, "j F Y")
        raise ValidationError({"made_on": f"La table en usage date du {day}\u00a0: choisissez un jour d’après."})
    revision = Crosswalk(
        source=crosswalk.source,
        target=crosswalk.target,
        version=made_on.isoformat(),
        made_on=made_on,
        origin=origin,
        note=crosswalk.note,
    )
    revision.full_clean()
    revision.save()
    CrosswalkLink.objects.bulk_create(
        CrosswalkLink(
            crosswalk=revision,
            skill_id=link.skill_id,
            counterpart_id=link.counterpart_id,
            order=link.order,
            degree=degree,
        )
        for link, degree in degrees.items()
    )
    return revision
