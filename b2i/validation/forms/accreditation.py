"""Forms by which the coordination notes accreditations and their end."""

from django import forms
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.validation.models.accreditation import Accreditation
from b2i.validation.services.accreditations import accredit, withdraw_accreditation
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
ACT_HELP = (
    "Qui a décidé, quel jour, sous quel numéro. Par exemple\u00a0: arrêté du recteur du 3 septembre 2026, n° 46-12."
)


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, member: Member) -> str:
        return f"{member.last_name} {member.first_name}".strip()


class EPMChoice(forms.ModelChoiceField):
    def label_from_instance(self, epm: EPM) -> str:
        return epm.name


class AccreditationForm(forms.Form):
    """Of a centre; `holder` is what `PersonAccreditationForm` asks for otherwise."""

    holder = EPMChoice(
        label="Centre",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez un EPM.", "invalid_choice": "Choisissez un EPM ouvert."},
    )
    act = forms.CharField(
        label="Acte", max_length=200, help_text=ACT_HELP, error_messages={"required": "Dites par quel acte."}
    )
    starts_on = forms.DateField(label="À partir du", widget=DAY, initial=timezone.localdate)
    ends_on = forms.DateField(
        label="Jusqu’au", widget=DAY, required=False, help_text="Dernier jour compris. Vide\u00a0: sans fin."
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["holder"].queryset = self.holders()

    def holders(self):
        return EPM.objects.open().only("name").order_by("search_name")

    def clean(self) -> dict:
        data = super().clean()
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Le dernier jour vient après le premier.")
        return data

    def save(self) -> Accreditation:
        data = self.cleaned_data
        return accredit(
            framework=Framework.objects.record_base(),
            act=data["act"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            noted_by=self.user,
            **self.holding(),
        )

    def holding(self) -> dict:
        return {"epm": self.cleaned_data["holder"]}


class PersonAccreditationForm(AccreditationForm):
    holder = MemberChoice(
        label="Personne",
        queryset=Member.objects.none(),
        empty_label="Choisissez un membre",
        help_text="Elle pourra valider dans les centres agréés où elle travaille, et là seulement.",
        error_messages={"required": "Choisissez un membre.", "invalid_choice": "Choisissez un membre du réseau."},
    )

    def holders(self):
        return Member.objects.visible_to(self.user).only("first_name", "last_name")

    def holding(self) -> dict:
        return {"member": self.cleaned_data["holder"]}


class AccreditationEndForm(forms.Form):
    last_day = forms.DateField(
        label="Dernier jour",
        widget=DAY,
        initial=timezone.localdate,
        help_text="Compris. Ce qui a été validé jusque-là reste validé.",
    )
    reason = forms.CharField(
        label="Pourquoi",
        max_length=200,
        help_text="Par exemple\u00a0: changement de poste, décision du recteur du 4 mai 2026.",
        error_messages={"required": "Dites pourquoi l’habilitation s’arrête."},
    )

    def save(self, *, accreditation: Accreditation, user: Member) -> Accreditation:
        return withdraw_accreditation(accreditation=accreditation, withdrawn_by=user, **self.cleaned_data)
