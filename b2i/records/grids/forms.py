"""Form of a group session: title, day, learners, skills."""

import datetime

from django import forms
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.grids.models import GroupSession
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

TOO_OLD = datetime.timedelta(days=60)


class LearnersField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, learner: Learner) -> str:
        """Return the name with the card number, which distinguishes namesakes."""
        return f"{learner} ({learner.card_number})"


class SkillsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, skill: Skill) -> str:
        return f"{skill.code} {skill.plain_wording or skill.wording}"


class GroupSessionForm(forms.Form):
    """Form to create or edit a session.

    The EPM is asked if the user works in several. The EPM and the day cannot change later.
    """

    epm = forms.ModelChoiceField(label="EPM", queryset=EPM.objects.none(), empty_label=None)
    date = forms.DateField(
        label="Jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    title = forms.CharField(
        label="Atelier", max_length=120, error_messages={"required": "Dites de quel atelier il s’agit."}
    )
    sentence = forms.CharField(
        label="Ce qui a été travaillé, en une ligne",
        max_length=300,
        required=False,
        help_text="Chaque coche écrit cette ligne dans le livret, ou le nom de l’atelier. Elle dit «\u00a0travaillée "
        "en atelier\u00a0», elle ne prouve rien. Rien de la santé ni de la vie privée.",
    )
    learners = LearnersField(
        label="Qui est là",
        queryset=Learner.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Cochez les personnes présentes.",
            "invalid_choice": "Vous ne suivez pas ce livret.",
        },
    )
    skills = SkillsField(
        label="Compétences travaillées",
        queryset=Skill.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une compétence."},
    )

    def __init__(self, *args, user: Member, session: GroupSession | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        base = Skill.objects.filter(domain__framework__is_record_base=True).select_related("domain")
        self.fields["skills"].queryset = base
        self.fields["learners"].queryset = Learner.objects.visible_to(user).select_related("member")
        workplaces = EPM.objects.filter(pk__in=user.epm_ids).order_by("search_name")
        self.only_epm = workplaces[0] if len(workplaces) == 1 else None
        if session:
            del self.fields["epm"], self.fields["date"]
            return
        self.fields["date"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["epm"].queryset = workplaces
        if self.only_epm:
            del self.fields["epm"]

    def clean_date(self) -> datetime.date:
        date, today = self.cleaned_data["date"], timezone.localdate()
        if date > today:
            raise forms.ValidationError("Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant.")
        if date < today - TOO_OLD:
            raise forms.ValidationError("Une séance se note dans les deux mois.")
        return date

    def offered_learners(self) -> list[Learner]:
        """Return the learners whose names the page shows; the boxes then cost no other query."""
        field = self.fields["learners"]
        learners = list(field.queryset)
        field.choices = [(learner.pk, field.label_from_instance(learner)) for learner in learners]
        return learners

    @property
    def content(self) -> dict:
        """Fields that can change, as keyword arguments of the services."""
        return {name: self.cleaned_data[name] for name in ("title", "sentence", "skills", "learners")}

    @property
    def place_and_day(self) -> dict:
        """EPM and day, as keyword arguments of the service."""
        return {"epm": self.only_epm or self.cleaned_data["epm"], "date": self.cleaned_data["date"]}
