"""Forms of the money of projects: a line, why one is reversed, a funder."""

from decimal import Decimal

from django import forms

from projets.portfolio.funding.enums import FunderKind, LineKind
from projets.portfolio.funding.models import NAME_LENGTH, WORDS_LENGTH, Funder, FundingLine
from projets.portfolio.funding.services import note_line, reverse_line, save_funder
from projets.portfolio.projects.days import day_field
from projets.portfolio.projects.models import Project
from reseau.people.members.models.member import Member

MOST_EUROS = 1_000_000_000


def amount_field(label: str, *, least: int, help_text: str = "") -> forms.DecimalField:
    """Euros typed with a comma or a point."""
    return forms.DecimalField(
        label=label,
        min_value=least,
        max_value=MOST_EUROS,
        decimal_places=2,
        localize=True,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": "Écrivez un montant.",
            "invalid": "Écrivez un nombre, comme 1250 ou 85,50.",
            "max_decimal_places": "Deux chiffres après la virgule, au plus.",
            "min_value": "Écrivez un montant positif.",
            "max_value": "Ce montant est trop grand\u00a0: vérifiez-le.",
        },
    )


def cents_of(euros: Decimal) -> int:
    return int((euros * 100).to_integral_value())


class FundingLineForm(forms.Form):
    kind = forms.ChoiceField(label="Quoi", choices=LineKind.choices, error_messages={"required": "Dites ce que c’est."})
    funder = forms.ModelChoiceField(
        label="Financeur",
        queryset=Funder.objects.in_order(),
        empty_label="Choisissez un financeur",
        error_messages={"required": "Choisissez un financeur.", "invalid_choice": "Choisissez dans la liste."},
    )
    cents = amount_field(
        "Montant, en euros", least=-MOST_EUROS, help_text="Un avenant qui enlève s’écrit avec un signe moins."
    )
    day = day_field("Le", required=True, help_text="Le jour de la pièce\u00a0: lettre, arrêté, facture.")
    words = forms.CharField(
        label="Pièce",
        max_length=WORDS_LENGTH,
        required=False,
        help_text="Son numéro, ou ce qui la retrouve.",
    )
    is_beyond = forms.BooleanField(label="Je sais que c’est plus que ce qui est accordé", required=False)

    def save(self, *, project: Project, by: Member) -> FundingLine:
        cents = cents_of(self.cleaned_data["cents"])
        return note_line(project=project, by=by, **self.cleaned_data | {"cents": cents})


class FundingReversalForm(forms.Form):
    words = forms.CharField(label="Pourquoi", max_length=WORDS_LENGTH, error_messages={"required": "Dites pourquoi."})

    def save(self, *, line: FundingLine, by: Member) -> FundingLine:
        return reverse_line(line=line, by=by, **self.cleaned_data)


class FunderForm(forms.Form):
    name = forms.CharField(
        label="Nom", max_length=NAME_LENGTH, error_messages={"required": "Écrivez le nom du financeur."}
    )
    kind = forms.ChoiceField(label="Sorte", choices=FunderKind.choices)

    def __init__(self, *args, funder: Funder | None = None, **kwargs) -> None:
        shown = {"name": funder.name, "kind": funder.kind} if funder else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.funder = funder

    def save(self) -> Funder:
        return save_funder(funder=self.funder, **self.cleaned_data)
