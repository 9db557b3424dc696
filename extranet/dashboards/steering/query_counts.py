"""Counting: many querysets in one query, and the French words for a number of things."""

from django.db.models import F, IntegerField, QuerySet, Subquery

from reseau.people.members.models.member import Member
from reseau.texts.wording import counted


def counted_words(count: int, singular: str, plural: str) -> str:
    """1 → « 1 fiche en relecture », 3 → « 3 fiches en relecture », with a non-breaking space."""
    return counted(count, singular, plural)


class CountOf(Subquery):
    """The number of rows of a queryset, as one column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class SumOf(Subquery):
    """The sum of the column `amount` of a queryset, as one column of another."""

    template = "(SELECT COALESCE(SUM(amount), 0) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def row_count(queryset: QuerySet) -> CountOf:
    return CountOf(queryset.order_by().values("pk"))


def row_sum(queryset: QuerySet, column: str) -> SumOf:
    return SumOf(queryset.order_by().values(amount=F(column)))


def counts_of(user: Member, **querysets: QuerySet) -> QuerySet:
    """Return one row, that of `user`: the number of rows of each queryset, by name."""
    return columns_of(user, {name: row_count(queryset) for name, queryset in querysets.items()})


def columns_of(user: Member, columns: dict[str, Subquery]) -> QuerySet:
    """Return one row, that of `user`: counts and sums by name."""
    return Member.objects.filter(pk=user.pk).values(**columns)


def read_columns(user: Member, columns: dict[str, Subquery]) -> dict[str, int]:
    """Return counts and sums by name, in one query."""
    return columns_of(user, columns).get()
