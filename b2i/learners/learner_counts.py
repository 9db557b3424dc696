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
    kept = Learner.objects.filter(epm=OuterRef("pk"))
    joined = Following.objects.live().filter(epm=OuterRef("pk"))
    return epms.annotate(learner_count=_number(kept, "epm", "pk") + _number(joined, "epm", "learner"))


def with_territory_count(territories: QuerySet[Territory]) -> QuerySet[Territory]:
    """Add `learner_count`: learners followed by at least one EPM of the territory."""
    place = "epm__commune__territory"
    kept = Learner.objects.filter(**{place: OuterRef("pk")})
    joined = Following.objects.live().filter(**{place: OuterRef("pk")})
    from_elsewhere = joined.exclude(learner__epm__commune__territory=F(place))
    return territories.annotate(learner_count=_number(kept, place, "pk") + _number(from_elsewhere, place, "learner"))


def _number(rows: QuerySet, of: str, what: str) -> Coalesce:
    counted = rows.order_by().values(of).annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
