"""The attendance sheet of a half-day: a box for each person, then the signature of who closes it."""

from django import forms
from django.core.exceptions import ValidationError

from formation.attendance.rows import Line
from formation.attendance.services.attendance import fill_sheet
from formation.attendance.signature import MOST_NAME, Signature
from formation.enrolment.models.enrolment import Enrolment
from formation.enums import Means
from formation.sessions.models.half_day import HalfDay
from reseau.members.models.member import Member


class AttendanceForm(forms.Form):
    """`noted` is what the page showed as ticked: only what was unticked since becomes an absence, so that who noted
    herself meanwhile stays noted. `closing`: the sheet is signed as well."""

    presences = forms.ModelMultipleChoiceField(queryset=Enrolment.objects.none(), required=False)
    noted = forms.ModelMultipleChoiceField(queryset=Enrolment.objects.none(), required=False)
    from_paper = forms.BooleanField(label="Je reporte une feuille papier signée", required=False)
    nobody = forms.BooleanField(
        label="Personne n’est venu", required=False, widget=forms.CheckboxInput(attrs={"form": "feuille"})
    )
    typed_name = forms.CharField(
        label="Votre nom, pour signer",
        required=False,
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "form": "feuille"}),
        help_text="En signant, vous attestez que cette feuille dit qui était là.",
    )

    signed = Signature()

    def __init__(self, data=None, *, half_day: HalfDay, lines: list[Line], closing: bool = False, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.half_day, self.lines, self.closing = half_day, lines, closing
        listed = Enrolment.objects.filter(pk__in=[line.enrolment.pk for line in lines])
        self.fields["presences"].queryset = self.fields["noted"].queryset = listed

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.closing or "presences" not in cleaned:
            return cleaned
        self.signed = Signature(typed_name=cleaned.get("typed_name", ""))
        if not self.signed:
            self.add_error("typed_name", "Signez pour clore\u00a0: écrivez votre nom.")
        self._check_nobody(cleaned)
        return cleaned

    def _check_nobody(self, cleaned: dict) -> None:
        """Since closing is for good, an empty sheet must be meant."""
        unticked = set(cleaned["noted"]) - set(cleaned["presences"])
        there = any(line.is_present and line.enrolment not in unticked for line in self.lines)
        is_somebody_there = there or bool(cleaned["presences"])
        if is_somebody_there and cleaned.get("nobody"):
            self.add_error("nobody", "Des personnes sont cochées comme présentes.")
        elif self.lines and not is_somebody_there and not cleaned.get("nobody"):
            self.add_error("nobody", "Cochez les personnes présentes, ou «\u00a0Personne n’est venu\u00a0».")

    def save(self, *, by: Member) -> bool:
        """Writes what was ticked and unticked, then closes if asked; false, with the reason, when a service refuses."""
        presences = set(self.cleaned_data["presences"])
        try:
            fill_sheet(
                half_day=self.half_day,
                present=presences,
                absent=set(self.cleaned_data["noted"]) - presences,
                how=Means.PAPER if self.cleaned_data["from_paper"] else Means.TICKED,
                by=by,
                closing=self.signed if self.closing else None,
            )
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True

    @property
    def checked(self) -> set[int]:
        """Keys of the boxes that are ticked: as they were sent, or as the sheet stands."""
        if self.is_bound:
            return {int(key) for key in self.data.getlist("presences") if key.isdecimal()}
        return {line.enrolment.pk for line in self.lines if line.is_present}


class CorrectionForm(forms.Form):
    is_present = forms.TypedChoiceField(
        label="Cette personne était",
        choices=[("oui", "présente"), ("non", "absente")],
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez l’un des deux."},
    )
    why = forms.CharField(
        label="Raison",
        max_length=200,
        error_messages={"required": "Donnez la raison en une phrase."},
        help_text="Une phrase. Elle reste dans le journal de la feuille, et la personne la lira.",
    )


class SignedSheetForm(forms.Form):
    file = forms.FileField(
        label="Feuille signée",
        help_text="PDF, ou photo JPEG ou PNG, 20 Mo au plus. Seules les personnes qui font l’émargement la lisent.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,image/*"}),
        error_messages={"required": "Choisissez un fichier, ou prenez une photo."},
    )
    whole_session = forms.BooleanField(label="Cette feuille est celle de toute la session", required=False)
