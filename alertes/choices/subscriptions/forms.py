"""The form that follows a subject, at a rhythm or at that of other mails."""

from django import forms

from alertes.enums import Rhythm

RHYTHMS = (
    ("", "Comme mes autres courriels"),
    (Rhythm.AT_ONCE, "Aussitôt"),
    (Rhythm.DAILY, "Chaque jour, dans mon résumé"),
    (Rhythm.WEEKLY, "Chaque semaine, dans mon résumé"),
    (Rhythm.NEVER, "Jamais\u00a0: dans le site seulement"),
)


class FollowForm(forms.Form):
    rythme = forms.ChoiceField(
        label="Par courriel",
        choices=RHYTHMS,
        required=False,
        error_messages={"invalid_choice": "Choisissez un rythme de la liste."},
    )
