"""Forms of debits: a ticket for a session, the reason of a reversal."""

import uuid

from django import forms

from accueil.declic.bodies.models import TicketBody
from accueil.declic.debits.presences import PaidSession
from accueil.declic.debits.services import debit, reverse_debit
from accueil.declic.enums import ReversalReason
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import NAME_LENGTH
from accueil.declic.tickets.services import MISTYPED
from reseau.people.members.models.member import Member
from reseau.texts.wording import minutes_in_words


class DebitForm(forms.Form):
    """`bodies`: those approved in the place on that day; the only one is taken without a question."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.CharField(
        label="Code du ticket",
        max_length=40,
        help_text="Neuf lettres, sous le nom de la personne.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Écrivez le code du ticket.", "max_length": MISTYPED},
    )
    name = forms.CharField(
        label="Prénom et nom de la personne",
        max_length=NAME_LENGTH,
        help_text="Comme sur son ticket\u00a0: il ne sert qu’à elle.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Écrivez le nom de la personne.", "max_length": "Un prénom et un nom suffisent."},
    )
    minutes = forms.TypedChoiceField(label="Durée", coerce=int)
    body = forms.ModelChoiceField(
        label="Pour quel organisme",
        queryset=TicketBody.objects.none(),
        empty_label=None,
        error_messages={"required": "Choisissez un organisme.", "invalid_choice": "Choisissez dans la liste."},
    )

    def __init__(self, *args, session: PaidSession, bodies: list[TicketBody], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.bodies = session, bodies
        self.fields["key"].initial = uuid.uuid4()
        self.fields["minutes"].choices = [(each, minutes_in_words(each)) for each in session.possible_minutes]
        self.fields["minutes"].initial = session.most_minutes
        if len(bodies) == 1:
            del self.fields["body"]
        else:
            field = self.fields["body"]
            field.queryset = TicketBody.objects.filter(pk__in=[body.pk for body in bodies])
            field.choices = [(body.pk, str(body)) for body in bodies]
            field.initial = bodies[0].pk if bodies else None

    def save(self, *, by: Member) -> LedgerEntry:
        data = self.cleaned_data
        about = {name: data[name] for name in ("code", "name", "minutes", "key")}
        return debit(session=self.session, body=data.get("body") or self.bodies[0], by=by, **about)


class ReversalForm(forms.Form):
    reason = forms.ChoiceField(
        label="Pourquoi",
        choices=ReversalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites pourquoi."},
    )

    def save(self, *, entry: LedgerEntry, by: Member) -> LedgerEntry:
        return reverse_debit(entry=entry, reason=self.cleaned_data["reason"], by=by)
