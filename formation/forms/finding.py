"""What one asks of the search for a date: which training, from when, where, for how many."""

import datetime

from django import forms
from django.utils import timezone

from formation.finding.reading import NOTICE
from formation.models import TrainingPage
from formation.models.plan import MAX_TARGET
from reseau.models import Member, Territory

FURTHEST = datetime.timedelta(days=3 * 365)


class FindDateForm(forms.Form):
    """Asked by address, so that a search can be kept and sent."""

    formation = forms.ModelChoiceField(
        label="Formation",
        queryset=TrainingPage.objects.none(),
        empty_label="Choisissez une formation",
        error_messages={
            "required": "Choisissez une formation.",
            "invalid_choice": "Cette formation n’est plus au catalogue\u00a0: choisissez-en une autre.",
        },
    )
    du = forms.DateField(
        label="À partir du",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Vide\u00a0: dans trois semaines, le temps de s’organiser. La recherche porte sur un an.",
    )
    territoire = forms.ModelChoiceField(
        label="Territoire",
        required=False,
        queryset=Territory.objects.all(),
        to_field_name="slug",
        empty_label="Tous les territoires",
    )
    places = forms.IntegerField(
        label="Places souhaitées",
        required=False,
        min_value=1,
        max_value=MAX_TARGET,
        help_text="Vide\u00a0: celles que la formation conseille.",
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formation"].queryset = TrainingPage.objects.visible_to(user).order_by("title")

    def clean_du(self) -> datetime.date | None:
        first, today = self.cleaned_data["du"], timezone.localdate()
        if first and first <= today:
            raise forms.ValidationError("Cette date est passée\u00a0: cherchez à partir de demain.")
        if first and first > today + FURTHEST:
            raise forms.ValidationError("Cherchez dans les trois ans qui viennent.")
        return first

    @property
    def asked(self) -> dict:
        """What the search needs, once the form is valid."""
        cleaned = self.cleaned_data
        first = cleaned["du"] or timezone.localdate() + NOTICE
        return {"first": first, "territory": cleaned["territoire"], "seats": cleaned["places"]}
