"""Forms of the committee: a position, who holds it."""

from django import forms
from django.utils import timezone

from projets.portfolio.projects.days import day_field
from projets.steering.committee.models import HOLDER_LENGTH, CommitteePosition, Mandate
from projets.steering.committee.services import appoint, leave_vacant, save_position
from reseau.people.members.models.member import Member


class CommitteePositionForm(forms.ModelForm):
    class Meta:
        model = CommitteePosition
        fields = ["name", "kind"]
        help_texts = {"name": "Ce que la personne est, non son nom\u00a0: «\u00a0Partenaire\u00a0: CAF\u00a0»."}
        error_messages = {"name": {"required": "Écrivez la fonction.", "unique": "Cette fonction est déjà au comité."}}

    def save(self) -> CommitteePosition:
        position = self.instance if self.instance.pk else None
        return save_position(position=position, **self.cleaned_data)


class VacancyForm(forms.Form):
    """From which day on nobody holds a position."""

    since = day_field("Depuis le", required=True)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"initial": {"since": timezone.localdate()}} | kwargs)

    def save(self, *, position: CommitteePosition, by: Member, member: Member | None) -> Mandate:
        return leave_vacant(position=position, by=by, **self.cleaned_data)


class MemberMandateForm(VacancyForm):
    """From which day on a member holds a position."""

    def save(self, *, position: CommitteePosition, by: Member, member: Member | None) -> Mandate:
        return appoint(position=position, by=by, member=member, **self.cleaned_data)


class OutsiderMandateForm(MemberMandateForm):
    """Somebody without account, and from which day on they hold a position."""

    outsider = forms.CharField(
        label="Nom de la personne",
        max_length=HOLDER_LENGTH,
        help_text="Le réseau le lit\u00a0; le public ne lit que la fonction.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Écrivez le nom de la personne."},
    )
    field_order = ["outsider", "since"]
