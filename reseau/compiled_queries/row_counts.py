"""The number of rows of a queryset, as a queryset of one row: `count()` asks at once, and cannot be compiled."""

from django.db.models import Count, QuerySet, Value


def counted(queryset: QuerySet) -> QuerySet:
    """Return a queryset whose only row is the number of rows of `queryset`, which is neither sliced nor distinct."""
    rows = queryset.order_by().select_related(None).prefetch_related(None)
    return rows.values(everything=Value(1)).annotate(total=Count("pk")).values_list("total", flat=True)
