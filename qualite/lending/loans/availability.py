"""What is free: the loans that stand in the way of a period, and the nearest period of the same length."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from formation.working_halves import WorkingHalf
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from qualite.lending.loans.span import Span
from reseau.texts.elision import the_place

# How far the nearest free period is looked for, in half-days on each side.
FARTHEST = 400
MOST_NAMED = 3


def taken_ranks(equipment: Equipment, span: Span, *, besides: Loan | None = None) -> set[int]:
    """Return the ranks of the half-days that other loans take within the days of `span`. One query."""
    rows = LoanHalfDay.objects.filter(equipment=equipment, date__range=(span.first.date, span.last.date))
    if besides and besides.pk:
        rows = rows.exclude(loan=besides)
    return {WorkingHalf.of(*key).rank for key in rows.values_list("date", "part")}


def loans_in_the_way(equipment: Equipment, span: Span, *, besides: Loan | None = None) -> list[Loan]:
    """Return the loans that take a half-day of `span`, in their order. One query."""
    near = Loan.objects.standing().filter(equipment=equipment, start__lte=span.last.date, end__gte=span.first.date)
    if besides and besides.pk:
        near = near.exclude(pk=besides.pk)
    return [
        loan
        for loan in near.select_related("epm")
        if loan.span.first.rank <= span.last.rank and loan.span.last.rank >= span.first.rank
    ]


def nearest_free(equipment: Equipment, span: Span, *, besides: Loan | None = None) -> Span | None:
    """Return the free period of the same length that begins nearest to `span`, from now on; the later of two equals."""
    now = WorkingHalf.now()
    around = Span(now, span.last.plus(FARTHEST))
    taken = taken_ranks(equipment, around, besides=besides)
    for distance in range(FARTHEST):
        for step in dict.fromkeys((distance, -distance)):
            moved = span.moved(step)
            ranks = range(moved.first.rank, moved.last.rank + 1)
            if moved.first.rank >= now.rank and taken.isdisjoint(ranks):
                return moved
    return None


def refuse_clashes(equipment: Equipment, span: Span, *, field: str, besides: Loan | None = None) -> None:
    """Raise ValidationError beside `field` if other loans take a half-day of `span`.

    It names who has the equipment and until when, then the nearest free period.
    """
    clashes = loans_in_the_way(equipment, span, besides=besides)
    if not clashes:
        return
    words = list(_sentences(clashes))
    if free := nearest_free(equipment, span, besides=besides):
        words.append(f"Libre au plus près\u00a0: {free.words}.")
    raise ValidationError({field: words})


def _sentences(clashes: Iterable[Loan]) -> Iterable[str]:
    for loan in list(clashes)[:MOST_NAMED]:
        has = "l’a" if loan.is_out else "l’a réservé"
        yield f"{capfirst(the_place(loan.epm))} {has} {loan.period}."
