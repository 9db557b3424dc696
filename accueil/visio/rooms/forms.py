"""Forms of a room and of a desk."""

from django import forms

from accueil.visio.rooms.models import VisioDesk, VisioRoom
from accueil.visio.rooms.services import save_desk, save_room
from reseau.places.models.epm import EPM

ROOM_FIELDS = ("name", "is_confidential", "is_accessible", "is_open")
DESK_FIELDS = ("name", "has_scanner", "is_in_service")


class RoomForm(forms.Form):
    name = forms.CharField(
        label="Nom de la pièce",
        max_length=80,
        help_text="Comme l’équipe la nomme\u00a0: bureau du fond.",
        error_messages={"required": "Donnez un nom à cette pièce."},
    )
    is_confidential = forms.BooleanField(
        label="Fermée, on n’y entend rien du dehors",
        required=False,
        help_text="Essayez à deux, porte fermée. Sans cela, aucun rendez-vous ne s’y tient.",
    )
    is_accessible = forms.BooleanField(label="Accessible en fauteuil roulant", required=False)
    is_open = forms.BooleanField(label="Ouverte aux rendez-vous", required=False)

    def __init__(self, *args, epm: EPM, item: VisioRoom | None = None, **kwargs) -> None:
        shown = item or VisioRoom()
        super().__init__(*args, **kwargs | {"initial": {name: getattr(shown, name) for name in ROOM_FIELDS}})
        self.epm, self.item = epm, item

    def save(self) -> VisioRoom:
        return save_room(epm=self.epm, room=self.item, **self.cleaned_data)


class DeskForm(forms.Form):
    name = forms.CharField(
        label="Nom du poste",
        max_length=80,
        help_text="Écrit sur l’ordinateur\u00a0: visio 1.",
        error_messages={"required": "Donnez un nom à ce poste."},
    )
    has_scanner = forms.BooleanField(label="Un scanner ou un appareil photo pour les documents", required=False)
    is_in_service = forms.BooleanField(
        label="En service", required=False, help_text="Caméra et son essayés. En panne\u00a0: décochez."
    )

    def __init__(self, *args, epm: EPM, item: VisioDesk | None = None, **kwargs) -> None:
        shown = item or VisioDesk()
        super().__init__(*args, **kwargs | {"initial": {name: getattr(shown, name) for name in DESK_FIELDS}})
        self.epm, self.item = epm, item

    def save(self) -> VisioDesk:
        return save_desk(epm=self.epm, desk=self.item, **self.cleaned_data)
