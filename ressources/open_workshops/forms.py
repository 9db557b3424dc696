"""Announcement of a workshop to the public: a day and an hour; the rest follows the sheet."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.deliveries.forms import NOT_OWN_EPM
from ressources.deliveries.models.delivery import LONGEST, MOST_PEOPLE, SHORTEST
from ressources.open_workshops.models import OpenWorkshop
from ressources.sheets.models.workshop import WorkshopPage


def proposed_workshop(*, sheet: WorkshopPage, member: Member) -> OpenWorkshop:
    position = member.main_position
    return OpenWorkshop(
        sheet=sheet,
        epm=position.epm if position else None,
        minutes=sheet.duration or None,
        places=sheet.group_size,
        announced_by=member,
    )


class OpenWorkshopForm(forms.ModelForm):
    """The form of an announcement. `epms`: those that the member may choose; the field is left out if there is one."""

    date = forms.DateField(
        label="Jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    start = forms.TimeField(
        label="Heure",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "Dites à quelle heure.", "invalid": "Écrivez l’heure comme dans 14:30."},
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM",
        empty_label="Choisissez un EPM",
        error_messages={"required": NOT_OWN_EPM, "invalid_choice": NOT_OWN_EPM},
    )
    minutes = forms.IntegerField(
        label="Durée, en minutes",
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Dites combien de minutes cela durera.",
            "invalid": "Écrivez un nombre de minutes\u00a0: 90 pour une heure et demie.",
            "min_value": f"Un atelier dure au moins {SHORTEST}\u00a0minutes.",
            "max_value": f"Plus de {LONGEST // 60}\u00a0heures\u00a0? Écrivez la durée en minutes.",
        },
    )
    places = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Dites combien de personnes peuvent venir.",
            "invalid": "Écrivez un nombre de places\u00a0: 8.",
            "min_value": "Il faut au moins une place.",
            "max_value": f"Plus de {MOST_PEOPLE} places\u00a0? Vérifiez ce nombre.",
        },
    )
    note = forms.CharField(
        label="Pour venir",
        max_length=200,
        required=False,
        help_text="Par exemple\u00a0: gratuit, sans inscription\u00a0; ou\u00a0: téléphonez avant de venir.",
        error_messages={"max_length": "Deux lignes suffisent\u00a0: 200 caractères au plus."},
    )

    class Meta:
        model = OpenWorkshop
        fields = ["date", "start", "epm", "minutes", "places", "note"]

    def __init__(self, data=None, *, workshop: OpenWorkshop, epms: QuerySet[EPM]) -> None:
        super().__init__(data, instance=workshop)
        self.fields["date"].widget.attrs["min"] = timezone.localdate().isoformat()
        if len(epms) == 1:
            del self.fields["epm"]
            workshop.epm = epms[0]
        else:
            self.fields["epm"].queryset = epms
