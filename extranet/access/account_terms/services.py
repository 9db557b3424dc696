"""Tell the members whose accounts serve no more, close these accounts, erase them: once a day, each step once."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alertes.channels.notices.services import notify
from extranet.access.account_terms.models import AccountTerm
from extranet.access.account_terms.signs import accounts_with_a_term, last_signs
from extranet.access.enums import TermStep
from extranet.declarations.events import ACCESS_CHANGED
from formation.proof.archives.services.erasure import erase_account
from qualite.labelling.decisions.conditions import months_later
from reseau.people.connections.services import end_connections
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.services import close_position
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row
from ressources.review.adaptations import name_erasure

# Between two words, and between the second and the closing.
PATIENCE = datetime.timedelta(days=30)
# A closed account opens nothing; it waits so long for somebody who comes back, some two years after their last sign.
CLOSED_KEPT = datetime.timedelta(days=270)


@dataclass(frozen=True, slots=True)
class PlannedTerm:
    """What happens today to an account. `last_sign`: None once it is closed."""

    member: Member
    step: TermStep
    last_sign: datetime.date | None = None


def plan_terms(*, today: datetime.date | None = None) -> list[PlannedTerm]:
    """Return what the accounts that serve no more have to go through today; nothing if the site has no such term."""
    today = today or timezone.localdate()
    if not settings.ACCOUNT_TERM_MONTHS:
        return []
    accounts = list(accounts_with_a_term().select_related("account_term"))
    signs = last_signs(accounts)
    planned = [(member, _step_of(member, signs[member.pk], today)) for member in accounts]
    past = AccountTerm.objects.filter(closed__lte=today - CLOSED_KEPT, member__is_active=False).select_related("member")
    return [
        *(PlannedTerm(member, step, signs[member.pk]) for member, step in planned if step),
        *(PlannedTerm(term.member, TermStep.ERASE) for term in past),
    ]


def carry_out_terms(*, today: datetime.date | None = None) -> int:
    """Do what `plan_terms` says, account by account; return how many moved. A periodic job."""
    today = today or timezone.localdate()
    planned = plan_terms(today=today)
    for term in planned:
        with transaction.atomic():
            _actions()[term.step](term, today=today)
    return len(planned)


def _step_of(member: Member, last_sign: datetime.date, today: datetime.date) -> TermStep | None:
    """Return the next step of an open account, or None: it serves, or its time has not come."""
    term: AccountTerm | None = getattr(member, "account_term", None)
    if today <= months_later(last_sign, settings.ACCOUNT_TERM_MONTHS) or _is_last_of_the_coordination(member):
        return TermStep.FORGET if term else None
    if term is None:
        return TermStep.TELL
    if term.closed:
        # Somebody opened it again: everything begins anew.
        return TermStep.FORGET
    if today < (term.told_again or term.told) + PATIENCE:
        return None
    return TermStep.CLOSE if term.told_again else TermStep.TELL_AGAIN


def _is_last_of_the_coordination(member: Member) -> bool:
    return any(position.is_last_coordination for position in Position.objects.live().filter(member=member))


def _tell(planned: PlannedTerm, *, today: datetime.date) -> None:
    term, _ = AccountTerm.objects.get_or_create(member=planned.member, defaults={"told": today})
    closing = today + 2 * PATIENCE
    if planned.step == TermStep.TELL_AGAIN:
        term.told_again, closing = today, today + PATIENCE
        term.save(update_fields=["told_again"])
    notify(
        members=[planned.member],
        key=f"account_term:{term.pk}:{planned.step}",
        text=(
            f"Votre compte ne sert plus depuis le {day_in_full(planned.last_sign)}. Pour le garder, connectez-vous une "
            f"fois avant le {day_in_full(closing)}. Sinon, il sera fermé."
        ),
        url="/",
        kind=ACCESS_CHANGED,
    )


def _close(planned: PlannedTerm, *, today: datetime.date) -> None:
    """End the positions and close the account, unless nobody else would coordinate the network by now."""
    list(Member.objects.coordinating().select_for_update(of=("self",)))
    member = lock_row(Member.objects.all(), planned.member.pk)
    if _is_last_of_the_coordination(member):
        return
    for position in Position.objects.live().filter(member=member):
        close_position(position=position, by=None, territory_takes_over=True)
    member.is_active = False
    member.save(update_fields=["is_active"])
    end_connections(member=member)
    AccountTerm.objects.filter(member=member).update(closed=today)


def _forget(planned: PlannedTerm, *, today: datetime.date) -> None:
    AccountTerm.objects.filter(member=planned.member).delete()


def _erase(planned: PlannedTerm, *, today: datetime.date) -> None:
    """As the editor erases an account: proofs of training stay, the name is archived (ADR 47)."""
    member = planned.member
    AccountTerm.objects.filter(member=member).delete()
    erase_account(member=member, by=None)
    name_erasure.forget_name(name=str(member))


def _actions() -> dict[TermStep, Callable[..., None]]:
    return {
        TermStep.TELL: _tell,
        TermStep.TELL_AGAIN: _tell,
        TermStep.CLOSE: _close,
        TermStep.FORGET: _forget,
        TermStep.ERASE: _erase,
    }
