"""Form of an indicator."""

from django import forms

from projets.portfolio.indicators.models import MOST_AIMED, Indicator
from projets.portfolio.indicators.registry import live_figures
from projets.portfolio.indicators.services import add_indicator
from projets.portfolio.projects.days import day_field
from projets.portfolio.projects.models import Project
from reseau.people.members.models.member import Member


def figure_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Chiffre",
        error_messages={"required": "Choisissez un chiffre.", "invalid_choice": "Choisissez un chiffre de la liste."},
    )


def figures_to_choose() -> list[tuple[str, str]]:
    """Return the live figures as choices, once all apps have registered theirs."""
    return [("", "Choisissez un chiffre"), *((name, figure.title) for name, figure in live_figures().items())]


class IndicatorForm(forms.Form):
    figure = figure_field()
    target = forms.IntegerField(
        label="Objectif",
        min_value=1,
        max_value=MOST_AIMED,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Écrivez un nombre.",
            "invalid": "Écrivez un nombre, comme 40.",
            "min_value": "Écrivez 1 ou plus.",
            "max_value": "Ce nombre est trop grand\u00a0: vérifiez-le.",
        },
    )
    since = day_field("Compté depuis le", required=True, help_text="Le premier jour du projet, souvent.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = figures_to_choose()

    def save(self, *, project: Project, by: Member) -> Indicator:
        return add_indicator(project=project, by=by, **self.cleaned_data)
