"""Debits that a page kept without network, each written once."""

from django.core.exceptions import ValidationError

from accueil.declic.debits.permissions import payable_bodies
from accueil.declic.debits.presences import PaidSession
from accueil.declic.debits.services.debits import debit
from accueil.declic.tickets.models.ledger import LedgerEntry
from reseau.people.members.models.member import Member
from reseau.web.offline_entries.entries import NOT_UNDERSTOOD, EntryOutcome, answer_each, read_key


def write_debits(*, session: PaidSession, raw_entries: list, by: Member) -> list[dict]:
    """Write the debits that a page kept for a session; return the outcome of each, with the reason of a refusal.

    An entry: `about`, the code of a ticket; `person`, its name; `minutes`; `body`, if the place has several; `key`.
    """
    return answer_each(raw_entries, write=lambda entry: _write(entry, session, by), is_replaceable=lambda entry: False)


def _write(entry: dict, session: PaidSession, by: Member) -> EntryOutcome:
    key, minutes, person = read_key(entry), entry.get("minutes"), entry.get("person")
    if not isinstance(minutes, int) or not isinstance(person, str):
        raise ValidationError(NOT_UNDERSTOOD)
    if LedgerEntry.objects.filter(key=key).exists():
        return EntryOutcome.ALREADY
    bodies = list(payable_bodies(session))
    chosen = [body for body in bodies if str(body.pk) == str(entry.get("body"))] or bodies[:1]
    if not chosen:
        raise ValidationError(f"{session.epm} n’était pas agréé ce jour-là.")
    debit(session=session, body=chosen[0], code=entry["about"], name=person, minutes=minutes, by=by, key=key)
    return EntryOutcome.WRITTEN
