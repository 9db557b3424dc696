"""What is said of a project when it is closed."""

from django import forms

from projets.portfolio.projects.forms import open_epms, words_field
from projets.portfolio.projects.models import REASON_LENGTH, Project
from projets.portfolio.stories.models import ProjectStory
from projets.portfolio.stories.services import close_with_story
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

ADVICE_LENGTH = 1_000


class ClosingForm(forms.Form):
    result = words_field(
        "Ce que cela a donné",
        REASON_LENGTH,
        rows=5,
        required="Dites ce que cela a donné.",
        help_text="Même si c’est peu. Vous le développerez dans le récit.",
    )
    advice = words_field("Si c’était à refaire", ADVICE_LENGTH, rows=3, help_text="Un conseil par ligne.")
    epm = forms.ModelChoiceField(
        label="Lieu qui signe le récit",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un lieu",
        help_text="L’animation de son territoire relira le récit avant sa publication.",
        error_messages={"required": "Choisissez un lieu.", "invalid_choice": "Choisissez un lieu de la liste."},
    )

    def __init__(self, *args, project: Project, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        places = open_epms().filter(projects=project)
        self.fields["epm"].queryset = places if places.exists() else open_epms()

    def save(self, *, by: Member) -> ProjectStory:
        return close_with_story(project=self.project, by=by, **self.cleaned_data)
