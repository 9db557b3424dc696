"""Who is told of a call for a replacement: those asked, then that it is taken; participants, who comes."""

from collections.abc import Iterable

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify, take_back_notice
from formation.declarations.events import REPLACEMENT, SESSION_DATES
from formation.sessions.invitations.invitations import dates_and_place
from formation.sessions.models.session import Session
from formation.year.replacement.models import ReplacementCall
from reseau.people.members.models.member import Member
from reseau.texts.elision import of


def ask_trainers(call: ReplacementCall, members: Iterable[Member], *, by: Member) -> None:
    """Ask them at once: `by` among them as well, who may be free and able."""
    notify(
        members=members,
        key=_key(call, "asked"),
        text=f"Pouvez-vous remplacer {call.replaced}\u00a0? {_session_in_words(call.session)}",
        details="\n\n".join(filter(None, (call.message, dates_and_place(call.session, call.session.half_days.all())))),
        url=call.get_absolute_url(),
        kind=REPLACEMENT,
        fact=fact_about("session", call.session_id),
    )


def withdraw_question(call: ReplacementCall) -> None:
    """Those who have not read the question never will."""
    take_back_notice(key=_key(call, "asked"))


def notify_taken(call: ReplacementCall, *, by: Member) -> None:
    """Tell the others who were asked, and whoever called, that it is taken."""
    others = {asked.member for asked in call.asked.filter(declined_at=None).select_related("member")}
    if call.called_by:
        others.add(call.called_by)
    others.discard(call.replaced)
    notify(
        members=others,
        key=_key(call, "taken"),
        text=f"{by} remplace {call.replaced}\u00a0: {_session_in_words(call.session)} Merci à vous.",
        url=call.session.get_absolute_url(),
        kind=REPLACEMENT,
        exclude=by,
        fact=fact_about("session", call.session_id),
    )


def notify_all_declined(call: ReplacementCall, *, by: Member) -> None:
    if call.called_by:
        notify(
            members=[call.called_by],
            key=_key(call, "declined"),
            text=f"Personne ne peut remplacer {call.replaced}\u00a0: {_session_in_words(call.session)}",
            url=call.session.get_absolute_url(),
            kind=REPLACEMENT,
            exclude=by,
            fact=fact_about("session", call.session_id),
        )


def notify_participants(call: ReplacementCall, *, by: Member) -> None:
    """Tell once those who have a place who gives the session: nothing else of it changes."""
    enrolments = call.session.enrolments.confirmed().select_related("member")
    notify(
        members=[enrolment.member for enrolment in enrolments],
        key=_key(call, "participants"),
        text=f"{by} vous accueillera à la place {of(call.replaced)}\u00a0: {_session_in_words(call.session)}",
        url=call.session.get_absolute_url(),
        kind=SESSION_DATES,
        exclude=by,
        fact=fact_about("session", call.session_id),
    )


def _key(call: ReplacementCall, event: str) -> str:
    return f"session:{call.session_id}:replacement:{call.pk}:{event}"


def _session_in_words(session: Session) -> str:
    return f"{session.training.title}, {session.when_and_where}."
