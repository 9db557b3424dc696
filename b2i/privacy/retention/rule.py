"""The rule of retention: how long a record is kept without news, and how long after its EPM was notified.

Pages, papers, mails, database constraints and the demo read it here. Another duration is another constraint, hence a
migration: the rule is what a list with its visa was judged by.

- Two years without news: what the CNIL finds proportionate for a dormant account. No instruction of the Archives de
  France names these records, so the département decides with its archivist and data protection officer.
- Three months of notice: (to be decided by the département), so that an EPM closed for a summer has time to answer.
"""

from dataclasses import dataclass

from django.db.models import Func, IntegerField

NUMBERS = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Durations in years and months as people say them, and in days as the site counts them."""

    years: int
    notice_months: int

    @property
    def dormant_days(self) -> int:
        return self.years * 365

    @property
    def notice_days(self) -> int:
        return self.notice_months * 30

    @property
    def listed_days(self) -> int:
        """Days without news of a record on a list: nobody is notified before the end of the first duration."""
        return self.dormant_days + self.notice_days

    @property
    def silence(self) -> str:
        """« deux ans »."""
        return f"{NUMBERS[self.years]} an{'s' if self.years > 1 else ''}"

    @property
    def notice(self) -> str:
        """« trois mois »."""
        return f"{NUMBERS[self.notice_months]} mois"

    @property
    def reference(self) -> str:
        """The duration of administrative use (DUA) as an elimination list states it."""
        return (
            f"Dernier contact + {self.silence}, puis {self.notice} après l’avis donné à l’espace public multimédia "
            f"({self.dormant_days} et {self.notice_days}\u00a0jours)"
        )


RULE = RetentionRule(years=2, notice_months=3)


def rule_in_words(part: str) -> str:
    """Return a duration for a template: `{% retention_rule "silence" %}`, « deux ans »; `"notice"`, « trois mois »."""
    return getattr(RULE, part)


class DaysBetween(Func):
    """Whole days from the second date to the first, by what each database has built in: constraints use it."""

    arity = 2
    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        joiner = ") - julianday("
        return super().as_sql(
            compiler, connection, template="(julianday(%(expressions)s))", arg_joiner=joiner, **context
        )
