"""Forms of the hours of a place: the table of the week, exceptional days, what a visitor reports."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError

from reseau.directory.place_hours.enums import SchoolHolidays
from reseau.directory.place_hours.models import HoursReport
from reseau.enums import Weekday
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.evaluation import validate_expression
from reseau.places.opening_hours.hours import CLOSED_WEEK, DayOfMonth, ExceptionalHours, Hours, Week
from reseau.places.opening_hours.prose import propose_hours
from reseau.places.opening_hours.time_ranges import EXAMPLE, Ranges, parse_typed_ranges, ranges_in_words
from reseau.places.opening_hours.wording import RANKS

REASON_LENGTH = 80


class RangesField(forms.CharField):
    """Hours of a day, typed freely: «\u00a09h-12h 14h-18h30\u00a0». Gives ranges; empty: closed."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"required": False, "max_length": 80, **kwargs})

    def prepare_value(self, value):
        return ranges_in_words(value, closed="").replace("\u2060", "") if isinstance(value, tuple) else value

    def clean(self, value) -> Ranges:
        return parse_typed_ranges(super().clean(value))


class RankField(forms.TypedChoiceField):
    def __init__(self) -> None:
        choices = [("", "–"), *((rank, f"le {words}") for rank, words in RANKS.items() if rank != 5)]
        super().__init__(choices=choices, coerce=int, empty_value=None, required=False, label="Quel")


class HoursForm(forms.Form):
    """The week, a line a day; then what some weeks have of their own.

    `hours` of a place written by hand are proposed from their text: the person completes them and confirms.
    """

    note = forms.CharField(
        label="Précision",
        max_length=EPM._meta.get_field("hours_note").max_length,
        required=False,
        help_text="Par exemple\u00a0: «\u00a0le jeudi sur rendez-vous\u00a0».",
    )
    closed_on_public_holidays = forms.BooleanField(label="Fermé les jours fériés", required=False, initial=True)
    school_holidays = forms.ChoiceField(
        label="Pendant les vacances scolaires",
        choices=SchoolHolidays,
        widget=forms.RadioSelect,
        initial=SchoolHolidays.SAME,
    )
    expression = forms.CharField(
        label="Horaires au format d’OpenStreetMap",
        max_length=EPM._meta.get_field("opening_hours").max_length,
        required=False,
        help_text="Ils disent plus que ce tableau ne peut dire. Effacez-les pour remplir le tableau.",
    )

    def __init__(self, *args, epm: EPM, **kwargs) -> None:
        self.epm = epm
        proposed = propose_hours(epm.former_hours)
        self.unread_lines = proposed.unread_lines
        self.hours = epm.hours if epm.opening_hours else proposed.hours
        super().__init__(*args, **kwargs)
        if self.hours:
            del self.fields["expression"]
        else:
            self.fields["expression"].initial = epm.opening_hours
        hours = self.hours or Hours()
        self.fields["note"].initial = epm.hours_note
        self.fields["closed_on_public_holidays"].initial = hours.closed_on_public_holidays
        self.fields["school_holidays"].initial = _school_choice(hours)
        self._add_week("day", hours.week)
        self._add_week("school", hours.school_holidays or CLOSED_WEEK)
        self._add_month(hours.month)

    def _add_week(self, prefix: str, week: Week) -> None:
        for weekday in Weekday:
            label = weekday.label.capitalize()
            self.fields[f"{prefix}_{weekday.value}"] = RangesField(label=label, initial=week[weekday])

    def _add_month(self, month: tuple[DayOfMonth, ...]) -> None:
        """Add a line for each day of the month, and an empty one."""
        self.month_lines = len(month) + 1
        for number in range(self.month_lines):
            day = month[number] if number < len(month) else None
            weekdays = [("", "–"), *((weekday.value, weekday.label) for weekday in Weekday)]
            self.fields[f"month_rank_{number}"] = RankField()
            self.fields[f"month_day_{number}"] = forms.TypedChoiceField(
                label="Jour du mois", choices=weekdays, coerce=int, empty_value=None, required=False
            )
            self.fields[f"month_hours_{number}"] = RangesField(label="Heures")
            if day:
                self.initial |= {
                    f"month_rank_{number}": day.rank,
                    f"month_day_{number}": day.weekday,
                    f"month_hours_{number}": day.ranges,
                }

    def week_fields(self) -> list[forms.BoundField]:
        return [self[f"day_{weekday.value}"] for weekday in Weekday]

    def school_fields(self) -> list[forms.BoundField]:
        return [self[f"school_{weekday.value}"] for weekday in Weekday]

    def month_fields(self) -> Iterator[list[forms.BoundField]]:
        for number in range(self.month_lines):
            yield [self[f"month_{part}_{number}"] for part in ("rank", "day", "hours")]

    def clean_expression(self) -> str:
        expression = self.cleaned_data["expression"]
        if expression:
            validate_expression(expression)
        return expression

    def clean(self) -> dict:
        cleaned = super().clean()
        for number in range(self.month_lines):
            values = self._month_values(number)
            is_begun = any(value not in (None, ()) for value in values)
            if is_begun and not all(value not in (None, ()) for value in values):
                self.add_error(
                    f"month_hours_{number}", "Dites quel jour du mois et ses heures, ou laissez la ligne vide."
                )
        if not self.errors and not cleaned.get("expression") and not self.filled_hours.are_known:
            raise ValidationError(f"Écrivez au moins les heures d’un jour, ainsi\u00a0: {EXAMPLE}.")
        if cleaned.get("expression") and any(self._filled_week("day")):
            self.add_error("expression", "Gardez ces horaires ou ceux du tableau\u00a0: effacez l’un des deux.")
        return cleaned

    @property
    def filled_hours(self) -> Hours:
        """Hours of a valid form, with the exceptional days that the place announces."""
        data = self.cleaned_data
        match data.get("school_holidays"):
            case SchoolHolidays.CLOSED:
                school = CLOSED_WEEK
            case SchoolHolidays.OTHER:
                school = self._filled_week("school")
            case _:
                school = None
        return Hours(
            week=self._filled_week("day"),
            month=tuple(sorted(self._filled_month())),
            school_holidays=school,
            closed_on_public_holidays=data["closed_on_public_holidays"],
            exceptions=self.epm.exceptions_to_come,
        )

    @property
    def filled_expression(self) -> str:
        return self.cleaned_data.get("expression") or self.filled_hours.expression

    def _filled_week(self, prefix: str) -> Week:
        return tuple(self.cleaned_data.get(f"{prefix}_{weekday.value}") or () for weekday in Weekday)

    def _month_values(self, number: int) -> list:
        return [self.cleaned_data.get(f"month_{part}_{number}") for part in ("rank", "day", "hours")]

    def _filled_month(self) -> Iterator[DayOfMonth]:
        for number in range(self.month_lines):
            rank, weekday, ranges = self._month_values(number)
            if rank is not None and weekday is not None and ranges:
                yield DayOfMonth(rank, weekday, ranges)


def _school_choice(hours: Hours) -> SchoolHolidays:
    if hours.school_holidays is None:
        return SchoolHolidays.SAME
    return SchoolHolidays.OTHER if any(hours.school_holidays) else SchoolHolidays.CLOSED


class ExceptionForm(forms.Form):
    """Days that are not like the others: a closure, or other hours."""

    first = forms.DateField(label="Du", widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(
        label="Au",
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text="Laissez vide pour un seul jour.",
    )
    ranges = RangesField(label="Heures", help_text=f"Laissez vide si c’est fermé. Sinon\u00a0: {EXAMPLE}.")
    reason = forms.CharField(
        label="Pourquoi",
        max_length=REASON_LENGTH,
        required=False,
        help_text="Le public le lit\u00a0: «\u00a0congés\u00a0», «\u00a0travaux\u00a0».",
    )

    def clean_reason(self) -> str:
        # One space between words: an expression is compared rule by rule.
        reason = " ".join(self.cleaned_data["reason"].split())
        if '"' in reason:
            raise ValidationError("Écrivez sans guillemets droits.")
        return reason

    @property
    def exception(self) -> ExceptionalHours:
        data = self.cleaned_data
        return ExceptionalHours(data["first"], data["last"] or data["first"], data["ranges"], data["reason"])


class HoursReportForm(forms.ModelForm):
    class Meta:
        model = HoursReport
        fields = ["problem", "note"]
        labels = {"problem": "Qu’est-ce qui ne va pas\u00a0?", "note": "Quand, et qu’avez-vous trouvé sur place\u00a0?"}
        widgets = {"problem": forms.RadioSelect, "note": forms.Textarea({"rows": 3})}
        help_texts = {
            "note": "Ne dites rien de vous\u00a0: personne ne vous répondra, l’équipe vérifiera ses horaires."
        }
