"""Equipment of the demo and its loans: past ones, one overdue at the first place, one handed over, some to come."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from alertes.channels.notices.services import erase_notices_about
from extranet.demo.content import read_file
from extranet.demo.files.drawings import render_drawing
from extranet.demo.network.people import one_of_each_place
from formation.enums import DayPart
from formation.working_halves import WorkingHalf
from qualite.lending.enums import Condition, LoanState, ReportMoment
from qualite.lending.equipment.models import Equipment
from qualite.lending.equipment.services import change_photo, save_equipment
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.models.report import ConditionReport
from qualite.lending.loans.services.bookings import book, take_half_days
from qualite.lending.loans.services.hand_over import SeenCondition, record_departure
from qualite.lending.loans.span import Span
from reseau.documents.files.scans import check_picture
from reseau.people.members.models.member import Member

# A place in so many owns something.
SPREAD = 3


def build_equipment(*, animators: Sequence[Member]) -> None:
    """Build equipment of several places; `animators[0]` has something late, and lends something today."""
    content = read_file("equipment")
    people = one_of_each_place(animators)
    owners = [people[0], *people[SPREAD::SPREAD]]
    rows = [(_equipment(row, owner), owner, row) for row, owner in zip(content["equipment"], owners, strict=False)]
    for number, (equipment, owner, row) in enumerate(rows):
        borrowers = [member for member in people if member != owner]
        for rank, (ago, length) in enumerate(row["past"]):
            borrower = borrowers[(number * 5 + rank * 3) % len(borrowers)]
            purpose = content["purposes"][(number + rank) % len(content["purposes"])]
            words = content["worn_words"] if rank == 1 else ""
            _past_loan(equipment, borrower, ago=ago, length=length, purpose=purpose, words=words)
    equipment = [row[0] for row in rows]
    _late(equipment[1], people[0])
    _today(equipment[0], people[4], people[5], words=content["damaged_words"])
    _to_come(equipment, people)


def _equipment(row: dict, owner: Member) -> Equipment:
    equipment = save_equipment(
        epm=owner.main_position.epm,
        entered_on=timezone.localdate() - timedelta(days=row["days"]),
        **{name: row[name].strip() for name in ("name", "kind", "content", "advice", "reference")},
    )
    if drawing := row.get("drawing"):
        photo = ContentFile(render_drawing(drawing), name="materiel.png")
        equipment = change_photo(equipment=equipment, scan=check_picture(file=photo))
    return equipment


def _past_loan(equipment: Equipment, borrower: Member, *, ago: int, length: int, purpose: str, words: str) -> Loan:
    """A loan that is over, with its condition at both ends."""
    first = WorkingHalf.of(timezone.localdate() - timedelta(days=ago), DayPart.MORNING)
    loan = _loan(equipment, borrower, Span(first, first.plus(length - 1)), state=LoanState.RETURNED, purpose=purpose)
    last_day = timezone.now() - timedelta(days=ago - length // 2)
    _report(loan, ReportMoment.DEPARTURE, borrower, at=timezone.now() - timedelta(days=ago))
    condition = Condition.WORN if words else Condition.GOOD
    _report(loan, ReportMoment.RETURN, borrower, at=last_day, condition=condition, words=words)
    return loan


def _late(equipment: Equipment, borrower: Member) -> None:
    """The first place should have returned it two days ago."""
    first = WorkingHalf.of(timezone.localdate() - timedelta(days=6), DayPart.MORNING)
    loan = _loan(equipment, borrower, Span(first, first.plus(8)), state=LoanState.OUT, purpose="Après-midi des aînés")
    _report(loan, ReportMoment.DEPARTURE, borrower, at=timezone.now() - timedelta(days=6))


def _today(equipment: Equipment, holder: Member, following: Member, *, words: str) -> None:
    """One place has it until now, with a damage told; the next one takes it from its hands."""
    now = WorkingHalf.now()
    loan = _loan(equipment, holder, Span(now.plus(-4), now.plus(-1)), state=LoanState.OUT, purpose="Deux ateliers")
    _report(loan, ReportMoment.DEPARTURE, holder, at=timezone.now() - timedelta(days=2))
    coming = book(
        equipment=equipment,
        epm=following.main_position.epm,
        span=Span(now, now.plus(5)),
        by=following,
        purpose="Formation des bénévoles",
    )
    seen = SeenCondition(Condition.DAMAGED, words)
    record_departure(loan=coming, seen=seen, by=following, straight_from=loan)
    erase_notices_about(about=f"loan:{coming.pk}")


def _to_come(equipment: Sequence[Equipment], people: Sequence[Member]) -> None:
    tomorrow = WorkingHalf.of(timezone.localdate() + timedelta(days=1), DayPart.MORNING)
    for rank, (row, member) in enumerate(zip(equipment, people[6:], strict=False)):
        first = tomorrow.plus(10 + 3 * rank)
        loan = book(equipment=row, epm=member.main_position.epm, span=Span(first, first.plus(rank + 1)), by=member)
        erase_notices_about(about=f"loan:{loan.pk}")


def _loan(equipment: Equipment, borrower: Member, span: Span, **fields) -> Loan:
    start, start_part = span.first.key
    end, end_part = span.last.key
    loan = Loan.objects.create(
        equipment=equipment,
        epm=borrower.main_position.epm,
        start=start,
        start_part=start_part,
        end=end,
        end_part=end_part,
        booked_by=borrower,
        booked=timezone.now() - (timezone.localdate() - start) - timedelta(days=9),
        **fields,
    )
    take_half_days(loan=loan)
    return loan


def _report(loan: Loan, moment: ReportMoment, by: Member, *, at, condition=Condition.GOOD, words: str = "") -> None:
    ConditionReport.objects.create(loan=loan, moment=moment, noted_by=by, at=at, condition=condition, words=words)
