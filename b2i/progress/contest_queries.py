"""Lines of a record with what the learner last said of them and what was answered, without a query more."""

from django.db.models import OuterRef, QuerySet, Subquery

from b2i.records.models.contest import Contest
from b2i.records.models.record import Evidence


def with_last_contest(lines: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Adds `contest_words`, `contest_outcome` and `contest_answer`, all None for a line that is not contested."""
    last = Contest.objects.filter(evidence=OuterRef("pk")).order_by("-created", "-pk")[:1]
    return lines.annotate(
        contest_words=Subquery(last.values("words")),
        contest_outcome=Subquery(last.values("answer__outcome")),
        contest_answer=Subquery(last.values("answer__words")),
    )
