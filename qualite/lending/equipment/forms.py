"""Form of an equipment: what it is and holds, its condition, its picture."""

from django import forms

from qualite.lending.enums import Condition, EquipmentKind
from qualite.lending.equipment.models import LONGEST_CONTENT, Equipment
from qualite.lending.equipment.services import change_photo, remove_photo, save_equipment
from reseau.documents.files.file_names import size_in_words
from reseau.documents.files.scans import MAX_SCAN_BYTES, CheckedScan, check_picture
from reseau.places.models.epm import EPM

FIELDS = ("name", "kind", "content", "advice", "reference", "condition", "is_lent", "entered_on")


def photo_field(label: str = "Photo") -> forms.FileField:
    """A photo, from the camera of a phone or from a file. `clean` passes it to `check_picture`."""
    return forms.FileField(
        label=label,
        required=False,
        help_text=f"{size_in_words(MAX_SCAN_BYTES)} au plus. Le matériel, pas les visages.",
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": "image/*",
                "data-most": MAX_SCAN_BYTES,
                "data-refusal": f"Cette photo fait {{size}}, {size_in_words(MAX_SCAN_BYTES)} au plus.",
            }
        ),
    )


def day_widget() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EquipmentForm(forms.Form):
    name = forms.CharField(
        label="Nom",
        max_length=100,
        help_text="Comme on le demande\u00a0: mallette de 8 tablettes.",
        error_messages={"required": "Donnez un nom à ce matériel."},
    )
    kind = forms.ChoiceField(
        label="Sorte de matériel",
        choices=[("", "Choisissez"), *EquipmentKind.choices],
        error_messages={"required": "Choisissez une sorte de matériel."},
    )
    content = forms.CharField(
        label="Ce qu’on y trouve",
        max_length=LONGEST_CONTENT,
        required=False,
        help_text="Une ligne par chose, comme on la compte au retour.",
        widget=forms.Textarea({"rows": 5}),
    )
    advice = forms.CharField(
        label="À savoir avant de l’emprunter",
        max_length=LONGEST_CONTENT,
        required=False,
        help_text="Où le prendre, comment le charger, ce qu’il faut pour s’en servir.",
        widget=forms.Textarea({"rows": 3}),
    )
    reference = forms.CharField(label="Numéro d’inventaire", max_length=40, required=False)
    entered_on = forms.DateField(
        label="À l’inventaire depuis le",
        widget=day_widget(),
        error_messages={"required": "Dites depuis quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    condition = forms.ChoiceField(label="État", choices=Condition.choices, widget=forms.RadioSelect)
    is_lent = forms.BooleanField(label="Se prête aux autres lieux", required=False)
    photo = photo_field()
    without_photo = forms.BooleanField(label="Retirer la photo", required=False)

    def __init__(self, *args, epm: EPM, equipment: Equipment | None = None, **kwargs) -> None:
        shown = equipment or Equipment()
        super().__init__(*args, **kwargs | {"initial": {name: getattr(shown, name) for name in FIELDS}})
        self.epm, self.equipment = epm, equipment
        if equipment is None or not equipment.photo:
            del self.fields["without_photo"]

    def clean_photo(self) -> CheckedScan | None:
        file = self.cleaned_data["photo"]
        return check_picture(file=file) if file else None

    def save(self) -> Equipment:
        data = self.cleaned_data
        equipment = save_equipment(epm=self.epm, equipment=self.equipment, **{name: data[name] for name in FIELDS})
        if data["photo"]:
            return change_photo(equipment=equipment, scan=data["photo"])
        if data.get("without_photo"):
            remove_photo(equipment=equipment)
        return equipment
