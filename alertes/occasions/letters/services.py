"""What the animation of a territory does with its letter before it leaves: a word, lines out or moved, yes or no."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.models import Letter, LetterLine
from alertes.occasions.letters.weeks import has_come
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

GONE = "Cette lettre ne peut plus changer\u00a0: elle est partie, ou son jour est passé."
CHANGED = (
    "Quelqu’un a changé cette lettre entre-temps. Votre mot est gardé ci-dessous\u00a0: vérifiez les lignes, puis "
    "enregistrez de nouveau."
)
NOTHING = "Cette lettre est vide\u00a0: gardez une ligne au moins, ou écrivez un mot d’accueil."


@transaction.atomic
def edit_letter(
    *,
    letter: Letter,
    by: Member,
    revision: int,
    introduction: str,
    kept: Collection[int],
    state: LetterState | None = None,
) -> Letter:
    """Write the word of `letter`, keep the lines `kept` (primary keys), and decide, with a `state`, whether it leaves.

    Raises `ValidationError` if it may not change any more, if somebody changed it since `revision`, or if an empty
    letter should leave.
    """
    letter = _open_letter(letter)
    if letter.revision != revision:
        raise ValidationError(CHANGED, code="changed")
    letter.introduction = introduction.replace("\r\n", "\n").strip()
    letter.clean_fields(exclude=["territory", "week", "changed_by"])
    letter.lines.filter(pk__in=kept).update(is_kept=True)
    letter.lines.exclude(pk__in=kept).update(is_kept=False)
    if state is LetterState.APPROVED and not letter.introduction and not letter.lines.filter(is_kept=True).exists():
        raise ValidationError(NOTHING, code="empty")
    letter.state = state or letter.state
    _note_change(letter, by)
    return letter


@transaction.atomic
def move_line(*, letter: Letter, by: Member, line: int, step: int) -> None:
    """Move a line (primary key) up (-1) or down (+1) among those of its section; at the end, nothing moves.

    Raises `ValidationError` if the letter may not change any more.
    """
    letter = _open_letter(letter)
    moved = letter.lines.filter(pk=line).first()
    if moved is None:
        return
    lines = [each for each in letter.ordered_lines() if each.section == moved.section]
    place = next(rank for rank, each in enumerate(lines) if each.pk == line)
    other = place + step
    if 0 <= other < len(lines):
        lines[place], lines[other] = lines[other], lines[place]
        for rank, each in enumerate(lines):
            each.rank = rank
        LetterLine.objects.bulk_update(lines, ["rank"])
        _note_change(letter, by)


@transaction.atomic
def forget_letter_lines(*, key: str) -> None:
    """Delete the lines about an object that is gone for good (`topic:12`), in the letters that left as well."""
    LetterLine.objects.filter(key=key).delete()


def _open_letter(letter: Letter) -> Letter:
    """Return the letter, its row locked. Raises `ValidationError` if it may not change any more."""
    locked = lock_row(Letter.objects.select_related("territory"), letter.pk)
    if not locked.is_open or has_come(locked.week, timezone.now()):
        raise ValidationError(GONE, code="gone")
    return locked


def _note_change(letter: Letter, by: Member) -> None:
    letter.changed_by, letter.revision = by, letter.revision + 1
    letter.save(update_fields=["introduction", "state", "changed_by", "revision"])
