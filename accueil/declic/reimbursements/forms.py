"""Forms of the coordination: a step noted for a statement, a step of the circuit."""

from django import forms
from django.utils import timezone

from accueil.declic.bodies.forms import day_field
from accueil.declic.reimbursements.models import NAME_LENGTH, CircuitStep, StepDone, TicketStatement
from accueil.declic.reimbursements.services import add_step, note_step
from reseau.people.members.models.member import Member


class StepDoneForm(forms.Form):
    done_on = day_field("Faite le")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"initial": {"done_on": timezone.localdate()}})

    def save(self, *, statement: TicketStatement, step: CircuitStep | None, by: Member) -> StepDone:
        return note_step(statement=statement, step=step, done_on=self.cleaned_data["done_on"], by=by)


class CircuitStepForm(forms.Form):
    name = forms.CharField(
        label="Étape",
        max_length=NAME_LENGTH,
        help_text="Par exemple\u00a0: mandaté, payé.",
        error_messages={"required": "Donnez un nom à cette étape."},
    )
    who = forms.CharField(
        label="Qui la fait",
        max_length=NAME_LENGTH,
        help_text="Une fonction, pas un nom\u00a0: service des finances.",
        error_messages={"required": "Dites qui la fait."},
    )

    def save(self) -> CircuitStep:
        return add_step(**self.cleaned_data)
