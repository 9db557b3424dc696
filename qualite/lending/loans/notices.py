"""Notices of loans, for the teams of the two places: booked, changed, cancelled, come back damaged, overdue."""

from collections.abc import Iterable

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from qualite.declarations.events import LOAN_NEWS
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.models.report import ConditionReport
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referents import territory_referents
from reseau.places.models.epm import EPM
from reseau.texts.elision import the_place, to_place


def team_at(epm: EPM) -> list[Member]:
    """Return who works in a place today; where nobody does, the animation of its territory, else the coordination."""
    positions = Position.objects.live().filter(epm=epm)
    team = list(Member.objects.filter(is_active=True, pk__in=positions.values("member")))
    return team or territory_referents(epm)


def notify_booked(loan: Loan, *, by: Member) -> None:
    """Tell the owner, who prepares it, and the borrower if the owner booked for them."""
    text = f"Réservation de «\u00a0{loan.equipment}\u00a0» {loan.period}, pour {the_place(loan.epm)}."
    _tell(loan, both_teams(loan), event="booked", text=text, by=by)


def notify_changed(loan: Loan, *, by: Member) -> None:
    text = f"Le prêt de «\u00a0{loan.equipment}\u00a0» {to_place(loan.epm)} change\u00a0: {loan.period}."
    _tell(loan, both_teams(loan), event=f"moved:{loan.changed:%Y%m%d%H%M%S%f}", text=text, by=by)


def notify_cancelled(loan: Loan, *, by: Member) -> None:
    why = f" {loan.cancel_reason}" if loan.cancel_reason else ""
    text = f"Le prêt de «\u00a0{loan.equipment}\u00a0» {to_place(loan.epm)} est annulé ({loan.period}).{why}"
    _tell(loan, both_teams(loan), event="cancelled", text=text, by=by)


def notify_damaged(report: ConditionReport, *, by: Member) -> None:
    """Tell the owner that it came back, or passed on, in a worse condition than it left."""
    loan = report.loan
    text = (
        f"Prêt de «\u00a0{loan.equipment}\u00a0» {to_place(loan.epm)}, état au retour\u00a0: "
        f"{report.get_condition_display().lower()}."
    )
    details = report.words
    _tell(loan, team_at(loan.equipment.epm), event=f"damaged:{report.pk}", text=text, by=by, details=details)


def notify_overdue(loan: Loan) -> None:
    """Remind both teams, once for each last day."""
    text = (
        f"Retour en retard\u00a0: «\u00a0{loan.equipment}\u00a0», {to_place(loan.epm)} jusqu’au {loan.span.last.words}."
    )
    _tell(loan, both_teams(loan), event=f"overdue:{loan.span.last.rank}", text=text)


def both_teams(loan: Loan) -> list[Member]:
    people = {member.pk: member for epm in (loan.equipment.epm, loan.epm) for member in team_at(epm)}
    return list(people.values())


def _tell(
    loan: Loan, members: Iterable[Member], *, event: str, text: str, by: Member | None = None, details: str = ""
) -> None:
    notify(
        members=members,
        exclude=by,
        key=f"loan:{loan.pk}:{event}",
        text=text,
        details=details,
        url=loan.get_absolute_url(),
        kind=LOAN_NEWS,
        # What came back damaged stays so, whatever becomes of the loan.
        fact="" if event.startswith("damaged") else fact_about("loan", loan.pk),
    )
