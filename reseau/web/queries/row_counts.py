"""The numbers of rows of a queryset, as a queryset of one row: `count()` asks at once, and cannot be compiled."""

from django.db.models import Count, QuerySet, Value


def counted(queryset: QuerySet) -> QuerySet:
    """Return a queryset whose only row is the number of rows of `queryset`, which is neither sliced nor distinct."""
    return _as_one_row(queryset).annotate(total=Count("pk")).values_list("total", flat=True)


def counted_by_name(queryset: QuerySet, **counts: Count) -> QuerySet:
    """Return a queryset whose only row has `counts`, by name."""
    return _as_one_row(queryset).annotate(**counts).values(*counts)


def _as_one_row(queryset: QuerySet) -> QuerySet:
    """Group the rows by a constant, which Django leaves out: all of them make one row, even none."""
    return queryset.order_by().select_related(None).prefetch_related(None).values(everything=Value(1))
