"""The rhythm at which a kind of event reaches people, as they chose or by default."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet, Value

from alertes.choices.kinds import Kind, kinds_of
from alertes.choices.preferences.models import KindChoice, MailChoice
from alertes.enums import Matter, Rhythm


def rhythms_of(members: Iterable[int], kind: Kind) -> dict[int, Rhythm]:
    """Return the rhythm of the mails about `kind` of each of `members` (primary keys). One query."""
    members = list(members)
    if not kind.may_be_declined:
        return dict.fromkeys(members, kind.rhythm)
    return dict.fromkeys(members, kind.rhythm) | {pk: Rhythm(rhythm) for pk, rhythm, _ in _choices(members, kind)}


def _choices(members: list[int], kind: Kind) -> QuerySet:
    """Return the choices of a matter, then those of a kind, which win."""
    declined = MailChoice.objects.filter(member__in=members, matter=kind.matter, rhythm=Rhythm.NEVER)
    chosen = KindChoice.objects.filter(member__in=members, kind=kind.name)
    return _ranked(declined, 0).union(_ranked(chosen, 1)).order_by("rank")


def _ranked(choices: QuerySet, rank: int) -> QuerySet:
    return choices.order_by().annotate(rank=Value(rank)).values_list("member", "rhythm", "rank")


def is_mailed_about(kind: Kind) -> Q:
    """Condition of the members who are mailed about `kind`, at once or later."""
    chosen = KindChoice.objects.filter(kind=kind.name)
    declined = MailChoice.objects.filter(matter=kind.matter, rhythm=Rhythm.NEVER).values("member")
    wants = Q(pk__in=chosen.exclude(rhythm=Rhythm.NEVER).values("member"))
    has_chosen = Q(pk__in=chosen.values("member"))
    if kind.rhythm is Rhythm.NEVER:
        return wants
    return wants | ~has_chosen & ~Q(pk__in=declined)


def chosen_rhythms(member) -> dict[Kind, tuple[Rhythm, bool]]:
    """Return the rhythm of each kind that may reach `member`, and whether it shows on the site. Two queries."""
    declined = set(MailChoice.objects.filter(member=member, rhythm=Rhythm.NEVER).values_list("matter", flat=True))
    chosen = {choice.kind: choice for choice in KindChoice.objects.filter(member=member)}
    rhythms = {}
    for kind in kinds_of(member):
        choice = chosen.get(kind.name)
        default = Rhythm.NEVER if kind.matter in declined else kind.rhythm
        rhythms[kind] = (Rhythm(choice.rhythm), choice.is_shown) if choice else (default, True)
    return rhythms


def mailed_matters(member) -> set[Matter]:
    """Return the matters of which one kind at least is mailed to `member`."""
    return {kind.matter for kind, (rhythm, _) in chosen_rhythms(member).items() if rhythm is not Rhythm.NEVER}


def hidden_from(members: Iterable[int], kind: Kind | None) -> set[int]:
    """Return those of `members` (primary keys) who do not want to see `kind` on the site."""
    if kind is None or not kind.may_be_declined:
        return set()
    hidden = KindChoice.objects.filter(member__in=members, kind=kind.name, is_shown=False)
    return set(hidden.values_list("member", flat=True))
