"""The text of the impact assessment, by parts."""

from django import forms
from django.forms import BoundField

from extranet.public.impact_assessment.enums import FearedEvent, ImpactLevel
from extranet.public.impact_assessment.models import AssessedRisk, ImpactAssessment
from extranet.public.impact_assessment.services import WrittenAssessment, write_assessment
from reseau.people.members.models.member import Member

BEFORE, AFTER = ("description", "necessity", "rights"), ("remaining", "officer_opinion", "reviewed_on", "reviewed_by")
OF_RISK = ("impacts", "causes", "measures", "gravity", "likelihood")
HELP = {
    "measures": "Une mesure par ligne.",
    "remaining": "Une chose par ligne.",
    "officer_opinion": "Laissez vide tant que l’avis n’est pas donné.",
    "reviewed_by": "Nom et fonction.",
}
EMPTY = "Écrivez cette partie."
REQUIRED = {"reviewed_on": "Dites quel jour.", "reviewed_by": "Dites qui l’a relue."}


def text_of(model, name: str) -> forms.Field:
    """Return the field `name` of `model`, as a form has it, with French messages."""
    field = model._meta.get_field(name).formfield()
    field.help_text = HELP.get(name, "")
    field.error_messages |= {"required": REQUIRED.get(name, EMPTY), "invalid": "Écrivez le jour comme dans 31/12/2026."}
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 6
    if isinstance(field, forms.DateField):
        field.widget, field.required = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), True
    return field


class ImpactAssessmentForm(forms.Form):
    def __init__(self, *args, written: WrittenAssessment, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in BEFORE:
            self._add(name, ImpactAssessment, name, written.assessment)
        for risk in written.risks:
            for name in OF_RISK:
                self._add(f"{risk.event}_{name}", AssessedRisk, name, risk)
        for name in AFTER:
            self._add(name, ImpactAssessment, name, written.assessment)
        # Whoever saves says who has read the text again, today.
        self.initial |= {"reviewed_on": None, "reviewed_by": ""}

    def _add(self, key: str, model, name: str, source) -> None:
        self.fields[key] = text_of(model, name)
        self.initial[key] = getattr(source, name)

    @property
    def parts(self) -> list[tuple[str, list[BoundField]]]:
        """Return the fields by part, each under its title."""
        risks = [(event.label, [self[f"{event}_{name}"] for name in OF_RISK]) for event in FearedEvent]
        return [("Le traitement", self._bound(BEFORE)), *risks, ("Pour finir", self._bound(AFTER))]

    def _bound(self, names: tuple[str, ...]) -> list[BoundField]:
        return [self[name] for name in names]

    def save(self, *, by: Member) -> ImpactAssessment:
        data = self.cleaned_data
        risks = {
            event: {name: data[f"{event}_{name}"] for name in OF_RISK}
            | {name: ImpactLevel(data[f"{event}_{name}"]) for name in ("gravity", "likelihood")}
            for event in FearedEvent
        }
        return write_assessment(texts={name: data[name] for name in (*BEFORE, *AFTER)}, risks=risks, by=by)
