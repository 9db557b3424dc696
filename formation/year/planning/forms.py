"""Forms of trainers: trainings that they give, usual days, absences."""

from django import forms
from django.utils import timezone

from formation.offer.catalogue.models.training import TrainingPage
from formation.year.planning.models import TrainerProfile, Unavailability
from formation.year.planning.services import note_absence, set_trainings_of, set_weekdays_of
from reseau.people.members.forms.people import PeopleForm, PersonField
from reseau.people.members.models.member import Member
from reseau.places.opening_hours.weekdays_field import TRAINING_DAYS, WeekdaysField
from reseau.texts.french_order import Folded


class TrainerForm(PeopleForm):
    """The trainings that a member gives. `profile`: the profile to change, None to name a trainer."""

    member = PersonField(label="Membre", error_messages={"required": "Choisissez un membre."})
    trainings = forms.ModelMultipleChoiceField(
        label="Formations données",
        required=False,
        queryset=TrainingPage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucune cochée\u00a0: cette personne ne forme plus.",
    )

    def __init__(self, data=None, *, user: Member, profile: TrainerProfile | None = None) -> None:
        initial = {"trainings": [training.pk for training in profile.trainings.all()]} if profile else None
        super().__init__(data, initial=initial)
        self.profile = profile
        trainings = TrainingPage.objects.visible_to(user).only("title")
        self.fields["trainings"].queryset = trainings.order_by(Folded("title"))
        if profile:
            del self.fields["member"]
        else:
            self.fields["member"].members = Member.objects.visible_to(user)

    def clean_member(self) -> Member:
        member = self.cleaned_data["member"]
        if TrainerProfile.objects.filter(member=member, trainings__isnull=False).exists():
            raise forms.ValidationError(
                f"{member} est déjà parmi les personnes qui forment\u00a0: changez ce qu’elle donne dans leur liste."
            )
        return member

    def save(self) -> TrainerProfile:
        member = self.profile.member if self.profile else self.cleaned_data["member"]
        return set_trainings_of(member=member, trainings=self.cleaned_data["trainings"])


class UsualDaysForm(forms.Form):
    weekdays = WeekdaysField(
        label="Mes jours habituels de formation", choices=TRAINING_DAYS, help_text="Aucun coché\u00a0: tous me vont."
    )

    def save(self, *, profile: TrainerProfile) -> TrainerProfile:
        return set_weekdays_of(profile=profile, weekdays=self.cleaned_data["weekdays"])


def date_field(label: str, **options) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class AbsenceForm(forms.Form):
    """An absence from one day to another, both included; one day if the last is empty."""

    first = date_field("Du", error_messages={"required": "Indiquez le premier jour."})
    last = date_field("Au (inclus)", required=False, help_text="Vide\u00a0: ce seul jour.")
    reason = forms.CharField(
        label="Raison", required=False, max_length=120, help_text="Pour vous\u00a0: personne d’autre ne la lit."
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and not last and "last" not in self.errors:
            last = cleaned["last"] = first
        if first and last and last < first:
            self.add_error("last", "Le dernier jour ne peut pas précéder le premier.")
        elif last and last < timezone.localdate():
            self.add_error("last" if self.data.get("last") else "first", "Ces jours sont passés.")
        return cleaned

    def save(self, *, profile: TrainerProfile) -> Unavailability:
        return note_absence(profile=profile, **self.cleaned_data)
