"""Which factor counts on a day, and the CO2 of kilometres that were not driven."""

import datetime
from dataclasses import dataclass

from accueil.emission_factors.models import EmissionFactor


@dataclass(frozen=True, slots=True)
class FactorHistory:
    """All versions, the one that counts first."""

    versions: tuple[EmissionFactor, ...]

    @classmethod
    def read(cls) -> "FactorHistory":
        """Return every version. One query."""
        return cls(tuple(EmissionFactor.objects.select_related("recorded_by")))

    def in_force(self, day: datetime.date) -> EmissionFactor | None:
        """Return the version of a day: the last one recorded, among those from the latest month; None before them."""
        return next((version for version in self.versions if version.applies_from <= day), None)

    def kilograms(self, kilometres: float, day: datetime.date) -> float | None:
        """Return kilograms of CO2; None for a day that no version covers, if there are kilometres."""
        factor = self.in_force(day)
        if factor is None:
            return None if kilometres else 0.0
        return kilometres * float(factor.grams) / 1_000

    def used_between(self, first: datetime.date, last: datetime.date) -> list[EmissionFactor]:
        """Return the versions that count on some day of a period, the latest first."""
        starts = [first, *(version.applies_from for version in self.versions if first < version.applies_from <= last)]
        used = {version.pk for day in starts if (version := self.in_force(day))}
        return [version for version in self.versions if version.pk in used]
