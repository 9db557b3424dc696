"""« J’ai animé cet atelier »: a form of thirty seconds on a phone, filled with the likely answers."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import LONGEST, MOST_PEOPLE, SHORTEST, Delivery
from ressources.workshops.enums import Again

NOT_OWN_EPM = "Choisissez un EPM où vous travaillez, ou de votre territoire."


def proposed_delivery(*, sheet: WorkshopPage, member: Member) -> Delivery:
    """Return the most likely delivery: today, where the member works, as the sheet planned it."""
    position = member.main_position
    return Delivery(
        sheet=sheet,
        member=member,
        epm=position.epm if position else None,
        date=timezone.localdate(),
        headcount=sheet.group_size,
        minutes=sheet.duration,
    )


def note_field(label: str, name: str) -> forms.Field:
    """Return the field of the model, so that its length is defined once."""
    return Delivery._meta.get_field(name).formfield(label=label, widget=forms.Textarea(attrs={"rows": 2}))


class DeliveryForm(forms.ModelForm):
    """The form of a delivery.

    `epms`: where the member may say that it took place; the field is left out if there is one.
    """

    date = forms.DateField(
        label="Jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM",
        empty_label="Choisissez un EPM",
        error_messages={"required": NOT_OWN_EPM, "invalid_choice": NOT_OWN_EPM},
    )
    headcount = forms.IntegerField(
        label="Personnes accueillies",
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-stepper": "1"}),
        error_messages={
            "required": "Dites combien de personnes sont venues.",
            "invalid": "Écrivez un nombre de personnes\u00a0: 8.",
            "min_value": "Il faut au moins une personne.",
            "max_value": f"Plus de {MOST_PEOPLE} personnes\u00a0? Vérifiez ce nombre.",
        },
    )
    minutes = forms.IntegerField(
        label="Durée réelle, en minutes",
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-stepper": "5"}),
        error_messages={
            "required": "Dites combien de minutes cela a duré.",
            "invalid": "Écrivez un nombre de minutes\u00a0: 90 pour une heure et demie.",
            "min_value": f"Un atelier dure au moins {SHORTEST}\u00a0minutes.",
            "max_value": f"Plus de {LONGEST // 60}\u00a0heures\u00a0? Écrivez la durée en minutes.",
        },
    )
    again = forms.ChoiceField(
        label="Le referiez-vous\u00a0?", choices=Again.choices, required=False, widget=forms.RadioSelect
    )
    went_well = note_field("Ce qui a bien marché", "went_well")
    to_mend = note_field("Ce qu’il faudrait revoir", "to_mend")

    class Meta:
        model = Delivery
        fields = ["date", "epm", "headcount", "minutes", "again", "went_well", "to_mend"]

    def __init__(self, data=None, *, delivery: Delivery, epms: QuerySet[EPM]) -> None:
        super().__init__(data, instance=delivery)
        self.fields["date"].widget.attrs["max"] = timezone.localdate().isoformat()
        if len(epms) == 1:
            del self.fields["epm"]
            delivery.epm = epms[0]
        else:
            self.fields["epm"].queryset = epms

    def clean_went_well(self) -> str:
        return self.cleaned_data["went_well"].replace("\r\n", "\n")

    def clean_to_mend(self) -> str:
        return self.cleaned_data["to_mend"].replace("\r\n", "\n")
