"""Forms of a picture of a place: its description, and its upload."""

from django import forms

from reseau.directory.place_pictures.enums import PeopleShown
from reseau.directory.place_pictures.models import PlacePicture
from reseau.directory.place_pictures.services import MAX_BYTES
from reseau.documents.files.file_names import size_in_words

ACCEPTED = ".jpg,.jpeg,.png,.webp,.heic,.heif,.avif,image/*"


class PictureWordsForm(forms.Form):
    alternative = forms.CharField(
        label="Ce que montre la photo",
        help_text="Comme vous le diriez au téléphone\u00a0: «\u00a0La salle, six postes devant la baie vitrée\u00a0».",
        max_length=PlacePicture._meta.get_field("alternative").max_length,
    )
    credit = forms.CharField(
        label="De qui est-elle, et sous quels droits\u00a0?",
        help_text="«\u00a0L’équipe du lieu, Licence Ouverte\u00a0», «\u00a0Commune de Gramat, avec son accord\u00a0».",
        max_length=PlacePicture._meta.get_field("credit").max_length,
    )
    people = forms.ChoiceField(
        label="Y reconnaît-on quelqu’un\u00a0?",
        choices=PeopleShown,
        widget=forms.RadioSelect,
        help_text="Sans l’accord de chaque personne reconnaissable, prenez une autre photo.",
        error_messages={"required": "Dites si quelqu’un est reconnaissable, et d’accord."},
    )


class PlacePictureForm(PictureWordsForm):
    file = forms.FileField(
        label="Photo",
        help_text=f"JPEG, PNG ou photo de téléphone, {size_in_words(MAX_BYTES)} au plus. "
        "Le lieu et la date de prise de vue en sont retirés.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Choisissez une photo sur votre appareil."},
    )
    field_order = ["file", "alternative", "credit", "people"]
