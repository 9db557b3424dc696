"""Forms of tickets: a batch to issue, a code to read."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accueil.declic.bodies.forms import day_field
from accueil.declic.tickets.models.batch import LABEL_LENGTH, MOST_TICKETS, TicketBatch
from accueil.declic.tickets.models.ticket import Ticket
from accueil.declic.tickets.services import MISTYPED, NamedPerson, find_ticket, issue_batch
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.web.refusals import refusals_in

YEAR = datetime.timedelta(days=365)
# A hundred people, each with a long name and a telephone.
LONGEST_LIST = MOST_TICKETS * 120


class TicketBatchForm(forms.Form):
    """Tickets to issue to people who are typed one on a line."""

    label = forms.CharField(
        label="Nom du lot",
        max_length=LABEL_LENGTH,
        help_text="Par exemple\u00a0: printemps 2026, mission locale.",
        error_messages={"required": "Donnez un nom à ce lot."},
    )
    territory = forms.ModelChoiceField(
        label="Territoire",
        queryset=Territory.objects.all(),
        empty_label="Choisissez un territoire",
        error_messages={"required": "Choisissez un territoire."},
    )
    expires_on = day_field("Valable jusqu’au")
    people = forms.CharField(
        label="Personnes",
        max_length=LONGEST_LIST,
        help_text=(
            "Une par ligne\u00a0: prénom et nom\u00a0; téléphone\u00a0; numéro de carte B2i. Sans téléphone ni carte, "
            "le nom suffit."
        ),
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
        error_messages={
            "required": "Écrivez au moins une personne.",
            "max_length": f"{MOST_TICKETS} personnes au plus par lot\u00a0: faites-en deux.",
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"initial": {"expires_on": timezone.localdate() + YEAR}})

    def clean_people(self) -> list[NamedPerson]:
        return [_person(line) for line in self.cleaned_data["people"].splitlines() if line.strip()]

    def save(self, *, by: Member) -> TicketBatch:
        return issue_batch(by=by, **self.cleaned_data)


def _person(line: str) -> NamedPerson:
    name, phone, card, *more = (*(part.strip() for part in line.split(";")), "", "", "")
    if any(more):
        raise ValidationError(f"Un nom, un téléphone, une carte, pas plus\u00a0: «\u00a0{line.strip()}\u00a0».")
    if not name:
        raise ValidationError(f"Écrivez un nom avant le point-virgule\u00a0: «\u00a0{line.strip()}\u00a0».")
    if len(phone) > 20:
        raise ValidationError(f"Un seul téléphone par personne\u00a0: «\u00a0{line.strip()}\u00a0».")
    return NamedPerson(" ".join(name.split()), phone, card)


class TicketCodeForm(forms.Form):
    """The code of a ticket that somebody has in their hands."""

    code = forms.CharField(
        label="Code du ticket",
        max_length=40,
        help_text="Neuf lettres, sous le nom de la personne.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Écrivez le code du ticket.", "max_length": MISTYPED},
    )
    ticket: Ticket | None = None

    def clean(self) -> dict:
        data = super().clean()
        if "code" in data:
            with refusals_in(self):
                self.ticket = find_ticket(code=data["code"])
        return data
