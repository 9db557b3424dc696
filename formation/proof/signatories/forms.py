"""Form of the signatory, for coordinators."""

from django import forms
from django.utils import timezone

from formation.proof.signatories.models import INSURANCE, LEGAL_BASIS, SIRET_LENGTH, Signatory

HELP = {
    "since": "Les papiers datés d’avant gardent la signature d’alors.",
    "organisation": "Son nom officiel, tel qu’il doit figurer sur les papiers.",
    "siret": "14\u00a0chiffres.",
    "quality": "Par exemple\u00a0: «\u00a0Directrice générale adjointe\u00a0».",
    "delegation": "L’arrêté et sa date, si cette personne signe par délégation.",
    "payer": "Le budget qui rembourse.",
    "legal_basis": "Écrits pour les agents\u00a0: citez la délibération qui les étend aux bénévoles, et faites "
    "relire le tout par le service des finances.",
    "insurance": "Ce que la personne qui prend sa voiture déclare en signant.",
}


class SignatoryForm(forms.ModelForm):
    siret = forms.CharField(label="SIRET", max_length=SIRET_LENGTH + 6, help_text=HELP["siret"])

    class Meta:
        model = Signatory
        fields = [
            *("since", "organisation", "siret", "name", "quality", "delegation", "payer"),
            *("legal_basis", "insurance"),
        ]
        help_texts = HELP
        widgets = {
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "legal_basis": forms.Textarea(attrs={"rows": 6}),
            "insurance": forms.Textarea(attrs={"rows": 4}),
        }

    @classmethod
    def first_values(cls) -> dict:
        """Return the values of the signatory of today, or proposed texts."""
        today = timezone.localdate()
        signatory = Signatory.objects.on(today)
        if signatory is None:
            return {"since": today, "legal_basis": LEGAL_BASIS, "insurance": INSURANCE}
        return {name: getattr(signatory, name) for name in cls.Meta.fields} | {"since": today}

    def clean_siret(self) -> str:
        """Accept the spaces that people type."""
        return "".join(self.cleaned_data["siret"].split())
