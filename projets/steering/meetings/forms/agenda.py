"""Forms of the agenda of a meeting: an item, a paper joined to it."""

from django import forms

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models.project import Project
from projets.steering.meetings.models.agenda import TITLE_LENGTH, WORDS_LENGTH, SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.services.agenda import save_item
from reseau.texts.french_order import Folded
from ressources.files.forms.attachment import AttachmentForm

OVER = (ProjectState.CLOSED, ProjectState.SET_ASIDE)


class SteeringItemForm(forms.Form):
    title = forms.CharField(
        label="Point", max_length=TITLE_LENGTH, error_messages={"required": "Écrivez de quoi il s’agit."}
    )
    words = forms.CharField(
        label="Ce qu’il faut savoir, ou décider",
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    project = forms.ModelChoiceField(
        label="Projet", queryset=Project.objects.none(), required=False, empty_label="Aucun en particulier"
    )
    chantier = forms.ModelChoiceField(
        label="Chantier", queryset=Chantier.objects.all(), required=False, empty_label="Aucun en particulier"
    )

    def __init__(self, *args, item: SteeringItem | None = None, **kwargs) -> None:
        names = ("title", "words", "project", "chantier")
        shown = {name: getattr(item, name) for name in names} if item else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.item = item
        alive = Project.objects.exclude(state__in=OVER)
        if item and item.project_id:
            alive = alive | Project.objects.filter(pk=item.project_id)
        self.fields["project"].queryset = alive.order_by(Folded("title"), "pk")

    def save(self, *, meeting: SteeringMeeting) -> SteeringItem:
        return save_item(meeting=meeting, item=self.item, **self.cleaned_data)


class SteeringPaperForm(AttachmentForm):
    """The upload form. `services.agenda.attach_paper` checks the content of the file."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "name"
        ].help_text = "Ce que chacun lira\u00a0: «\u00a0Budget prévu\u00a0». Sans rien, le nom du fichier."
