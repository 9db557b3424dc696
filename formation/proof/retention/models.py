"""The retention table of training records: a row for each category, with the visa of the archivist on it.

Without a visa on the row nothing of the category is put on an elimination list; at its term it is no longer shown all
the same. The visa on the row does not stand in for that of each list (the Archives départementales say so:
https://archives.lozere.fr/n/vous-etes-une-administration/n:270).
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from formation.proof.retention.enums import Category, TermFate, TermStart
from reseau.texts.wording import day_in_full

MOST_YEARS = 100
TO_DECIDE = "À décider avec les Archives départementales"
# What the table says before anybody decided. The two instructions were named by their titles in what we read, not read:
# they fix no duration here.
FIRST_SOURCES = {
    Category.MISSIONS: f"{TO_DECIDE} (cadre à vérifier\u00a0: instruction DAF/DPACI/RES/2008/008, documents comptables "
    "des ordonnateurs)",
    Category.EVALUATIONS: f"{TO_DECIDE}\u00a0; durée du site jusque-là",
}
COMMON_SOURCE = (
    f"{TO_DECIDE} (cadre à vérifier\u00a0: instruction DAF/DPACI/RES/2009/018, services communs aux collectivités)"
)
FIRST_STARTS = {Category.MISSIONS: TermStart.ACCOUNTS, Category.EVALUATIONS: TermStart.SESSION}
EVALUATION_YEARS = 3


class RetentionTermQuerySet(models.QuerySet):
    def schedule(self) -> dict[Category, "RetentionTerm"]:
        """Return the row of every category, in the order of the list. One query.

        A category without a row has what the table says before anybody decided, unsaved.
        """
        rows = {row.category: row for row in self}
        return {category: rows.get(category) or first_term(category) for category in Category}

    def of(self, category: Category) -> "RetentionTerm":
        return self.filter(category=category).first() or first_term(category)


class RetentionTerm(models.Model):
    """How long one category is kept, and the visa on that rule; a change of the rule takes the visa away."""

    category = models.CharField("documents", max_length=12, choices=Category, unique=True)
    years = models.PositiveSmallIntegerField("années de conservation")
    start = models.CharField("à partir de", max_length=8, choices=TermStart, default=TermStart.YEAR)
    source = models.CharField("texte ou décision", max_length=300)
    fate = models.CharField("sort à l’échéance", max_length=8, choices=TermFate, default=TermFate.DESTROY)
    visa_reference = models.CharField("référence du visa", max_length=100, blank=True)
    visa_on = models.DateField("date du visa", null=True, blank=True)
    visa_by = models.CharField("visa donné par", max_length=120, blank=True)

    objects = RetentionTermQuerySet.as_manager()

    class Meta:
        verbose_name = "durée de conservation"
        verbose_name_plural = "durées de conservation"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=MOST_YEARS),
                name="retention_term_of_some_years",
                violation_error_message=f"Une durée va d’un an à {MOST_YEARS}\u00a0ans.",
            ),
            models.CheckConstraint(
                condition=Q(visa_on__isnull=True, visa_reference="", visa_by="")
                | Q(visa_on__isnull=False) & ~Q(visa_reference="") & ~Q(visa_by=""),
                name="retention_term_visa_is_whole",
                violation_error_message="Un visa se note avec sa date, sa référence et qui l’a donné.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_category_display()

    def get_absolute_url(self) -> str:
        return reverse("formation:retention_term", args=[self.category])

    @property
    def has_visa(self) -> bool:
        return self.visa_on is not None

    @property
    def may_be_listed(self) -> bool:
        """Whether what is past its term goes on an elimination list."""
        return self.has_visa and self.fate == TermFate.DESTROY

    @property
    def duration(self) -> str:
        return f"{self.years}\u00a0an{'s' if self.years > 1 else ''}"

    @property
    def visa_in_words(self) -> str:
        if not self.has_visa:
            return "Visa attendu\u00a0: rien n’est détruit"
        return f"{self.visa_reference}, {self.visa_by}, le {day_in_full(self.visa_on, 'j F Y')}"

    def last_day(self, day: datetime.date) -> datetime.date:
        """Return the last day when records of a session that ended on `day` are kept."""
        if self.start == TermStart.SESSION:
            return same_day(day, day.year + self.years)
        return datetime.date(day.year + self.years, 12, 31)

    def newest_past(self, today: datetime.date) -> datetime.date:
        """Return the last day of the newest sessions whose term is over: `last_day` of it is before `today`."""
        if self.start == TermStart.SESSION:
            return same_day(today, today.year - self.years) - datetime.timedelta(days=1)
        return datetime.date(today.year - self.years - 1, 12, 31)


def same_day(day: datetime.date, year: int) -> datetime.date:
    """Return the same day of another year; the 28th of February if it lacks a 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return datetime.date(year, 2, 28)


def first_term(category: Category) -> RetentionTerm:
    """Return what the table says of a category before anybody decided."""
    return RetentionTerm(
        category=category,
        years=EVALUATION_YEARS if category == Category.EVALUATIONS else settings.ARCHIVES["training_years"],
        start=FIRST_STARTS.get(category, TermStart.YEAR),
        source=FIRST_SOURCES.get(category, COMMON_SOURCE),
        fate=TermFate.SAMPLE if category == Category.SESSIONS else TermFate.DESTROY,
    )
