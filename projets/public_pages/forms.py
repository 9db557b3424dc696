"""Form of a figure of the public page of a chantier."""

from django import forms

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.indicators.forms import figure_field, figures_to_choose
from projets.portfolio.projects.days import day_field
from projets.public_pages.models import ChantierFigure
from projets.public_pages.services import show_figure


class ChantierFigureForm(forms.Form):
    figure = figure_field()
    since = day_field(
        "Compté depuis le", required=True, help_text="Le public lit ce jour, et ce que le chiffre compte."
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = figures_to_choose()

    def save(self, *, chantier: Chantier) -> ChantierFigure:
        return show_figure(chantier=chantier, **self.cleaned_data)
