"""The rule of a category of training records, for the coordination."""

from django import forms

from formation.proof.retention.models import MOST_YEARS, RetentionTerm


class TermForm(forms.ModelForm):
    years = forms.IntegerField(
        label="Années de conservation",
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Écrivez un nombre d’années.",
            "invalid": "Écrivez un nombre d’années entier, par exemple 5.",
            "min_value": f"Une durée va d’un an à {MOST_YEARS}\u00a0ans.",
            "max_value": f"Une durée va d’un an à {MOST_YEARS}\u00a0ans.",
        },
    )

    class Meta:
        model = RetentionTerm
        fields = ["years", "start", "source", "fate"]
        help_texts = {
            "source": "Par exemple la ligne du tableau de gestion, avec sa date. «\u00a0À décider\u00a0» tant que rien "
            "n’est arrêté.",
            "fate": "Le site ne met sur un bordereau que ce qui est à détruire. Ce qui est à verser se remet aux "
            "Archives avant.",
        }
        widgets = {"source": forms.Textarea(attrs={"rows": 3}), "start": forms.RadioSelect, "fate": forms.RadioSelect}
