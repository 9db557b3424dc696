"""Forms of moderation: report a message, settle reports, hide, erase."""

from django import forms

from forums.messages.posts.forms import MessageField
from forums.moderation.enums import ReportOutcome, ReportReason
from forums.moderation.models import (
    LONGEST_REPORT,
    LONGEST_WORDS,
)


def words_field(label: str, *, longest: int, required: str = "", help_text: str = "") -> forms.CharField:
    """Return a field of a few sentences; `required`: what to say if it is empty. No `maxlength`: nothing is cut."""
    field = MessageField(label=label, required=bool(required), help_text=help_text, widget=forms.Textarea({"rows": 4}))
    field.validators = [_fits(longest)]
    field.error_messages["required"] = required
    return field


def _fits(longest: int):
    def check(text: str) -> None:
        if len(text) > longest:
            raise forms.ValidationError(
                f"{len(text)}\u00a0caractères, {longest} au plus\u00a0: raccourcissez.", code="max_length"
            )

    return check


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label="Que reprochez-vous à ce message\u00a0?",
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce qui ne va pas."},
    )
    words = words_field("Précisez, si c’est utile", longest=LONGEST_REPORT)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("reason") == ReportReason.OTHER and not data.get("words"):
            self.add_error("words", "Dites en une phrase ce qui ne va pas.")
        return data


class ReportAnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Suite donnée",
        choices=[
            (ReportOutcome.NOTHING, "Rien à faire\u00a0: ce message peut rester"),
            (ReportOutcome.ACTED, "Suivi d’effet\u00a0: c’est réglé"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites quelle suite vous donnez."},
    )
    answer = words_field(
        "Votre réponse à qui a signalé",
        longest=LONGEST_REPORT,
        required="Répondez en une phrase\u00a0: quelqu’un attend.",
        help_text="Seule cette personne la lira.",
    )


class MessageDecisionForm(forms.Form):
    """A decision about a message: `reason` cleans to the words of the journal."""

    reason = forms.ChoiceField(
        label="Pourquoi",
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        help_text="Le journal de modération le garde.",
        error_messages={"required": "Dites pourquoi."},
    )
    words = words_field(
        "Votre message à la personne qui l’a écrit",
        longest=LONGEST_WORDS,
        required="Écrivez-lui ce qui ne va pas, et ce qui serait bien.",
        help_text="Elle saura que la modération a décidé, pas qui a signalé.",
    )

    def clean_reason(self) -> str:
        return ReportReason(self.cleaned_data["reason"]).label


class MessageErasureForm(MessageDecisionForm):
    sure = forms.BooleanField(
        label="J’efface pour de bon\u00a0: personne ne pourra revenir en arrière",
        error_messages={"required": "Cochez la case pour effacer pour de bon."},
    )
