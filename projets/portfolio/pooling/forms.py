"""Forms of pooling: what is offered, the part of an EPM, why it is given up."""

from django import forms

from projets.portfolio.funding.forms import amount_field, cents_of
from projets.portfolio.pooling.enums import PoolingKind, PoolingState
from projets.portfolio.pooling.models import (
    CONDITIONS_LENGTH,
    MOST_CENTS,
    MOST_UNITS,
    REASON_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    Pooling,
    PoolingPart,
)
from projets.portfolio.pooling.permissions import epms_to_join_for
from projets.portfolio.pooling.services import join_pooling, move_pooling, save_pooling
from projets.portfolio.projects.days import day_field
from projets.portfolio.projects.forms import words_field
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded

NUMBER_ERRORS = {
    "required": "Écrivez un nombre.",
    "invalid": "Écrivez un nombre, comme 4.",
    "min_value": "Écrivez 1 ou plus.",
    "max_value": "Ce nombre est trop grand\u00a0: vérifiez-le.",
}


def number_field(label: str, *, required: bool, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=1,
        max_value=MOST_UNITS,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=NUMBER_ERRORS,
    )


class PoolingForm(forms.Form):
    """What is bought or signed together. `pooling`: the one to change."""

    kind = forms.ChoiceField(
        label="Sorte", choices=PoolingKind.choices, widget=forms.RadioSelect, initial=PoolingKind.PURCHASE
    )
    title = forms.CharField(label="Titre", max_length=TITLE_LENGTH, error_messages={"required": "Donnez un titre."})
    conditions = words_field(
        "Conditions", CONDITIONS_LENGTH, rows=5, required="Dites à quoi l’on s’engage.",
        help_text="Ce qui est fourni, par qui, à quoi l’on s’engage.",
    )  # fmt: skip
    unit = forms.CharField(
        label="Ce que l’on prend",
        max_length=UNIT_LENGTH,
        help_text="«\u00a0une tablette et sa housse\u00a0», «\u00a0une année d’assistance\u00a0».",
        error_messages={"required": "Dites ce que chaque lieu prend."},
    )
    unit_cents = amount_field(
        "Prix, en euros", least=0, help_text="Pour un\u00a0; d’une convention, ce que chaque lieu verse."
    )
    offered = number_field("Combien en tout", required=False, help_text="Rien\u00a0: autant que l’on veut.")
    closes_on = day_field("On rejoint jusqu’au", required=True)
    begins_on = day_field("Commence le")
    ends_on = day_field("Finit le")

    def __init__(self, *args, pooling: Pooling | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pooling = pooling

    def clean_unit_cents(self) -> int:
        cents = cents_of(self.cleaned_data["unit_cents"])
        if cents > MOST_CENTS:
            raise forms.ValidationError("Ce montant est trop grand\u00a0: vérifiez-le.")
        return cents

    def save(self, *, by: Member) -> Pooling:
        return save_pooling(by=by, pooling=self.pooling, **self.cleaned_data)


class PoolingPartForm(forms.Form):
    """The part that an EPM takes; of an agreement, there is nothing to count."""

    epm = forms.ModelChoiceField(
        label="Lieu",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un lieu",
        error_messages={"required": "Choisissez un lieu.", "invalid_choice": "Choisissez un lieu de la liste."},
    )
    quantity = number_field("Combien", required=True)

    def __init__(self, *args, pooling: Pooling, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pooling, self.user = pooling, user
        self.fields["epm"].queryset = epms_to_join_for(user).order_by(Folded("name"), "pk")
        if pooling.kind == PoolingKind.AGREEMENT:
            del self.fields["quantity"]

    def save(self) -> PoolingPart:
        return join_pooling(pooling=self.pooling, by=self.user, **self.cleaned_data)


class GivingUpForm(forms.Form):
    reason = words_field(
        "Pourquoi", REASON_LENGTH, rows=4, required="Dites pourquoi\u00a0: les lieux qui en sont le liront."
    )

    def save(self, *, pooling: Pooling, by: Member) -> Pooling:
        return move_pooling(pooling=pooling, state=PoolingState.GIVEN_UP, by=by, **self.cleaned_data)
