"""The ledger of a project: lines that are added, and reversed by another line."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projets.portfolio.funding.enums import FunderKind, LineKind
from projets.portfolio.funding.models import Funder, FundingLine
from projets.portfolio.funding.sums import FundingSums, sums_by
from projets.portfolio.projects.models import Project
from reseau.people.members.models.member import Member
from reseau.texts.wording import euros_in_words
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def save_funder(*, name: str, kind: FunderKind, funder: Funder | None = None) -> Funder:
    """Add a funder, or change its name. Raises ValidationError for an empty or a taken name."""
    funder = funder or Funder()
    funder.name, funder.kind = name.strip(), kind
    funder.full_clean()
    funder.save()
    return funder


@transaction.atomic
def note_line(
    *,
    project: Project,
    funder: Funder,
    kind: LineKind,
    cents: int,
    day: datetime.date,
    by: Member,
    words: str = "",
    is_beyond: bool = False,
) -> FundingLine:
    """Add a line to the ledger of a project.

    `is_beyond`: whoever notes it knows that it spends more than the funder granted. Raises ValidationError without it,
    for a sum that is no sum, for more justified than spent, more received than granted, less granted than nothing.
    """
    project = lock_row(Project.objects.all(), project.pk)
    before = _sums(project, funder)
    line = FundingLine(
        project=project, funder=funder, kind=kind, cents=cents, day=day, words=words.strip(), noted_by=by
    )
    line.full_clean(exclude=["project", "funder", "noted_by"])
    line.save()
    after = _sums(project, funder)
    _check(after)
    if after.beyond > before.beyond:
        _check_beyond(line, after, is_beyond)
    return line


@transaction.atomic
def reverse_line(*, line: FundingLine, by: Member, words: str) -> FundingLine:
    """Reverse a line by its opposite, dated today, with the reason.

    Raises ValidationError if it is reversed already, is a reversal, or other lines stand on it: expenses on a grant,
    justifications on an expense.
    """
    project = lock_row(Project.objects.all(), line.project_id)
    if line.reverses_id or FundingLine.objects.filter(reverses=line).exists():
        raise ValidationError("Cette ligne est déjà annulée, ou en annule une autre.")
    if not words.strip():
        raise ValidationError({"words": "Dites pourquoi."})
    before = _sums(project, line.funder)
    reversal = FundingLine(
        project=project,
        funder=line.funder,
        kind=line.kind,
        cents=-line.cents,
        day=timezone.localdate(),
        words=words.strip(),
        reverses=line,
        noted_by=by,
    )
    reversal.full_clean(exclude=["project", "funder", "noted_by"])
    reversal.save()
    after = _sums(project, line.funder)
    _check(after)
    if after.beyond > before.beyond:
        raise ValidationError(
            f"Il y aurait {after.beyond_words} de dépenses au-delà de l’accord\u00a0: annulez d’abord des dépenses."
        )
    return reversal


def _sums(project: Project, funder: Funder) -> FundingSums:
    found = sums_by(FundingLine.objects.filter(project=project, funder=funder), "funder")
    return found.get((funder.pk,), FundingSums())


def _check(sums: FundingSums) -> None:
    if sums.granted < 0:
        raise ValidationError({"cents": "Il ne resterait rien d’accordé\u00a0: vérifiez l’avenant."})
    if sums.justified > sums.spent:
        raise ValidationError(
            {"cents": f"On ne justifie pas plus que ce qui est dépensé\u00a0: {euros_in_words(sums.spent)} en tout."}
        )
    if sums.recovered > sums.granted:
        raise ValidationError(
            {"cents": f"On n’encaisse pas plus que ce qui est accordé\u00a0: {euros_in_words(sums.granted)} en tout."}
        )


def _check_beyond(line: FundingLine, sums: FundingSums, is_beyond: bool) -> None:
    if not is_beyond:
        raise ValidationError(
            {
                "is_beyond": f"C’est {sums.beyond_words} de plus que ce que {line.funder} a accordé. "
                "Si c’est voulu, cochez la case."
            }
        )
    FundingLine.objects.filter(pk=line.pk).update(is_beyond=True)
    line.is_beyond = True
