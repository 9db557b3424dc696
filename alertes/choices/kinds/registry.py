"""The kinds of event of all apps: `KINDS` in `declarations.events` of each, in the order of `INSTALLED_APPS`."""

from functools import cache

from alertes.choices.kinds.kind import UNNAMED, Kind
from alertes.enums import NEVER_DECLINED, Matter
from jobs.declared import declared


@cache
def declared_kinds() -> dict[str, Kind]:
    """Return the kinds by name."""
    return {kind.name: kind for kind in declared("events", "KINDS")}


def kind_named(name: str, *, matter: str = Matter.TRAINING) -> Kind:
    """Return the kind; for one that is no longer declared, or a message without one, something to read and no more."""
    if kind := declared_kinds().get(name):
        return kind
    about = Matter(matter)
    may_be_declined = about not in NEVER_DECLINED
    return Kind(UNNAMED, about, about.label, "nouvelle", "nouvelles", is_mailed=False, may_be_declined=may_be_declined)


def kinds_of(member) -> list[Kind]:
    """Return the kinds of which `member` chooses the rhythm, in the order of their matters."""
    order = list(Matter)
    chosen = [kind for kind in declared_kinds().values() if kind.is_mailed and kind.may_be_declined]
    return sorted((kind for kind in chosen if kind.reaches(member)), key=lambda kind: order.index(kind.matter))


def always_sent_to(member) -> list[Kind]:
    """Return the kinds that may reach `member` and that nobody declines."""
    return [kind for kind in declared_kinds().values() if not kind.may_be_declined and kind.reaches(member)]


def kinds_about(matter: Matter) -> list[Kind]:
    return [kind for kind in declared_kinds().values() if kind.matter is matter and kind.may_be_declined]
