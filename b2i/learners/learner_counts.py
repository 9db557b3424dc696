"""Numbers of learners by EPM and by territory, without names.

A learner who goes to two EPM counts in each, and once in a territory and in the département.
"""

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


def with_learner_count(epms: QuerySet[EPM]) -> QuerySet[EPM]:
    """Add `learner_count`: learners whose record the EPM keeps or follows."""
    kept_learners = Learner.objects.filter(epm=OuterRef("pk"))
    followings = Following.objects.live().filter(epm=OuterRef("pk"))
    return epms.annotate(
        learner_count=_distinct_count(kept_learners, "epm", "pk") + _distinct_count(followings, "epm", "learner")
    )


def with_territory_count(territories: QuerySet[Territory]) -> QuerySet[Territory]:
    """Add `learner_count`: learners followed by at least one EPM of the territory."""
    territory_path = "epm__commune__territory"
    kept_learners = Learner.objects.filter(**{territory_path: OuterRef("pk")})
    followings = Following.objects.live().filter(**{territory_path: OuterRef("pk")})
    followings_from_elsewhere = followings.exclude(learner__epm__commune__territory=F(territory_path))
    return territories.annotate(
        learner_count=_distinct_count(kept_learners, territory_path, "pk")
        + _distinct_count(followings_from_elsewhere, territory_path, "learner")
    )


def _distinct_count(rows: QuerySet, group_field: str, counted_field: str) -> Coalesce:
    counts = rows.order_by().values(group_field).annotate(number=Count(counted_field, distinct=True)).values("number")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
