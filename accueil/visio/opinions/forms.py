"""Form of a paper slip, keyed by the team of a place."""

import datetime

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.opinions.interview_counts import month_of
from accueil.visio.partners.models import Partner
from reseau.texts.wording import day_in_full

MONTHS = 13


def last_months(today: datetime.date) -> list[datetime.date]:
    """Return the first days of this month and of the twelve before, the latest first."""
    months = [month_of(today)]
    while len(months) < MONTHS:
        months.append(month_of(months[-1] - datetime.timedelta(days=1)))
    return months


def _answer_field(question: OpinionQuestion) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question.label,
        choices=OpinionAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la réponse cochée sur le bulletin."},
    )


class SlipForm(forms.Form):
    partner = forms.ModelChoiceField(
        queryset=Partner.objects.none(),
        label="Partenaire",
        empty_label="Choisissez un partenaire",
        error_messages={"required": "Choisissez le partenaire.", "invalid_choice": "Choisissez dans la liste."},
    )
    month = forms.TypedChoiceField(label="Mois de l’entretien", coerce=datetime.date.fromisoformat)
    welcome = _answer_field(OpinionQuestion.WELCOME)
    expectations = _answer_field(OpinionQuestion.EXPECTATIONS)

    def __init__(self, *args, partners: QuerySet[Partner], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners
        self.fields["month"].choices = [
            (month.isoformat(), day_in_full(month, "F Y")) for month in last_months(timezone.localdate())
        ]
