"""Form of an outing: what it is, when, where people meet, whom to ask."""

from django import forms

from patrimoine.outings.enums import OutingKind
from patrimoine.outings.models import Outing
from patrimoine.outings.services import announce_outing, change_outing
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from reseau.people.members.models.member import Member

FIELDS = ("kind", "name", "summary", "day", "last_day", "start", "end", "meeting_point", "contact", "capacity")
DAY = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}
HOUR = {"format": "%H:%M", "attrs": {"type": "time"}}


class OutingForm(forms.Form):
    kind = forms.ChoiceField(label="Que proposez-vous\u00a0?", choices=OutingKind, widget=forms.RadioSelect)
    name = forms.CharField(
        label="Son nom", max_length=120, error_messages={"required": "Donnez un nom à cette sortie."}
    )
    summary = forms.CharField(
        label="Ce que l’on y fait, en une phrase",
        max_length=300,
        error_messages={"required": "Dites en une phrase ce que l’on y fait."},
    )
    day = forms.DateField(
        label="Jour",
        widget=forms.DateInput(**DAY),
        error_messages={"required": "Dites quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    last_day = forms.DateField(
        label="Dernier jour",
        required=False,
        widget=forms.DateInput(**DAY),
        help_text="Pour une exposition de plusieurs jours.",
    )
    start = forms.TimeField(
        label="Début",
        widget=forms.TimeInput(**HOUR),
        error_messages={"required": "Dites à quelle heure.", "invalid": "Écrivez l’heure comme dans 14:30."},
    )
    end = forms.TimeField(
        label="Fin",
        widget=forms.TimeInput(**HOUR),
        error_messages={"required": "Dites jusqu’à quelle heure.", "invalid": "Écrivez l’heure comme dans 16:00."},
    )
    meeting_point = forms.CharField(
        label="Rendez-vous", max_length=200, required=False, help_text="Où l’on se retrouve, si ce n’est sur place."
    )
    contact = forms.CharField(
        label="À qui demander",
        max_length=120,
        help_text="Le téléphone ou l’adresse électronique de l’espace. Tout le monde le lit.",
        error_messages={"required": "Dites à qui demander."},
    )
    capacity = forms.CharField(
        label="Combien de personnes",
        max_length=160,
        required=False,
        help_text="Par exemple\u00a0: douze personnes, en téléphonant avant\u00a0; ou\u00a0: entrée libre.",
    )

    def __init__(
        self,
        *args,
        by: Member,
        outing: Outing | None = None,
        subject: HeritagePlace | HeritageTrail | None = None,
        **kwargs,
    ) -> None:
        if outing:
            initial = {name: getattr(outing, name) for name in FIELDS}
        else:
            initial = {"contact": by.main_position.epm.phone}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.by, self.outing, self.subject = by, outing, subject

    def save(self) -> Outing:
        if self.outing:
            return change_outing(outing=self.outing, **self.cleaned_data)
        return announce_outing(by=self.by, subject=self.subject, **self.cleaned_data)
