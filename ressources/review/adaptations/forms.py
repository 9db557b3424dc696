"""Form that adapts a sheet: the title of the adaptation and its EPM of origin."""

from django import forms
from django.db.models import QuerySet

from reseau.places.models.epm import EPM
from ressources.sheets.composed_draft import TITLE_LENGTH


class AdaptForm(forms.Form):
    title = forms.CharField(
        label="Titre de votre adaptation",
        help_text="Dites en quoi elle diffère : « sans Internet », « pour tablettes ».",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Donnez un titre à votre adaptation."},
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM d’origine",
        help_text="L’animation de son territoire relira la fiche.",
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez l’EPM d’où vient la fiche."},
    )

    def __init__(self, data=None, *, title: str, epms: QuerySet[EPM], epm: EPM | None) -> None:
        super().__init__(data, initial={"title": title, "epm": epm})
        if len(epms) > 1:
            self.fields["epm"].queryset = epms
        else:
            del self.fields["epm"]
