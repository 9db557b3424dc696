"""What a reviewer tells the author of a sheet that is not ready; to whom she gives it, until when."""

from datetime import date

from django import forms
from django.db.models import QuerySet

from reseau.members.models.member import Member
from ressources.review.models.assignment import NO_SUCH_DAY, may_be_promised


class AskChangesForm(forms.Form):
    reason = forms.CharField(
        label="Ce qu’il faudrait changer",
        help_text="L’auteur le lira tel quel : dites ce qui est déjà bien, puis ce qui manque.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Dites à l’auteur ce qu’il faudrait changer."},
    )


class GiveForm(forms.Form):
    to = forms.ModelChoiceField(
        Member.objects.none(),
        label="Confier à",
        empty_label="Choisissez une personne",
        error_messages={"required": "Choisissez qui relira la fiche.", "invalid_choice": "Choisissez dans la liste."},
    )

    def __init__(self, *args, reviewers: QuerySet[Member], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = reviewers


class AnswerDateForm(forms.Form):
    due = forms.DateField(
        label="Réponse pour le",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Choisissez un jour.", "invalid": "Écrivez un jour, comme 31/12/2026."},
    )

    def clean_due(self) -> date:
        due = self.cleaned_data["due"]
        if not may_be_promised(due):
            raise forms.ValidationError(NO_SUCH_DAY)
        return due
