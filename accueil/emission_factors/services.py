"""Versions of the emission factor, added and never changed."""

import datetime
from decimal import Decimal

from accueil.emission_factors.models import EmissionFactor
from reseau.people.members.models.member import Member


def record_factor(
    *,
    grams: Decimal,
    applies_from: datetime.date,
    source: str,
    method: str,
    source_url: str = "",
    by: Member | None = None,
) -> EmissionFactor:
    """Add a version; of two from the same month, the later one counts.

    Raises ValidationError for a factor of no car, a day that begins no month, a missing source or method.
    """
    factor = EmissionFactor(
        grams=grams,
        applies_from=applies_from,
        source=source.strip(),
        source_url=source_url.strip(),
        method=method.strip(),
        recorded_by=by,
    )
    factor.full_clean()
    factor.save()
    return factor
