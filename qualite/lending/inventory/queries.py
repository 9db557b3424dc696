"""Equipment with where it is now, for lists and tables."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from formation.working_halves import WorkingHalf
from qualite.lending.enums import Condition
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from reseau.places.models.epm import EPM
from reseau.texts.elision import to_place
from reseau.texts.french_order import Folded


def inventory_of(user) -> QuerySet[Equipment]:
    """Return the equipment in use of all places, in the order of French."""
    return Equipment.objects.visible_to(user).in_use().order_by(Folded("name"), "pk")


def with_whereabouts(equipment: QuerySet[Equipment]) -> QuerySet[Equipment]:
    """Add `loans_out`, the loan under way of each if there is one. One query more."""
    out = Loan.objects.out().select_related("epm")
    return equipment.with_place().prefetch_related(Prefetch("loans", out, to_attr="loans_out"))


def free_now(equipment: QuerySet[Equipment]) -> QuerySet[Equipment]:
    """Return what one could take at once: in working order, lent, at home, and not booked for this half-day."""
    now = WorkingHalf.now()
    out = Loan.objects.out().filter(equipment=OuterRef("pk"))
    taken = LoanHalfDay.objects.filter(equipment=OuterRef("pk"), date=now.date, part=now.part)
    usable = equipment.in_use().filter(is_lent=True).exclude(condition=Condition.OUT_OF_ORDER)
    return usable.filter(~Exists(out), ~Exists(taken))


def whereabouts(equipment: Equipment) -> str:
    """« à l’EPM de Gramat jusqu’au mardi 3 mars 2026 (matin) », « à sa place ». After `with_whereabouts`."""
    for loan in equipment.loans_out:
        late = ", en retard" if loan.is_overdue else ""
        return f"{to_place(loan.epm)} jusqu’au {loan.span.last.words}{late}"
    return f"{to_place(equipment.epm)}, à sa place"


def loans_around(epm: EPM) -> QuerySet[Loan]:
    """Return what a place borrows and lends, booked or out."""
    return Loan.objects.of_places([epm.pk]).open().with_places().order_by("end", "-end_part", "pk")
