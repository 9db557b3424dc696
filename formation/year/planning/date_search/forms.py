"""Form of the search for a date: training, who wants it, first day, territory, seats."""

import datetime

from django import forms
from django.utils import timezone

from formation.offer.annual_plan.models import MAX_TARGET
from formation.offer.catalogue.models.training import TrainingPage
from formation.year.planning.date_search.search_space_loading import NOTICE
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.texts.elision import of_place
from reseau.texts.french_order import Folded

FURTHEST = datetime.timedelta(days=3 * 365)


class FindDateForm(forms.Form):
    """Sent by GET, so that a search can be bookmarked and shared."""

    formation = forms.ChoiceField(
        label="Formation",
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
    pour = forms.ChoiceField(label="Pour qui", required=False)
    territoire = forms.ChoiceField(label="Dans une salle de", required=False)
    places = forms.IntegerField(
        label="Places souhaitées",
        required=False,
        min_value=1,
        max_value=MAX_TARGET,
        help_text="Vide\u00a0: celles que la formation conseille.",
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Loaded once, for the choices and for the search.
        trainings = TrainingPage.objects.visible_to(user).with_card().select_related("wish").order_by(Folded("title"))
        self.trainings = {str(training.pk): training for training in trainings}
        self.territories = {territory.slug: territory for territory in Territory.objects.all()}
        titles = [(key, training.title) for key, training in self.trainings.items()]
        names = [(slug, territory.name) for slug, territory in self.territories.items()]
        self.fields["formation"].choices = [("", "Choisissez une formation"), *titles]
        self.fields["territoire"].choices = [("", "Tous les territoires"), *names]
        self.fields["pour"].choices = [
            ("", "Toutes les personnes qui l’attendent"),
            *((slug, f"Celles du territoire {of_place(name)}") for slug, name in names),
        ]

    def clean_du(self) -> datetime.date | None:
        first_day, today = self.cleaned_data["du"], timezone.localdate()
        if first_day and first_day <= today:
            raise forms.ValidationError("Cette date est passée\u00a0: cherchez à partir de demain.")
        if first_day and first_day > today + FURTHEST:
            raise forms.ValidationError("Cherchez dans les trois ans qui viennent.")
        return first_day

    @property
    def training(self) -> TrainingPage:
        return self.trainings[self.cleaned_data["formation"]]

    @property
    def search_options(self) -> dict:
        """Arguments of the search, once the form is valid."""
        cleaned = self.cleaned_data
        return {
            "first": cleaned["du"] or timezone.localdate() + NOTICE,
            "territory": self.territories.get(cleaned["territoire"]),
            "territories": self.territories.values(),
            "wanted_by": self.territories.get(cleaned["pour"]),
            "seats": cleaned["places"],
        }
