"""Forms of the coordination: a body to approve, to approve again, an approval to end."""

from django import forms
from django.utils import timezone

from accueil.declic.bodies.models import NAME_LENGTH, BodyApproval, TicketBody
from accueil.declic.bodies.services import add_body, approve_body, end_approval
from accueil.declic.enums import BodyKind
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Choisissez un jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )


class ApprovalForm(forms.Form):
    """A period of approval of a body that is in the list."""

    starts_on = day_field("À partir du")
    ends_on = day_field("Jusqu’au", required=False, help_text="Vide\u00a0: jusqu’à nouvel ordre.")

    def __init__(self, *args, body: TicketBody | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"initial": {"starts_on": timezone.localdate()}})
        self.body = body

    def save(self, *, by: Member) -> TicketBody:
        return approve_body(body=self.body, by=by, **self.cleaned_data).body


class TicketBodyForm(ApprovalForm):
    """A body that is not in the list yet."""

    kind = forms.ChoiceField(
        label="Qui accepte les tickets", choices=BodyKind.choices, initial=BodyKind.EPM, widget=forms.RadioSelect
    )
    epm = forms.ModelChoiceField(
        label="Lieu des séances",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un lieu",
        error_messages={"required": "Choisissez un lieu.", "invalid_choice": "Choisissez un lieu de la liste."},
    )
    name = forms.CharField(
        label="Nom de l’organisme de formation",
        max_length=NAME_LENGTH,
        required=False,
        help_text="Un EPM garde le sien\u00a0: laissez vide.",
    )
    field_order = ("kind", "epm", "name", "starts_on", "ends_on")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = BodyKind.EPM
        self.fields["epm"].queryset = EPM.objects.open().order_by(Folded("name"), "pk")

    def save(self, *, by: Member) -> TicketBody:
        return add_body(by=by, **self.cleaned_data)


class ApprovalEndForm(forms.Form):
    ends_on = day_field("Dernier jour", help_text="Les séances de ce jour comptent encore.")

    def save(self, *, approval: BodyApproval, by: Member) -> BodyApproval:
        return end_approval(approval=approval, ends_on=self.cleaned_data["ends_on"], by=by)
