"""Form to upload a table of learners."""

from django import forms

from b2i.admission.learner_import.table_file import MAX_BYTES, TOO_BIG
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM


class LearnerImportForm(forms.Form):
    """A file, and the EPM if the animator works in several."""

    file = forms.FileField(
        label="Votre tableau",
        help_text="CSV ou ODS, 2\u00a0Mo et 1\u202f000 lignes au plus. Rien n’est fait avant que vous l’ayez relu.",
        widget=forms.FileInput(attrs={"accept": ".csv,.ods,text/csv"}),
        error_messages={
            "required": "Choisissez un fichier sur votre ordinateur.",
            "empty": "Ce fichier est vide.",
        },
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM qui suit ces personnes",
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez l’EPM qui suit ces personnes."},
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        workplaces = {position.epm_id: position.epm for position in user.live_positions if position.epm_id}
        self.only_epm = next(iter(workplaces.values())) if len(workplaces) == 1 else None
        if self.only_epm:
            del self.fields["epm"]
        else:
            self.fields["epm"].queryset = EPM.objects.filter(pk__in=workplaces)

    def clean_file(self):
        """Check the size before reading the content."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file

    @property
    def epm_chosen(self) -> EPM:
        return self.only_epm or self.cleaned_data["epm"]
