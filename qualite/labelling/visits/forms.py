"""Forms of visits: who comes and when, what they saw."""

from django import forms
from django.utils import timezone

from qualite.labelling.enums import Sight
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.visits.models import OBSERVATION_LENGTH, SUMMARY_LENGTH, Visit
from qualite.labelling.visits.services import hand_in_visit, move_visit, plan_visit, save_observations
from reseau.people.members.forms.people import PeopleForm, PersonField
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position


def hour_field(label: str, initial: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        initial=initial,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "Dites l’heure.", "invalid": "Écrivez l’heure comme dans 14:30."},
    )


class VisitForm(PeopleForm):
    """The visitor, among people of other territories, the day and the hours."""

    visitor = PersonField(
        label="Qui visite",
        help_text="Une personne qui travaille dans un autre territoire.",
        error_messages={"required": "Choisissez qui visite."},
    )
    date = forms.DateField(
        label="Jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites le jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    start = hour_field("De", "14:00")
    end = hour_field("À", "16:00")

    def __init__(self, *args, assessment: Assessment, visit: Visit | None, user: Member, **kwargs) -> None:
        initial = {name: getattr(visit, name) for name in ("date", "start", "end")} if visit else None
        super().__init__(*args, **kwargs | {"initial": initial})
        self.assessment, self.visit, self.user = assessment, visit, user
        self.fields["date"].widget.attrs["min"] = timezone.localdate().isoformat()
        if visit:
            del self.fields["visitor"]
        else:
            nearby = Position.objects.live().in_territories([assessment.territory_id])
            afar = Position.objects.live().exclude(epm=None, territory=None).exclude(pk__in=nearby.values("pk"))
            members = Member.objects.in_network().filter(pk__in=afar.values("member"))
            self.fields["visitor"].members = members.exclude(pk__in=nearby.values("member"))

    def clean(self) -> dict:
        data = super().clean()
        if data.get("start") and data.get("end") and data["end"] <= data["start"]:
            self.add_error("end", "La visite finit après avoir commencé.")
        return data

    def save(self) -> Visit:
        if self.visit:
            return move_visit(visit=self.visit, by=self.user, **self.cleaned_data)
        return plan_visit(assessment=self.assessment, by=self.user, **self.cleaned_data)


class ObservationsForm(forms.Form):
    """What the visitor saw of each criterion, and what they retain; saved in several sittings, then handed in."""

    def __init__(self, *args, visit: Visit, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.visit, self.criteria = visit, visit.assessment.charter.criteria
        seen = {observation.criterion_id: observation for observation in visit.observations.all()}
        for criterion in self.criteria:
            observation = seen.get(criterion.pk)
            self.fields[f"sight-{criterion.pk}"] = forms.ChoiceField(
                label="Ce que vous avez vu",
                choices=Sight.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=observation.sight if observation else "",
            )
            self.fields[f"words-{criterion.pk}"] = forms.CharField(
                label="En quelques mots",
                max_length=OBSERVATION_LENGTH,
                required=False,
                widget=forms.Textarea({"rows": 2}),
                initial=observation.words if observation else "",
            )
        self.fields["summary"] = forms.CharField(
            label="Ce que vous retenez",
            help_text="Ce qui marche, ce qui gagnerait à changer. L’équipe et la coordination le lisent.",
            max_length=SUMMARY_LENGTH,
            required=False,
            widget=forms.Textarea({"rows": 5}),
            initial=visit.summary,
        )

    def fields_of(self, criterion) -> tuple[forms.BoundField, forms.BoundField]:
        return self[f"sight-{criterion.pk}"], self[f"words-{criterion.pk}"]

    def save(self, *, by: Member, hand_in: bool) -> Visit:
        data = self.cleaned_data
        observations = {
            criterion.pk: (data[f"sight-{criterion.pk}"], data[f"words-{criterion.pk}"]) for criterion in self.criteria
        }
        visit = save_observations(visit=self.visit, observations=observations, summary=data["summary"])
        return hand_in_visit(visit=visit, by=by) if hand_in else visit
