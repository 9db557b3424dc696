"""Form for the data of a session: place, trainers, capacity, enrolment dates, rules of the waiting list."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator

from formation.sessions.enums import PlaceKind
from formation.sessions.models.session import Session
from formation.sessions.name_fields import CommuneField
from formation.sessions.session_data import COPIED_FIELDS, Place, SessionData
from formation.sessions.validators import MAX_DELAY, check_delays
from reseau.people.members.forms.people import PeopleField, PeopleForm
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place
from reseau.texts.french_order import Folded
from reseau.web.refusals import refusals_in

NEEDED = {PlaceKind.EPM: ("epm",), PlaceKind.ELSEWHERE: ("elsewhere", "commune")}
USUAL_CONVOCATION = 14
LATER = (
    *("minimum", "opens_on", "closes_on", "never_trained_first", "one_per_epm_first"),
    *("convocation_days", "reminder_days"),
)


class TerritoryChoices(ModelChoiceIterator):
    """EPM grouped by territory."""

    def __iter__(self) -> Iterator:
        yield ("", self.field.empty_label)
        for territory, epms in groupby(self.queryset, key=lambda epm: epm.commune.territory.name):
            yield territory, [self.choice(epm) for epm in epms]


class EPMField(forms.ModelChoiceField):
    iterator = TerritoryChoices

    def label_from_instance(self, epm: EPM) -> str:
        return f"{epm.name} ({epm.seats}\u00a0places)"


def day_field(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class SessionDataForm(PeopleForm):
    """Data of a session. `session`: the session to change, None to open one."""

    place_kind = forms.ChoiceField(
        label="Où",
        choices=PlaceKind.choices,
        widget=forms.RadioSelect,
        initial=PlaceKind.EPM,
        error_messages={"required": "Choisissez où se tient la session."},
    )
    epm = EPMField(
        label="EPM",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez un EPM."},
    )
    elsewhere = forms.CharField(
        label="Nom et adresse de l’autre lieu",
        max_length=200,
        error_messages={"required": "Donnez le nom et l’adresse du lieu."},
    )
    commune = CommuneField(
        label="Commune de l’autre lieu", max_length=80, error_messages={"required": "Choisissez la commune du lieu."}
    )
    link = forms.URLField(
        label="Lien de la réunion à distance",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="Montré aux seules personnes qui ont une place.",
    )
    trainers = PeopleField(
        label="Formation assurée par", required=False, help_text="La première personne mène la session."
    )
    capacity = forms.IntegerField(
        label="Places",
        required=False,
        min_value=1,
        max_value=500,
        error_messages={"required": "Indiquez le nombre de places."},
        help_text="Vide\u00a0: les places conseillées pour la formation, dans la limite de la salle.",
    )
    note = forms.CharField(
        label="À savoir avant de venir",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Accès, repas, matériel à apporter. Tous les membres du réseau le liront.",
    )
    minimum = forms.IntegerField(
        label="Minimum pour que la session ait lieu", required=False, min_value=1, max_value=500, initial=1
    )
    opens_on = day_field("Inscriptions à partir du", "Vide\u00a0: dès l’annonce.")
    closes_on = day_field("Inscriptions jusqu’au", "Vide\u00a0: jusqu’à la première demi-journée.")
    never_trained_first = forms.BooleanField(
        label="Sur liste d’attente\u00a0: priorité aux personnes jamais formées", required=False, initial=True
    )
    one_per_epm_first = forms.BooleanField(label="Puis une personne par EPM", required=False, initial=True)
    convocation_days = forms.IntegerField(
        label="Convocation, combien de jours avant",
        required=False,
        min_value=0,
        max_value=MAX_DELAY,
        initial=14,
        help_text="Vide\u00a0: 14. Une place donnée plus tard est convoquée aussitôt.",
    )
    reminder_days = forms.CharField(
        label="Rappels, combien de jours avant",
        required=False,
        max_length=40,
        initial="7, 1",
        validators=[check_delays],
        help_text="Des nombres séparés par des virgules. Vide\u00a0: aucun rappel.",
    )
    quotas_until = day_field("Gardées jusqu’au", "Vide\u00a0: jusqu’à la première demi-journée.")

    def __init__(self, data=None, *, session: Session | None = None, initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.session = session
        places = EPM.objects.filter(Q(is_open=True) | Q(pk=session.epm_id)) if session else EPM.objects.open()
        self.fields["epm"].queryset = places.with_place().order_by(Folded("commune__territory__name"), "search_name")
        self._require_fields_of_the_place()
        self.territories = list(Territory.objects.all())
        for territory in self.territories:
            label = f"Places gardées au territoire {of_place(territory)}"
            self.fields[f"quota_{territory.slug}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=500
            )

    def _require_fields_of_the_place(self) -> None:
        """Require only the fields of the chosen kind of place."""
        selected_kind = self.data.get("place_kind") if self.is_bound else None
        for kind, names in NEEDED.items():
            for name in names:
                self.fields[name].required = selected_kind in (None, kind)

    @staticmethod
    def initial_of(session: Session) -> dict:
        """Initial values of the fields for `session`."""
        quotas = {f"quota_{quota.territory.slug}": quota.places for quota in session.quotas.select_related("territory")}
        return {
            **{name: getattr(session, name) for name in (*COPIED_FIELDS, "place_kind", "elsewhere", "link")},
            **quotas,
            "epm": session.epm_id,
            "commune": session.commune.name if session.commune else "",
            "trainers": [trainer.member_id for trainer in session.trainers.all()],
        }

    @property
    def later_fields(self) -> list:
        """Fields that most sessions leave unchanged; pages show them folded."""
        quotas = [f"quota_{territory.slug}" for territory in self.territories]
        return [self[name] for name in (*LATER, *quotas, "quotas_until")]

    @property
    def has_later_errors(self) -> bool:
        return any(field.errors for field in self.later_fields)

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["minimum"] = cleaned.get("minimum") or 1
        if cleaned.get("convocation_days") is None:
            cleaned["convocation_days"] = USUAL_CONVOCATION
        if not self.errors and cleaned.get("capacity"):
            with self.refusals():
                self.session_data.check()
        return cleaned

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Show refusals beside their fields. Quotas have a field for each territory, hence a common place."""
        with refusals_in(self):
            try:
                yield
            except ValidationError as refusal:
                fields = dict(getattr(refusal, "error_dict", {}))
                if "quotas" not in fields:
                    raise
                fields["quotas_until"] = fields.pop("quotas")
                raise ValidationError(fields) from refusal

    @property
    def session_data(self) -> SessionData:
        """Data of the session, once the form is valid. Only fields of the chosen kind of place count."""
        cleaned = self.cleaned_data
        kind = PlaceKind(cleaned.get("place_kind") or PlaceKind.EPM)
        place = {
            PlaceKind.EPM: lambda: Place(epm=cleaned["epm"], link=cleaned["link"]),
            PlaceKind.ELSEWHERE: lambda: Place(
                kind=kind, elsewhere=cleaned["elsewhere"], commune=cleaned["commune"], link=cleaned["link"]
            ),
            PlaceKind.REMOTE: lambda: Place(kind=kind, link=cleaned["link"]),
        }[kind]()
        quotas = {territory: cleaned.get(f"quota_{territory.slug}") or 0 for territory in self.territories}
        non_empty_quotas = {territory: places for territory, places in quotas.items() if places}
        return SessionData(
            place=place,
            trainers=cleaned["trainers"],
            quotas=non_empty_quotas,
            **{name: cleaned[name] for name in COPIED_FIELDS},
        )
