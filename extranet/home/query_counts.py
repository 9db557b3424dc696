"""Counting: many querysets in one query, and the French words for a number of things."""

from django.db.models import IntegerField, QuerySet, Subquery

from reseau.members.models.member import Member


def counted_words(count: int, singular: str, plural: str) -> str:
    """1 → « 1 fiche en relecture », 3 → « 3 fiches en relecture », with a non-breaking space."""
    return f"{count}\u00a0{plural if count > 1 else singular}"


class CountOf(Subquery):
    """The number of rows of a queryset, as one column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def count_rows(user: Member, **querysets: QuerySet) -> dict[str, int]:
    """Return the number of rows of each queryset, by name, in one query (one row, that of `user`)."""
    columns = {name: CountOf(queryset.order_by().values("pk")) for name, queryset in querysets.items()}
    return Member.objects.filter(pk=user.pk).values(**columns).get()
