"""The lines of a statement as pages show them: one for each session, with the tickets that it debited or gave back."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from accueil.declic.reimbursements.models import StatementLine
from reseau.texts.wording import minutes_in_words


@dataclass(slots=True)
class PaidGroup:
    """`is_given_back`: debits of that session which were reversed."""

    day: datetime.date
    title: str
    is_given_back: bool
    codes: list[str] = field(default_factory=list)
    minutes: int = 0

    @property
    def hours_words(self) -> str:
        return f"{'−' if self.is_given_back else ''}{minutes_in_words(self.minutes)}"


def paid_groups(lines: Iterable[StatementLine]) -> list[PaidGroup]:
    """Return the groups by day. Lines come with the ticket, the entry that theirs reverses, and the sheets of both."""
    groups: dict[tuple, PaidGroup] = {}
    for line in lines:
        debit = line.entry.reverses or line.entry
        key = (debit.held_on, debit.workshop_id, debit.delivery_id, debit is not line.entry)
        sheet = (debit.workshop or debit.delivery).sheet
        group = groups.setdefault(key, PaidGroup(debit.held_on, sheet.title, debit is not line.entry))
        group.codes.append(line.entry.ticket.code_words)
        group.minutes += abs(line.entry.minutes)
    return sorted(groups.values(), key=lambda group: (group.day, group.is_given_back, group.title))
