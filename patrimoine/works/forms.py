"""Forms of a photo or a sound of a heritage place: its rights, and its upload."""

from django import forms

from patrimoine.sites.models import HeritagePlace
from patrimoine.works.enums import PeopleInWork, ReuseElsewhere, WorkOrigin
from patrimoine.works.models import HeritageWork
from patrimoine.works.services import MAX_BYTES
from reseau.documents.files.file_names import size_in_words
from ressources.sheets.enums import Licence

ACCEPTED = ".jpg,.jpeg,.png,.webp,.heic,.heif,.avif,.mp3,.m4a,.ogg,.opus,.wav,.webm,image/*,audio/*"
RIGHTS = ("description", "maker", "origin", "licence", "proof", "people", "elsewhere")
LICENCES = [
    (licence.value, "Tous droits réservés\u00a0: montré ici, nulle part ailleurs")
    if licence is Licence.RESERVED
    else (licence.value, licence.choice)
    for licence in Licence
]


class WorkRightsForm(forms.Form):
    description = forms.CharField(
        label="Ce que l’on y voit, ce que l’on y entend",
        help_text="Pour une photo, comme au téléphone. Pour un enregistrement, ce qui s’y dit, en entier.",
        max_length=HeritageWork._meta.get_field("description").max_length,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Dites ce que l’on y voit ou entend."},
    )
    maker = forms.CharField(
        label="De qui est-ce\u00a0?",
        help_text="Comme l’auteur veut être nommé, ou «\u00a0auteur inconnu\u00a0».",
        max_length=HeritageWork._meta.get_field("maker").max_length,
        error_messages={"required": "Dites de qui c’est."},
    )
    origin = forms.ChoiceField(
        label="Pourquoi pouvons-nous le montrer\u00a0?", choices=WorkOrigin, widget=forms.RadioSelect
    )
    licence = forms.ChoiceField(label="Sous quelle licence\u00a0?", choices=LICENCES, widget=forms.RadioSelect)
    proof = forms.CharField(
        label="Où le vérifier",
        help_text="L’adresse de la page qui donne la licence, ou où l’accord signé est rangé. Ce n’est pas public.",
        max_length=HeritageWork._meta.get_field("proof").max_length,
        error_messages={"required": "Dites où l’accord ou la licence se vérifie."},
    )
    people = forms.ChoiceField(
        label="Y reconnaît-on quelqu’un\u00a0?",
        choices=PeopleInWork,
        widget=forms.RadioSelect,
        help_text="Un visage, une voix, un nom. Sans l’accord de chacun, n’ajoutez rien.",
        error_messages={"required": "Dites si l’on reconnaît quelqu’un, et si chacun est d’accord."},
    )
    elsewhere = forms.ChoiceField(
        label="Peut-on la reprendre ailleurs, sur Wikimedia Commons par exemple\u00a0?",
        choices=ReuseElsewhere,
        required=False,
        widget=forms.RadioSelect,
        help_text="Récente\u00a0: son architecte ou son artiste est vivant, ou mort depuis moins de soixante-dix ans.",
    )


class HeritageWorkForm(WorkRightsForm):
    """An author who signed an agreement said already who they are, under which licence, and where that stands."""

    agreement = forms.ModelChoiceField(
        label="Son auteur a-t-il signé un accord\u00a0?",
        queryset=None,
        required=False,
        empty_label="Non, ou c’est nous\u00a0: je réponds plus bas",
        help_text="Avec un accord, laissez vides l’auteur, la licence et la preuve\u00a0: ils en viennent.",
    )
    file = forms.FileField(
        label="Photo ou enregistrement",
        help_text=f"{size_in_words(MAX_BYTES)} au plus. Le lieu et la date sont retirés d’une photo.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Choisissez un fichier sur votre appareil."},
    )
    field_order = ["file", "agreement", *RIGHTS]

    def __init__(self, *args, place: HeritagePlace, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = place.agreements.all()
        if not place.agreements.exists():
            del self.fields["agreement"]

    def clean(self) -> dict:
        values = super().clean()
        if agreement := values.get("agreement"):
            for name in agreement.rights:
                self.errors.pop(name, None)
            values |= agreement.rights
        return values
