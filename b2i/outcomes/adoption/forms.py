"""Forms of a new version: its file, then the confirmation of its adoption."""

from django import forms

from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.adoption.services import propose_version
from b2i.outcomes.adoption.version_file import MAX_BYTES
from reseau.people.members.models.member import Member


class VersionFileForm(forms.Form):
    """A file in JSON."""

    file = forms.FileField(
        label="Fichier de la version",
        help_text="JSON, 500\u00a0Ko au plus. Rien n’est fait avant que vous l’ayez relu.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": "Choisissez un fichier sur votre ordinateur.",
            "empty": "Ce fichier est vide.",
        },
    )

    def clean_file(self):
        """Check the size before reading the content."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Ce fichier dépasse 500\u00a0Ko.")
        return file

    def save(self, *, by: Member) -> ProposedVersion:
        file = self.cleaned_data["file"]
        return propose_version(content=file.read(), file_name=file.name, by=by)


class AdoptionForm(forms.Form):
    """The box that says that the preview was read."""

    is_read = forms.BooleanField(
        label="J’ai relu ce qui change, et d’où vient cette version",
        error_messages={"required": "Relisez ce qui change, puis cochez cette case."},
    )
