"""Forms of the coordination's pages: a campaign, its days once it is started, its quotas."""

from collections.abc import Iterable, Sequence

from django import forms

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import Variable
from questionnaires.questions.models import Questionnaire

MOST_WANTED = 1_000_000
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
STILL_CHANGED = ("earlier", "opens_on", "closes_on", "population_size", "asked")


class CampaignForm(forms.ModelForm):
    """A campaign in preparation; one that is started shows only what may still change."""

    class Meta:
        model = Campaign
        fields = (
            "title",
            "questionnaire",
            "earlier",
            "population",
            "population_size",
            "asked",
            "sampling",
            "opens_on",
            "closes_on",
            "has_link",
            "has_codes",
            "has_kiosks",
            "has_interviews",
            "has_paper",
            "is_of_minors",
            "parents_notice",
            "smallest",
        )
        widgets = {
            "sampling": forms.Textarea({"rows": 3}),
            "parents_notice": forms.Textarea({"rows": 6}),
            "opens_on": DAY,
            "closes_on": DAY,
        }
        labels = {
            "has_link": "Par un lien ouvert à tous",
            "has_codes": "Par un code personnel",
            "has_kiosks": "Sur une borne, dans les espaces",
            "has_interviews": "Par des enquêteurs",
            "has_paper": "Sur papier",
            "earlier": "Édition précédente",
            "is_of_minors": "Cette enquête interroge des mineurs",
            "opens_on": "Premier jour",
            "closes_on": "Dernier jour",
        }
        help_texts = {
            "population": "Par exemple\u00a0: les jeunes de 11 à 18 ans du Lot.",
            "earlier": "Une campagne déjà faite, qui demandait les mêmes choses\u00a0: les réponses se comparent.",
            "asked": "Sert au taux de réponse. Laissez vide si n’importe qui peut répondre.",
            "sampling": "Qui est tiré au sort, qui répond parce qu’il le veut bien.",
            "parents_notice": "Montrée avant les questions.",
            "has_codes": "Imprimé sur un papier que chacun reçoit. Il sert une fois.",
            "smallest": "En dessous, aucun chiffre n’est montré.",
        }
        error_messages = {"title": {"required": "Donnez un titre."}}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.is_draft:
            for name in set(self.fields) - set(STILL_CHANGED):
                del self.fields[name]
        else:
            self.fields["questionnaire"].queryset = Questionnaire.objects.filter(is_archived=False)
            self.fields["questionnaire"].empty_label = "Choisissez un questionnaire"
        started = Campaign.objects.filter(version__isnull=False).exclude(pk=self.instance.pk)
        self.fields["earlier"].queryset = started
        self.fields["earlier"].empty_label = "Aucune"

    def _post_clean(self) -> None:
        """Leave the checks of the model to the service, which saves."""


class CriteriaForm(forms.Form):
    """By what people are counted; the order is that of the questions."""

    criteria = forms.MultipleChoiceField(
        label="Critères des quotas",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Cochez-en un, deux ou trois. Sans critère, il n’y a pas de quota.",
    )

    def __init__(self, *args, possible: Iterable[Variable], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria"].choices = [(each.code, each.wording) for each in possible]


class WantedForm(forms.Form):
    """A number for each cell, under the name `c<rank>`."""

    def __init__(self, *args, cells: Sequence, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cells = cells
        for cell in cells:
            self.fields[f"c{cell.rank}"] = forms.IntegerField(
                label=cell.wording,
                min_value=0,
                max_value=MOST_WANTED,
                initial=cell.wanted,
                widget=forms.TextInput({"inputmode": "numeric", "class": "wanted", "autocomplete": "off"}),
                error_messages={
                    "required": "Écrivez un nombre, 0 pour n’en vouloir aucune.",
                    "invalid": "Écrivez un nombre entier, en chiffres.",
                },
            )

    def wanted(self) -> dict[tuple[str, ...], int]:
        """Return categories of a cell → answers wanted."""
        return {tuple(cell.categories): self.cleaned_data[f"c{cell.rank}"] for cell in self.cells}
