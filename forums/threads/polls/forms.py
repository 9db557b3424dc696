"""Fields of a poll in the form of a new topic, which shows them once « un sondage » is chosen."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils import timezone

from forums.threads.polls.terms import (
    LONGEST_CHOICE,
    USUAL_POLL,
    PollTerms,
    check_choices,
    check_closing,
    split_choices,
)

TEMPLATE = "forums/threads/polls/_poll_field.html"
SECRECY = "Les résultats se montrent après avoir voté, et à tous après la clôture. Personne ne voit qui a voté quoi."


def usual_closing() -> date:
    return timezone.localdate() + USUAL_POLL


class ChoicesField(forms.CharField):
    """Choices, one a line. Cleans to their list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value) -> Sequence[str]:
        text = super().clean(value)
        choices = split_choices(text)
        if text:
            check_choices(choices)
        return choices


class SparedField(forms.CharField):
    """A field that is shown, whose text is not read."""

    def clean(self, value) -> str:
        return value or ""


class PollFields(forms.Form):
    choices = ChoicesField(
        label="Réponses possibles",
        help_text=f"Une par ligne, de deux à huit, {LONGEST_CHOICE} caractères au plus chacune. {SECRECY}",
        error_messages={"required": "Donnez au moins deux réponses possibles, une par ligne."},
        template_name=TEMPLATE,
    )
    several = forms.BooleanField(
        label="On peut en choisir plusieurs",
        required=False,
        template_name=TEMPLATE,
    )
    closes = forms.DateField(
        label="Dernier jour du vote",
        initial=usual_closing,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[check_closing],
        help_text="Le sondage se ferme de lui-même le soir de ce jour.",
        error_messages={
            "required": "Dites jusqu’à quel jour on vote.",
            "invalid": "Écrivez le jour comme dans 31/12/2026.",
        },
        template_name=TEMPLATE,
    )

    def spare_poll(self) -> None:
        """Take these fields as they come: the topic is no poll, and nobody is told what would be wrong with them."""
        for name in ("choices", "closes"):
            field = self.fields[name]
            self.fields[name] = SparedField(
                label=field.label, help_text=field.help_text, widget=field.widget, template_name=TEMPLATE
            )

    def take_terms(self) -> PollTerms:
        """Take what was cleaned of the poll out of `cleaned_data`. What is missing has its error already."""
        names = ("choices", "closes", "several")
        return PollTerms(**{name: self.cleaned_data.pop(name, None) for name in names})
