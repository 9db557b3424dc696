"""Forms of a review: message of a decision, assignment, answer date, remarks and answers."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import QuerySet

from reseau.people.members.models.member import Member
from ressources.review.models import MAX_TEXT, NO_SUCH_DAY, Remark, may_be_promised
from ressources.review.remarked_sections import ReviewSection


class TextForm(forms.Form):
    """A form of texts."""

    @property
    def texts(self) -> list[str]:
        """What is written in the fields, whether valid or not."""
        values = (str(field.value() or "").strip() for field in self)
        return [text for text in values if text]


class DecisionMessageForm(TextForm):
    """The message to the author, sent with either decision."""

    reason = forms.CharField(
        label="Votre message à l’auteur",
        help_text="L’auteur le lira tel quel : ce qui est bien, puis ce qui manque.",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def require(self, refusal: str) -> None:
        """Refuse an empty message with these words."""
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = refusal


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


class TextBoxes(TextForm):
    """Boxes for short texts, all sent together."""

    def add_box(self, key: str, label: str) -> None:
        widget = forms.Textarea(attrs={"aria-label": label})
        # The style sheet gives the size, and a sheet has thirty boxes.
        del widget.attrs["cols"], widget.attrs["rows"]
        self.fields[key] = forms.CharField(label=label, required=False, max_length=MAX_TEXT, widget=widget)

    @property
    def texts_without_box(self) -> list[str]:
        """Texts of boxes that the page had, and has no longer."""
        boxes = {self.add_prefix(name) for name in self.fields}
        typed = ((name, text.strip()) for name, text in self.data.items() if name.startswith(f"{self.prefix}-"))
        return [text for name, text in typed if text and name not in boxes]


class RemarksForm(TextBoxes):
    """A box for each section of the sheet. `pressed_key` is the key of the section whose button was pressed."""

    prefix = "remarque"

    def __init__(self, *args, sections: Iterable[ReviewSection], pressed_key: str = "", **kwargs) -> None:
        super().__init__(*args, auto_id=False, **kwargs)
        self.pressed_key = pressed_key
        for section in sections:
            self.add_box(section.key, f"Remarque, {section.label}")

    def clean(self) -> dict:
        cleaned_data = super().clean()
        if self.pressed_key in self.fields and not self.errors and not any(cleaned_data.values()):
            self.add_error(self.pressed_key, "Écrivez votre remarque.")
        return cleaned_data


class AnswersForm(TextBoxes):
    """A box for each remark. `pressed_key` is the key of the remark whose button was pressed."""

    prefix = "reponse"

    def __init__(self, *args, remarks: Iterable[Remark], pressed_key: int = 0, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pressed_key = str(pressed_key)
        for remark in remarks:
            self.add_box(str(remark.pk), f"Votre réponse sur «\u00a0{remark.label}\u00a0»")

    def clean(self) -> dict:
        cleaned_data = super().clean()
        if self.pressed_key in self.fields and not self.errors and not any(cleaned_data.values()):
            self.add_error(self.pressed_key, "Écrivez votre réponse.")
        return cleaned_data

    def show_beside(self, remarks: Iterable[Remark]) -> None:
        """Give each remark its `answer_box`."""
        for remark in remarks:
            if str(remark.pk) in self.fields:
                remark.answer_box = self[str(remark.pk)]

    def keep_refused_fields(self) -> None:
        """Leave only the answers to correct: the others are sent."""
        for name in [name for name in self.fields if name not in self.errors]:
            del self.fields[name]


def texts_of(form: forms.Form) -> dict[str, str]:
    """Return the name of each field of a valid form → its text, where there is one."""
    return {name: text.replace("\r\n", "\n") for name, text in form.cleaned_data.items() if text}


class RemarkAnswerForm(forms.Form):
    text = forms.CharField(
        label="Votre réponse",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez votre réponse."},
    )
