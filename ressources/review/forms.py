"""Forms of a review: request for changes, assignment, answer date, remarks and answers."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import QuerySet

from reseau.members.models.member import Member
from ressources.review.models import MAX_TEXT, NO_SUCH_DAY, may_be_promised
from ressources.review.remarked_sections import ReviewSection


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
        due_date = self.cleaned_data["due"]
        if not may_be_promised(due_date):
            raise forms.ValidationError(NO_SUCH_DAY)
        return due_date


# The HTML form that sends all the remarks: those written beside other sections leave together.
FORM_ID = "remarquer"


class RemarksForm(forms.Form):
    """A box for each section of the sheet. `pressed_key` is the key of the section whose button was pressed."""

    prefix = "remarque"

    def __init__(self, *args, sections: Iterable[ReviewSection], pressed_key: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pressed_key = pressed_key
        for section in sections:
            self.fields[section.key] = forms.CharField(
                required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs=_attributes(section))
            )

    def clean(self) -> dict:
        cleaned_data = super().clean()
        if not self.errors and not any(cleaned_data.values()) and self.pressed_key in self.fields:
            self.add_error(self.pressed_key, "Écrivez votre remarque.")
        return cleaned_data

    @property
    def remarks(self) -> dict[str, str]:
        """Key of a section → remark."""
        return {key: text.replace("\r\n", "\n") for key, text in self.cleaned_data.items() if text}


def _attributes(section: ReviewSection) -> dict[str, str]:
    return {"rows": "3", "form": FORM_ID, "aria-label": f"Votre remarque sur « {section.label} »"}


class RemarkAnswerForm(forms.Form):
    text = forms.CharField(
        label="Votre réponse",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez votre réponse."},
    )
