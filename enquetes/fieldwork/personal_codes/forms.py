"""Form of the coordination's page that draws a batch of codes."""

from django import forms

from enquetes.fieldwork.personal_codes.models import MOST_CODES


class CodeBatchForm(forms.Form):
    """A batch to draw; for a campaign of minors, that of a class."""

    school = forms.CharField(
        label="École, collège ou lycée", max_length=120, help_text="Par exemple\u00a0: collège de Gourdon."
    )
    label = forms.CharField(label="Nom du lot", max_length=120, help_text="Par exemple\u00a0: courrier du 3 mars.")
    size = forms.IntegerField(
        label="Nombre de codes",
        min_value=1,
        max_value=MOST_CODES,
        help_text="Un par personne\u00a0: chaque code donne une réponse.",
    )

    def __init__(self, *args, is_of_minors: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_of_minors:
            self.fields["label"].help_text = "Par exemple\u00a0: 3e B."
        else:
            del self.fields["school"]
