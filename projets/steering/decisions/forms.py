"""Forms of decisions: one to note, what became of it, which ones to show."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from projets.portfolio.projects.days import day_field
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.steering.committee.models import HOLDER_LENGTH, CommitteePosition, Mandate
from projets.steering.decisions.models import OUTCOME_LENGTH, TEXT_LENGTH, SteeringDecision
from projets.steering.decisions.services import move_decision, note_decision
from projets.steering.enums import DecisionState
from projets.steering.meetings.models.agenda import SteeringItem
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.french_order import Folded

MINE = "moi"


class SteeringDecisionForm(forms.Form):
    text = forms.CharField(
        label="Ce qui est décidé",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Écrivez la décision."},
    )
    position = forms.ModelChoiceField(
        label="Fonction qui agit", queryset=CommitteePosition.objects.none(), required=False, empty_label="–"
    )
    member = forms.ModelChoiceField(
        label="Ou membre du réseau",
        queryset=Member.objects.none(),
        required=False,
        empty_label="–",
        help_text="Qui siège, qui est du projet, l’animation des territoires et la coordination.",
    )
    outsider = forms.CharField(
        label="Ou personne sans compte",
        max_length=HOLDER_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due_on = day_field("Pour le")
    project = forms.ModelChoiceField(
        label="Projet", queryset=Project.objects.none(), required=False, empty_label="Aucun en particulier"
    )
    decides_project = forms.BooleanField(
        label="Le comité décide ce projet",
        required=False,
        help_text="Un projet proposé devient décidé, et ses personnes sont prévenues.",
    )

    def __init__(self, *args, item: SteeringItem, decision: SteeringDecision | None = None, **kwargs) -> None:
        names = ("text", "position", "member", "outsider", "due_on", "project")
        shown = {name: getattr(decision, name) for name in names} if decision else {"project": item.project}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.item, self.decision = item, decision
        self.fields["position"].queryset = CommitteePosition.objects.open().in_order()
        self.fields["member"].queryset = self._members()
        over = (ProjectState.CLOSED, ProjectState.SET_ASIDE)
        own = Q(pk__in=[each.project_id for each in (item, decision) if each and each.project_id])
        self.fields["project"].queryset = Project.objects.filter(~Q(state__in=over) | own).order_by(
            Folded("title"), "pk"
        )
        if decision:
            del self.fields["decides_project"]

    def _members(self):
        """Return the members to whom a decision is given most often, for a list that stays short."""
        watching = Position.objects.live().filter(role__in=[Role.COORDINATOR, Role.TERRITORIAL])
        chosen = Q(pk__in=Mandate.objects.on(timezone.localdate()).values("member")) | Q(
            pk__in=watching.values("member")
        )
        if self.item.project_id:
            chosen |= Q(project_parts__project=self.item.project_id)
        if self.decision and self.decision.member_id:
            chosen |= Q(pk=self.decision.member_id)
        return Member.objects.in_network().filter(chosen).distinct()

    def save(self, *, by: Member) -> SteeringDecision:
        return note_decision(item=self.item, decision=self.decision, by=by, **self.cleaned_data)


class DecisionMoveForm(forms.Form):
    """What became of a decision, in words; on which day, where it is done."""

    words = forms.CharField(label="Pourquoi", max_length=OUTCOME_LENGTH, widget=forms.Textarea({"rows": 3}))
    done_on = day_field("Faite le", required=True)

    def __init__(self, *args, decision: SteeringDecision, state: DecisionState, **kwargs) -> None:
        super().__init__(*args, **{"initial": {"done_on": timezone.localdate()}} | kwargs)
        self.decision, self.state = decision, state
        self.fields["words"].error_messages["required"] = "Écrivez une phrase\u00a0: elle reste avec la décision."
        if state == DecisionState.DONE:
            self.fields["words"].label = "Ce qui a été fait"
        else:
            del self.fields["done_on"]

    def save(self, *, by: Member) -> SteeringDecision:
        return move_decision(decision=self.decision, state=self.state, by=by, **self.cleaned_data)


class DecisionFilterForm(forms.Form):
    """Which decisions to show: by who is to act, by project, by state."""

    qui = forms.ChoiceField(label="Qui agit", required=False)
    projet = forms.ModelChoiceField(
        label="Projet", queryset=Project.objects.none(), required=False, empty_label="Tous les projets"
    )
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous les états"), *DecisionState.choices])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        positions = CommitteePosition.objects.filter(pk__in=SteeringDecision.objects.values("position")).in_order()
        choices = [(str(each.pk), str(each)) for each in positions]
        self.fields["qui"].choices = [("", "Tout le monde"), (MINE, "Moi"), *choices]
        decided = SteeringDecision.objects.exclude(project=None).values("project")
        self.fields["projet"].queryset = Project.objects.filter(pk__in=decided).order_by(Folded("title"), "pk")

    @property
    def chosen(self) -> dict:
        """Return what was chosen and makes sense, without what is empty."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
