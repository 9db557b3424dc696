"""Words of a chantier."""

from django import forms

from projets.portfolio.chantiers.models import Chantier


class ChantierForm(forms.ModelForm):
    class Meta:
        model = Chantier
        fields = ["name", "aim"]
        widgets = {"aim": forms.Textarea({"rows": 6})}
        help_texts = {"aim": "Quelques phrases, que tout le monde comprend."}
        error_messages = {
            "name": {"required": "Donnez un nom à ce chantier.", "unique": "Un autre chantier porte déjà ce nom."},
            "aim": {"required": "Dites ce que l’on veut."},
        }
