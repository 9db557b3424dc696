"""The age that the B2i Adultes asks for: a doubt is told before anybody proposes or applies, and nothing is refused.

Circulaire of the ministry of Justice of 17 June 2015 (NOR JUSF1515449C), as `data/b2i_adultes.json` cites it. The
rectorat decides; the network does not.
"""

import datetime

from b2i.frameworks.enums import B2I_ADULTES_AGE, AgeDoubt
from b2i.frameworks.models.framework import Framework

# The identifier of each version of the B2i Adultes begins so.
SLUG = "b2i-adultes"


def age_doubt(
    framework: Framework, *, birth_year: int | None, born_on: datetime.date | None = None, today: datetime.date
) -> AgeDoubt | None:
    """Return the doubt about the age of a learner, None without any or for a framework that asks for no age.

    `born_on`: from a civil identity; the year of the record is not read then.
    """
    if not framework.slug.startswith(SLUG):
        return None
    if born_on:
        return AgeDoubt.UNDER if _birthday(born_on, B2I_ADULTES_AGE) > today else None
    if birth_year is None:
        return AgeDoubt.UNKNOWN
    age_this_year = today.year - birth_year
    if age_this_year == B2I_ADULTES_AGE:
        return AgeDoubt.PERHAPS_UNDER
    return AgeDoubt.UNDER if age_this_year < B2I_ADULTES_AGE else None


def _birthday(born_on: datetime.date, age: int) -> datetime.date:
    """Return the birthday; who is born on 29 February turns a year older on 1 March."""
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:
        return datetime.date(year, 3, 1)
