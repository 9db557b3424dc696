"""Forms of the parts of a project: a milestone, a risk, a place."""

from django import forms

from projets.portfolio.projects.days import day_field
from projets.portfolio.projects.enums import RiskLevel
from projets.portfolio.projects.forms.projects import open_epms, words_field
from projets.portfolio.projects.models.parts import ANSWER_LENGTH, PART_LENGTH, RISK_LENGTH, Milestone, ProjectRisk
from projets.portfolio.projects.models.project import TITLE_LENGTH, Project
from projets.portfolio.projects.services.parts import add_place, save_milestone, save_risk
from reseau.places.models.epm import EPM


class ProjectPartForm(forms.Form):
    """A part of `project`, to add or, with `part`, to change."""

    names: tuple[str, ...] = ()

    def __init__(self, *args, project: Project, part=None, **kwargs) -> None:
        shown = {name: getattr(part, name) for name in self.names} if part else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.project, self.part = project, part


class MilestoneForm(ProjectPartForm):
    names = ("title", "due_on")
    title = forms.CharField(
        label="Ce qui sera fait", max_length=TITLE_LENGTH, error_messages={"required": "Dites ce qui sera fait."}
    )
    due_on = day_field("Pour le", required=True, help_text="Ce jour paraît dans l’agenda du réseau.")

    def save(self) -> Milestone:
        return save_milestone(project=self.project, milestone=self.part, **self.cleaned_data)


class RiskForm(ProjectPartForm):
    names = ("words", "level", "answer")
    words = forms.CharField(
        label="Ce qui pourrait mal tourner",
        max_length=RISK_LENGTH,
        error_messages={"required": "Dites ce qui pourrait mal tourner."},
    )
    level = forms.ChoiceField(
        label="Vraisemblance", choices=RiskLevel.choices, initial=RiskLevel.MEDIUM, widget=forms.RadioSelect
    )
    answer = words_field("Ce que l’on fait pour l’éviter", ANSWER_LENGTH, rows=3)

    def save(self) -> ProjectRisk:
        return save_risk(project=self.project, risk=self.part, **self.cleaned_data)


class ProjectPlaceForm(ProjectPartForm):
    epm = forms.ModelChoiceField(
        label="Lieu",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un lieu",
        error_messages={"required": "Choisissez un lieu.", "invalid_choice": "Choisissez un lieu de la liste."},
    )

    def __init__(self, *args, project: Project, **kwargs) -> None:
        super().__init__(*args, project=project, **kwargs)
        self.fields["epm"].queryset = open_epms().exclude(projects=project)

    def save(self) -> EPM:
        add_place(project=self.project, epm=self.cleaned_data["epm"])
        return self.cleaned_data["epm"]


class PartOfPersonForm(forms.Form):
    """What a person who is added will do."""

    part = forms.CharField(max_length=PART_LENGTH, required=False)
