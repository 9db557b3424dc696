"""Opening a session or changing it: training, place, places, what to know, half-days."""

from collections.abc import Iterator
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator

from formation.forms.half_days import HalfDayFormSet, empty_rows, filled_rows, typed_rows
from formation.models import Session, TrainingPage
from formation.services import cancel_session, change_session, open_session
from formation.validators import check_capacity
from reseau.models import EPM, Member

PREFIX = "demi"
USUAL_ROWS = 2


class TerritoryChoices(ModelChoiceIterator):
    """The places grouped by territory."""

    def __iter__(self) -> Iterator:
        yield ("", self.field.empty_label)
        for territory, epms in groupby(self.queryset, key=lambda epm: epm.commune.territory.name):
            yield territory, [self.choice(epm) for epm in epms]


class EPMField(forms.ModelChoiceField):
    iterator = TerritoryChoices

    def label_from_instance(self, epm: EPM) -> str:
        return f"{epm.name} ({epm.seats}\u00a0places)"


class SessionForm(forms.Form):
    """With its half-days (`half_days`): valid when both are, saved by one call to a service.

    `session` is the one to change, none to open one; `training` is the one preselected.
    """

    training = forms.ModelChoiceField(
        label="Formation",
        queryset=TrainingPage.objects.none(),
        empty_label="Choisissez une formation",
        error_messages={"required": "Choisissez une formation."},
    )
    epm = EPMField(
        label="Lieu",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez un lieu."},
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
        help_text="Accès, repas, matériel à apporter. Lu par tous les membres du réseau.",
    )

    def __init__(
        self,
        data=None,
        *,
        session: Session | None = None,
        training: TrainingPage | None = None,
        initial: dict | None = None,
        rows: list[dict] | None = None,
    ) -> None:
        super().__init__(data, initial=initial or self._initial(session, training))
        self.session = session
        places = EPM.objects.filter(Q(is_open=True) | Q(pk=session.epm_id)) if session else EPM.objects.open()
        self.fields["epm"].queryset = places.with_place().order_by("commune__territory__name", "search_name")
        if session is None:
            self.fields["training"].queryset = TrainingPage.objects.live().order_by("title")
            slots, closed = [], []
        else:
            del self.fields["training"]
            self.fields["capacity"].required, self.fields["capacity"].help_text = True, ""
            half_days = list(session.half_days.all())
            slots = [half_day.slot for half_day in half_days if not half_day.is_closed]
            closed = [half_day.slot for half_day in half_days if half_day.is_closed]
        if rows is None:
            rows = filled_rows(slots) or empty_rows(training.programme.count() if training else USUAL_ROWS)
        kept_dates = frozenset(slot.date for slot in slots)
        self.half_days = HalfDayFormSet(data, prefix=PREFIX, rows=rows, closed=closed, kept_dates=kept_dates)

    @staticmethod
    def _initial(session: Session | None, training: TrainingPage | None) -> dict:
        if session:
            return {"epm": session.epm_id, "capacity": session.capacity, "note": session.note}
        return {"training": training.pk, "capacity": training.capacity} if training else {}

    @classmethod
    def with_one_more_row(cls, data, *, session: Session | None = None) -> "SessionForm":
        """What was typed, unchecked, and a row more."""
        typed = typed_rows(data, PREFIX)
        wanted = empty_rows(len(typed) + 1)
        initial = {name: data.get(name, "") for name in ("training", "epm", "capacity", "note")}
        return cls(session=session, initial=initial, rows=typed + wanted[len(typed) :])

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self.half_days.is_valid() and valid

    def clean(self) -> dict:
        cleaned = super().clean()
        epm, capacity = cleaned.get("epm"), cleaned.get("capacity")
        training = self.session.training if self.session else cleaned.get("training")
        if epm and training and capacity is None and "capacity" not in self.errors:
            cleaned["capacity"] = min(training.capacity, epm.seats)
        elif epm and capacity:
            check_capacity(capacity, epm)
        return cleaned

    @property
    def error_count(self) -> int:
        """Points to correct, half-days included."""
        rows = sum(len(errors) for errors in self.half_days.errors)
        return len(self.errors) + rows + len(self.half_days.non_form_errors())

    def save(self, by: Member) -> Session | None:
        """The session opened or changed; none, with the reason among the errors, when the service refuses."""
        values = {name: self.cleaned_data[name] for name in ("epm", "capacity", "note")}
        values |= {"half_days": self.half_days.slots, "by": by}
        try:
            if self.session:
                return change_session(session=self.session, **values)
            return open_session(training=self.cleaned_data["training"], **values)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Raison",
        max_length=200,
        error_messages={"required": "Donnez la raison en une phrase."},
        help_text="Une phrase. Les personnes prévenues la liront telle quelle.",
    )

    def save(self, *, session: Session, by: Member) -> Session | None:
        try:
            return cancel_session(session=session, reason=self.cleaned_data["reason"], by=by)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None
