"""Forms of a project and of its parts."""

from django import forms

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.days import day_field
from projets.portfolio.projects.enums import ProjectState, RiskLevel
from projets.portfolio.projects.models import (
    AIM_LENGTH,
    ANSWER_LENGTH,
    MEANS_LENGTH,
    PART_LENGTH,
    REASON_LENGTH,
    RISK_LENGTH,
    TITLE_LENGTH,
    Milestone,
    Project,
    ProjectRisk,
)
from projets.portfolio.projects.ready_models import ReadyProject
from projets.portfolio.projects.services import (
    add_place,
    begin_project,
    change_project,
    move_project,
    save_milestone,
    save_risk,
)
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded


# Forms of a project: the idea in ten minutes, its changes, why it is set aside, filters of the list.
def words_field(label: str, most: int, *, rows: int, required: str = "", help_text: str = "") -> forms.CharField:
    """A text of a few lines; `required`: what to say where it is empty, if it has to be written."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": required},
    )


class ProjectForm(forms.Form):
    """What a project is, in the order in which it is told to somebody."""

    title = forms.CharField(
        label="Titre",
        max_length=TITLE_LENGTH,
        help_text="Ce que les gens en retiendront.",
        error_messages={"required": "Donnez un titre."},
    )
    aim = words_field(
        "Ce que l’on veut changer, et pour qui",
        AIM_LENGTH,
        rows=6,
        required="Dites ce que l’on veut changer.",
        help_text="Trois phrases suffisent.",
    )
    means = words_field(
        "Ce qu’il faut", MEANS_LENGTH, rows=3, help_text="Du temps, une salle, du matériel, de l’argent."
    )
    chantier = forms.ModelChoiceField(
        label="Chantier",
        queryset=Chantier.objects.all(),
        empty_label="Choisissez un chantier",
        error_messages={"required": "Choisissez un chantier.", "invalid_choice": "Choisissez dans la liste."},
    )
    territories = forms.ModelMultipleChoiceField(
        label="Territoires",
        queryset=Territory.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucun\u00a0: tout le département.",
        error_messages={"invalid_choice": "Choisissez dans la liste.", "invalid_pk_value": "Choisissez dans la liste."},
    )
    starts_on = day_field("Commence le")
    ends_on = day_field("Finit le")

    def __init__(self, *args, project: Project | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.project = project

    def save(self) -> Project:
        return change_project(project=self.project, **self.cleaned_data)


class NewProjectForm(ProjectForm):
    """An idea, in one place at first; others are added on its page."""

    epm = forms.ModelChoiceField(
        label="Lieu",
        queryset=EPM.objects.none(),
        required=False,
        empty_label="Aucun en particulier",
        help_text="Vous en ajouterez d’autres sur la page du projet.",
        error_messages={"invalid_choice": "Choisissez un lieu de la liste."},
    )
    field_order = ("title", "aim", "means", "chantier", "epm", "territories", "starts_on", "ends_on")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["epm"].queryset = open_epms()

    def begin(self, *, by: Member, ready: ReadyProject) -> Project:
        return begin_project(by=by, ready=ready, **self.cleaned_data)


class SetAsideForm(forms.Form):
    words = words_field(
        "Pourquoi",
        REASON_LENGTH,
        rows=4,
        required="Dites pourquoi\u00a0: qui a proposé ce projet le lira.",
        help_text="Qui l’a proposé le lira, et tout le réseau.",
    )

    def save(self, *, project: Project, by: Member) -> Project:
        return move_project(project=project, state=ProjectState.SET_ASIDE, by=by, **self.cleaned_data)


class ProjectFilterForm(forms.Form):
    """Filters of the list; a value that is none of the offered ones is no filter."""

    chantier = forms.ModelChoiceField(
        label="Chantier", queryset=Chantier.objects.all(), to_field_name="slug", required=False, empty_label="Tous"
    )
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *ProjectState.choices], required=False)
    territoire = forms.ModelChoiceField(
        label="Territoire", queryset=Territory.objects.all(), to_field_name="slug", required=False, empty_label="Tous"
    )

    @property
    def chosen(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def open_epms():
    """Return the places to choose from, by name."""
    return EPM.objects.open().order_by(Folded("name"), "pk")


# Forms of the parts of a project: a milestone, a risk, a place.
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
