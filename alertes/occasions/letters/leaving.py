"""Prepare the letters of the next Monday, then let them leave: two jobs that may run twice, at once, or die.

A letter leaves in one transaction: its state, the notices and what the digest of that morning will tell are written
together or not at all. The digest is then made and sent as any other (`alertes.channels.digests`).
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from alertes.declarations.events import LETTER, LETTER_READY
from alertes.occasions.letters.enums import LEAVING, LetterState
from alertes.occasions.letters.facts import refresh_lines
from alertes.occasions.letters.models import Letter
from alertes.occasions.letters.weeks import Week, has_come, is_too_late, week_to_prepare
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.texts.wording import counted, day_in_full, hour_in_words

KEPT = timedelta(days=365)


def prepare_letters(*, at: datetime | None = None) -> int | None:
    """Make the letters of the next Monday, from Thursday on; return how many are new."""
    monday = week_to_prepare(at or timezone.now())
    if monday is None:
        return None
    known = Letter.objects.filter(week=monday).values("territory")
    return sum(
        prepare_letter(territory=territory, monday=monday) for territory in Territory.objects.exclude(pk__in=known)
    )


def send_letters(*, at: datetime | None = None) -> int:
    """Let the letters whose Monday has come leave; return how many left."""
    at = at or timezone.now()
    waiting = Letter.objects.to_leave().filter(week__lte=timezone.localdate(at)).order_by("week", "pk")
    return sum(_leave(pk, at) for pk in waiting.values_list("pk", flat=True))


def forget_old_letters() -> int:
    """Delete the letters of more than a year ago; return how many."""
    old = Letter.objects.filter(week__lt=timezone.localdate() - KEPT)
    return old.delete()[1].get(Letter._meta.label, 0)


def letter_members(letter: Letter) -> list[Member]:
    """Return those who work in the territory today, or watch over it."""
    positions = Position.objects.live().in_territories([letter.territory_id])
    return list(Member.objects.in_network().filter(pk__in=positions.values("member")))


@transaction.atomic
def prepare_letter(*, territory: Territory, monday: date) -> bool:
    """Fill the letter of that week and tell the animation of the territory; False if it was there."""
    letter, is_new = Letter.objects.get_or_create(territory=territory, week=monday)
    if not is_new:
        return False
    refresh_lines(letter)
    week, count = Week(monday), letter.lines.count()
    leaves = f"{day_in_full(monday, 'l j F')} à {hour_in_words(timezone.localtime(week.leaves_at).time())}"
    text = (
        f"{letter} est prête\u00a0: {counted(count, 'ligne')}. Elle part {leaves}, que vous la relisiez ou non."
        if count
        else f"{letter} n’a rien à dire\u00a0: elle ne part que si vous y mettez un mot, avant {leaves}."
    )
    watchers = Position.objects.live().filter(role=Role.TERRITORIAL, territory=territory)
    notify(
        members=Member.objects.in_network().filter(pk__in=watchers.values("member")),
        key=f"letter-ready:{letter.pk}",
        text=text,
        url=letter.get_absolute_url(),
        kind=LETTER_READY,
        fact=fact_about("letter", letter.pk),
    )
    return True


@transaction.atomic
def _leave(pk: int, at: datetime) -> bool:
    """Let one letter leave, if it still waits for it; True if it left."""
    letter = Letter.objects.select_for_update().get(pk=pk)
    if letter.state not in LEAVING or not has_come(letter.week, at):
        return False
    if is_too_late(letter.week, at):
        _settle(letter, LetterState.HELD, at)
        return False
    refresh_lines(letter)
    lines = letter.kept_lines()
    if not lines and not letter.introduction.strip():
        _settle(letter, LetterState.EMPTY, at)
        return False
    _settle(letter, LetterState.SENT, at)
    notify(
        members=letter_members(letter),
        # The week, not the letter: whoever works in two territories has one, the first to leave.
        key=f"letter:{letter.week.isoformat()}",
        text=f"{letter}\u00a0: {contents(letter)}" if lines else str(letter),
        url=letter.get_absolute_url(),
        kind=LETTER,
        due=at,
    )
    return True


def contents(letter: Letter) -> str:
    """« questions sans réponse (2), formations avec des places (1) »."""
    return ", ".join(f"{title[0].lower()}{title[1:]} ({len(lines)})" for title, lines in letter.parts())


def _settle(letter: Letter, state: LetterState, at: datetime) -> None:
    """Settle the letter; it is no longer there to be read again before it leaves."""
    letter.state, letter.settled = state, at
    letter.save(update_fields=["state", "settled"])
    take_back_notice(key=f"letter-ready:{letter.pk}")
