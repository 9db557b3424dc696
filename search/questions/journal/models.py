"""Tallies of searches by day: no person, no address, no time of day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Sum, When
from django.utils import timezone

from search.questions.synonyms.validators import EXPRESSION_LENGTH

# Without accents, « œ » makes two letters.
KEY_LENGTH = 2 * EXPRESSION_LENGTH
QUEUE_DAYS = 90
# Thirteen months: this season, and the same one a year before.
KEPT = timedelta(days=396)
# Days on which a search was made before it is proposed to others.
ENOUGH_DAYS = 5
# How often a search was made again in the same other words before these are proposed, and how many are.
ENOUGH_TIMES, MOST_FOUND = 2, 3
# Number of new failures after which a handled search comes back.
RETURNS = 3


@dataclass(frozen=True, slots=True)
class FruitlessSearch:
    """A search that failed `times` times in `QUEUE_DAYS` days: nothing found, or none of `most` results opened."""

    text: str
    key: str
    times: int
    most: int
    last: date

    @property
    def found_nothing(self) -> bool:
        return not self.most


class SearchTallyQuerySet(models.QuerySet):
    def recent(self):
        return self.filter(day__gt=timezone.localdate() - timedelta(days=QUEUE_DAYS))

    def outdated(self):
        return self.filter(day__lt=timezone.localdate() - KEPT)

    def successful(self, start: str) -> models.QuerySet:
        """Return rows {"key", "said"} of the searches that begin with the folded `start`, led somebody to a result, and
        were made on `ENOUGH_DAYS` days at least; the most frequent first.
        """
        return (
            self.recent()
            .filter(key__startswith=start)
            .exclude(key=start)
            .order_by()
            .values("key")
            .annotate(
                said=Max("text"), days=Count("day", distinct=True), times=Sum("searches"), was_opened=Sum("opened")
            )
            .filter(days__gte=ENOUGH_DAYS, was_opened__gt=0)
            .order_by("-times", "key")
        )

    def fruitless(self, limit: int) -> list[FruitlessSearch]:
        """Return searches whose last try found nothing, or of which no result was opened; most frequent first.

        One query.
        """
        rows = (
            self.recent()
            .filter(settled=False)
            .order_by()
            .values("key")
            .annotate(
                said=Max("text"),
                last=Max("day"),
                most=Max("results"),
                tried=Sum("searches"),
                failed=Sum("fruitless"),
                was_opened=Sum("opened"),
                last_failed=Max("day", filter=Q(fruitless__gt=0)),
                is_known=Exists(SearchTally.objects.filter(key=OuterRef("key"), settled=True)),
            )
            .annotate(in_vain=Q(last_failed=F("last")))
            .filter(Q(in_vain=True) | Q(was_opened=0, tried__gt=0))
            .annotate(times=Case(When(in_vain=True, then=F("failed")), default=F("tried")))
            .filter(Q(is_known=False) | Q(times__gte=RETURNS))
            .order_by("-times", "-last", "said")
        )
        return [
            FruitlessSearch(row["said"], row["key"], row["times"], 0 if row["in_vain"] else row["most"], row["last"])
            for row in rows[:limit]
        ]


class SearchTally(models.Model):
    """A text searched on a day, with its outcome. A settled row counts no more searches."""

    day = models.DateField("jour")
    text = models.CharField("recherche", max_length=EXPRESSION_LENGTH)
    # The text without accents, which identifies equal searches.
    key = models.CharField("recherche sans accents", max_length=KEY_LENGTH, db_index=True)
    searches = models.PositiveIntegerField("fois", default=0)
    fruitless = models.PositiveIntegerField("fois sans résultat", default=0)
    results = models.PositiveIntegerField("résultats au plus", default=0)
    opened = models.PositiveIntegerField("fois où un résultat a été ouvert", default=0)
    settled = models.BooleanField("traitée", default=False)

    objects = SearchTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "décompte de recherche"
        verbose_name_plural = "décomptes de recherches"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "key"],
                condition=Q(settled=False),
                name="search_tally_open_once_a_day",
                violation_error_message="Cette recherche a déjà son décompte pour ce jour.",
            ),
            models.CheckConstraint(
                condition=Q(fruitless__lte=F("searches")),
                name="search_tally_fails_no_more_than_it_is_tried",
                violation_error_message="Une recherche n’échoue pas plus souvent qu’elle n’est faite.",
            ),
        ]

    def __str__(self) -> str:
        return f"« {self.text} », {self.day:%d/%m/%Y}"


class ReformulationQuerySet(models.QuerySet):
    def outdated(self):
        return self.filter(day__lt=timezone.localdate() - KEPT)

    def found_instead(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Return, for the keys of searches, the searches tried next that led to a result, the most frequent first.

        Those of `ENOUGH_TIMES` in `QUEUE_DAYS` days, `MOST_FOUND` at most. One query.
        """
        rows = (
            self.filter(key__in=list(keys), day__gt=timezone.localdate() - timedelta(days=QUEUE_DAYS))
            .order_by()
            .values("key", "found_key")
            .annotate(said=Max("found"), all_times=Sum("times"))
            .filter(all_times__gte=ENOUGH_TIMES)
            .order_by("-all_times", "found_key")
        )
        found: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            found[row["key"]].append(row["said"])
        return {key: texts[:MOST_FOUND] for key, texts in found.items()}


class Reformulation(models.Model):
    """A search that somebody made again in other words, on a day, and of which a result was then opened."""

    day = models.DateField("jour")
    text = models.CharField("recherche", max_length=EXPRESSION_LENGTH)
    key = models.CharField("recherche sans accents", max_length=KEY_LENGTH, db_index=True)
    found = models.CharField("recherche suivante", max_length=EXPRESSION_LENGTH)
    found_key = models.CharField("recherche suivante sans accents", max_length=KEY_LENGTH)
    times = models.PositiveIntegerField("fois", default=0)

    objects = ReformulationQuerySet.as_manager()

    class Meta:
        verbose_name = "recherche reformulée"
        verbose_name_plural = "recherches reformulées"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "key", "found_key"],
                name="reformulation_once_a_day",
                violation_error_message="Cette reformulation a déjà son décompte pour ce jour.",
            ),
        ]

    def __str__(self) -> str:
        return f"« {self.text} », puis « {self.found} », {self.day:%d/%m/%Y}"


class FoldedJournal(models.Model):
    """A journal file whose lines are counted; deleted with the file, unless a crash comes between the two."""

    name = models.CharField("fichier", max_length=80, unique=True)

    class Meta:
        verbose_name = "journal de recherches déjà compté"
        verbose_name_plural = "journaux de recherches déjà comptés"

    def __str__(self) -> str:
        return self.name
