"""Forms to open, change and cancel a session."""

import datetime
from contextlib import suppress

from django import forms

from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.models import Wish
from formation.sessions.models.session import Session
from formation.year.planning.breaches import breaches_of_session_data
from formation.year.planning.engagements import engagements_of_session_data
from formation.year.planning.models import WAIVER_REASON_LENGTH
from formation.year.planning.soft_rules import RuleBreach
from formation.year.session_changes.change_preview import ChangePreview, preview_change
from formation.year.session_changes.forms.half_days import (
    MAX_ROWS,
    USUAL_ROWS,
    HalfDayFormSet,
    empty_rows,
    filled_rows,
    raw_rows,
)
from formation.year.session_changes.forms.session_data import SessionDataForm
from formation.year.session_changes.proposals import propose_session
from formation.year.session_changes.services import cancel_session, change_session, open_session
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator
from reseau.texts.french_order import Folded
from reseau.web.refusals import refusals_in

PREFIX = "demi"
DRAFT = "brouillon"  # the button that saves a draft
MOST_TIMES = 12


class SessionForm(SessionDataForm):
    """Form of a session with its half-days (`half_days`): valid if both are, saved by one call to a service.

    `session`: the session to change, None to open one. `training`: the training to preselect.
    """

    training = forms.ModelChoiceField(
        label="Formation",
        queryset=TrainingPage.objects.none(),
        empty_label="Choisissez une formation",
        error_messages={"required": "Choisissez une formation."},
    )
    anyway = forms.CharField(
        label="Motif de la dérogation",
        required=False,
        max_length=WAIVER_REASON_LENGTH,
        help_text="Une phrase, que les membres du réseau liront sur la page de la session.",
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
        super().__init__(data, session=session, initial=initial or self._initial(session, training))
        if session is None:
            self.fields["training"].queryset = TrainingPage.objects.live().order_by(Folded("title"))
            slots, closed_slots = [], []
        else:
            del self.fields["training"]
            self.fields["capacity"].required, self.fields["capacity"].help_text = True, ""
            half_days = list(session.half_days.all())
            slots = [half_day.slot for half_day in half_days if not half_day.is_closed]
            closed_slots = [half_day.slot for half_day in half_days if half_day.is_closed]
        if rows is None:
            rows = filled_rows(slots) or empty_rows(training.programme.count() if training else USUAL_ROWS)
        kept_dates = frozenset(slot.date for slot in slots)
        self.breaches: list[RuleBreach] = []
        self.half_days = HalfDayFormSet(
            data, prefix=PREFIX, rows=rows, closed_slots=closed_slots, kept_dates=kept_dates
        )

    @classmethod
    def _initial(cls, session: Session | None, training: TrainingPage | None) -> dict:
        if session:
            waiver = getattr(session, "waiver", None)
            return cls.initial_of(session) | {"anyway": waiver.reason if waiver else ""}
        return {"training": training.pk, "capacity": training.capacity} if training else {}

    @classmethod
    def with_one_more_row(cls, data, *, session: Session | None = None) -> "SessionForm":
        """Return the form with the submitted values, unchecked, and one more row."""
        rows = raw_rows(data, PREFIX)
        blank_rows = empty_rows(len(rows) + 1)
        return cls(session=session, initial=cls._raw_data(data), rows=rows + blank_rows[len(rows) :])

    @classmethod
    def with_people_found(cls, data, *, session: Session | None = None) -> "SessionForm":
        """Return the form with the submitted values, unchecked, and the people whom a name may mean."""
        return cls(session=session, initial=cls._raw_data(data), rows=raw_rows(data, PREFIX))

    @classmethod
    def with_repeated_rows(cls, data, *, session: Session | None = None) -> "SessionForm":
        """Return the form with the submitted values, unchecked, and its half-days repeated `fois` times, `semaines`
        weeks apart.
        """
        rows = [row for row in raw_rows(data, PREFIX) if row["date"]]
        times, weeks = _bounded_number(data.get("fois"), MOST_TIMES), _bounded_number(data.get("semaines"), MOST_TIMES)
        repeated_rows = [shift_row(row, weeks * number) for number in range(1, times + 1) for row in rows]
        return cls(
            session=session,
            initial=cls._raw_data(data),
            rows=(rows + repeated_rows)[:MAX_ROWS] or empty_rows(USUAL_ROWS),
        )

    @classmethod
    def _raw_data(cls, data) -> dict:
        """Submitted values of the other fields, unchecked. An unticked box is not in `data`."""
        values = {name: field.widget.value_from_datadict(data, {}, name) for name, field in cls.base_fields.items()}
        return {name: value or "" for name, value in values.items()} | {
            name: value for name, value in data.items() if name.startswith("quota_")
        }

    def is_valid(self) -> bool:
        """Require a reason if a valid session breaches a soft rule, unless it is a draft."""
        valid = super().is_valid()
        valid = self.half_days.is_valid() and valid
        if not valid:
            return False
        self.breaches = breaches_of_session_data(self.session_data, self.half_days.slots, session=self.session)
        is_draft = DRAFT in self.data or (self.session is not None and self.session.is_draft)
        if self.breaches and not is_draft and not self.cleaned_data["anyway"]:
            self.add_error("anyway", "Une règle n’est pas respectée\u00a0: donnez le motif de la dérogation.")
            return False
        return True

    def clean(self) -> dict:
        """An empty capacity becomes that of the training, limited by the seats of the room."""
        cleaned = self.cleaned_data
        training = self.session.training if self.session else cleaned.get("training")
        if training and cleaned.get("capacity") is None and "capacity" not in self.errors:
            epm = cleaned.get("epm")
            cleaned["capacity"] = min(training.capacity, epm.seats) if epm else training.capacity
        return super().clean()

    @property
    def error_count(self) -> int:
        """Number of errors, half-days included."""
        rows = sum(len(errors) for errors in self.half_days.errors)
        return len(self.errors) + rows + len(self.half_days.non_form_errors())

    @property
    def engagements(self) -> list[str]:
        """Sentences about what else holds the place or the trainers of a valid session: told, never refused."""
        return engagements_of_session_data(self.session_data, self.half_days.slots)

    def preview_change(self, by: Member) -> ChangePreview | None:
        """Preview what saving would change and whom it would notify.

        Return None if the service refuses; its message is then among the errors of the form.
        """
        with self.refusals():
            return preview_change(self.session, lambda: change_session(session=self.session, **self._values(by)))
        return None

    def _values(self, by: Member) -> dict:
        return {
            "session_data": self.session_data,
            "half_days": self.half_days.slots,
            "by": by,
            "waiver_reason": self.cleaned_data["anyway"],
        }

    def save(self, by: Member, *, is_draft: bool = False, wish: Wish | None = None) -> Session | None:
        """Return the session, opened, changed, or proposed by somebody who does not coordinate.

        Return None if the service refuses; its message is then among the errors of the form.
        """
        values = self._values(by)
        with self.refusals():
            if self.session:
                return change_session(session=self.session, **values)
            values |= {"training": self.cleaned_data["training"], "wish": wish}
            return open_session(is_draft=is_draft, **values) if is_coordinator(by) else propose_session(**values)
        return None


def shift_row(row: dict, weeks: int) -> dict:
    """Return a row of a half-day, some weeks later. An invalid date, or the last of the calendar, stays as it is."""
    with suppress(ValueError, OverflowError):
        return row | {"date": (datetime.date.fromisoformat(row["date"]) + datetime.timedelta(weeks=weeks)).isoformat()}
    return row


def _bounded_number(text: str | None, maximum: int) -> int:
    """Return a number from 1 to `maximum`, or 1 for anything else."""
    return min(max(int(text), 1), maximum) if text and text.isascii() and text.isdigit() else 1


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Raison",
        max_length=200,
        error_messages={"required": "Donnez la raison en une phrase."},
        help_text="Une phrase. Les personnes prévenues la liront telle quelle.",
    )

    def save(self, *, session: Session, by: Member) -> Session | None:
        with refusals_in(self):
            return cancel_session(session=session, reason=self.cleaned_data["reason"], by=by)
        return None
