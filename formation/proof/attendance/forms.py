"""Forms of an attendance sheet: presences and closing, correction, upload of a signed sheet."""

from django import forms

from formation.proof.attendance.attendance_rows import AttendanceRow
from formation.proof.attendance.enums import Means
from formation.proof.attendance.services.attendance import fill_sheet
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.signature import MOST_NAME, Signature
from reseau.people.members.models.member import Member
from reseau.web.refusals import refusals_in


class AttendanceForm(forms.Form):
    """Presences of a half-day, with the trainer's signature if `closing`.

    `noted` lists the boxes that were ticked when the page was rendered. Only a box that was unticked since becomes an
    absence, so that participants who recorded their own presence meanwhile stay present.
    """

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

    def __init__(
        self, data=None, *, half_day: HalfDay, rows: list[AttendanceRow], closing: bool = False, **kwargs
    ) -> None:
        super().__init__(data, **kwargs)
        self.half_day, self.rows, self.closing = half_day, rows, closing
        enrolments = Enrolment.objects.filter(pk__in=[row.enrolment.pk for row in rows])
        self.fields["presences"].queryset = self.fields["noted"].queryset = enrolments

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
        """Require a confirmation to close an empty sheet, since closing is final."""
        unticked = set(cleaned["noted"]) - set(cleaned["presences"])
        has_other_presences = any(row.is_present and row.enrolment not in unticked for row in self.rows)
        is_somebody_there = has_other_presences or bool(cleaned["presences"])
        if is_somebody_there and cleaned.get("nobody"):
            self.add_error("nobody", "Des personnes sont cochées comme présentes.")
        elif self.rows and not is_somebody_there and not cleaned.get("nobody"):
            self.add_error("nobody", "Cochez les personnes présentes, ou «\u00a0Personne n’est venu\u00a0».")

    def save(self, *, by: Member) -> bool:
        """Record the ticked and unticked boxes, then close the sheet if requested.

        Return False if a service refuses; its message is then among the errors of the form.
        """
        presences = set(self.cleaned_data["presences"])
        with refusals_in(self):
            fill_sheet(
                half_day=self.half_day,
                present=presences,
                absent=set(self.cleaned_data["noted"]) - presences,
                how=Means.PAPER if self.cleaned_data["from_paper"] else Means.TICKED,
                by=by,
                closing=self.signed if self.closing else None,
            )
            return True
        return False

    @property
    def checked(self) -> set[int]:
        """Return the keys of the ticked boxes, from the submitted data or from the sheet."""
        if self.is_bound:
            return {int(key) for key in self.data.getlist("presences") if key.isdecimal()}
        return {row.enrolment.pk for row in self.rows if row.is_present}


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


class LateReasonForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi ces présences sont-elles notées après coup\u00a0?",
        max_length=HalfDay._meta.get_field("late_reason").max_length,
        error_messages={"required": "Donnez la raison en une phrase."},
        help_text="Une phrase, sans rien de personnel\u00a0: «\u00a0Tablette en panne, feuille papier égarée\u00a0». "
        "Elle sera imprimée sur la feuille et sur l’attestation de chaque présence cochée ensuite.",
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
