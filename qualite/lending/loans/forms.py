"""Forms of loans: book, change the period, cancel, note the condition at a departure or a return."""

from collections.abc import Sequence

from django import forms

from formation.working_halves import PART_CHOICES, WorkingHalf
from qualite.lending.enums import Condition
from qualite.lending.equipment.forms import day_widget, photo_field
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import PURPOSE_LENGTH, REASON_LENGTH, Loan
from qualite.lending.loans.models.report import LONGEST_WORDS
from qualite.lending.loans.services.bookings import book, cancel, change_period
from qualite.lending.loans.services.hand_over import SeenCondition
from qualite.lending.loans.span import Span
from reseau.documents.files.scans import CheckedScan, check_picture
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

WRONG_DAY = "Écrivez le jour comme dans 31/12/2026."


def day_field(label: str) -> forms.DateField:
    errors = {"required": "Choisissez un jour.", "invalid": WRONG_DAY}
    return forms.DateField(label=label, widget=day_widget(), error_messages=errors)


def part_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=PART_CHOICES)


class LoanPeriodForm(forms.Form):
    """From half-day to half-day. The refusals of the services stand beside the fields of the same names."""

    start = day_field("Du")
    start_part = part_field("Premier moment")
    end = day_field("Au")
    end_part = part_field("Dernier moment")

    @property
    def span(self) -> Span:
        data = self.cleaned_data
        return Span(WorkingHalf.of(data["start"], data["start_part"]), WorkingHalf.of(data["end"], data["end_part"]))


class LoanBookingForm(LoanPeriodForm):
    """`places`: those for which the user may book; the only one is chosen already. `first`: the half-day to begin."""

    epm = forms.ModelChoiceField(
        label="Pour quel lieu",
        queryset=EPM.objects.none(),
        error_messages={"required": "Choisissez un lieu.", "invalid_choice": "Choisissez un lieu de la liste."},
    )
    purpose = forms.CharField(
        label="Pour quoi faire",
        max_length=PURPOSE_LENGTH,
        required=False,
        help_text="Les autres lieux le lisent.",
    )
    field_order = ("epm", "start", "start_part", "end", "end_part", "purpose")

    def __init__(
        self, *args, equipment: Equipment, places: Sequence[EPM], first: WorkingHalf | None = None, **kwargs
    ) -> None:
        initial = {"end_part": PART_CHOICES[-1][0]}
        if first:
            initial |= {"start": first.date, "start_part": first.part, "end": first.date}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.equipment = equipment
        field = self.fields["epm"]
        field.queryset = EPM.objects.filter(pk__in=[place.pk for place in places])
        nothing = [] if len(places) == 1 else [("", "Choisissez")]
        field.choices = [*nothing, *((place.pk, str(place)) for place in places)]

    def save(self, *, by: Member) -> Loan:
        data = self.cleaned_data
        return book(equipment=self.equipment, epm=data["epm"], span=self.span, by=by, purpose=data["purpose"])


class LoanChangeForm(LoanPeriodForm):
    """Change the period of a loan; what is out keeps its first half-day."""

    def __init__(self, *args, loan: Loan, **kwargs) -> None:
        names = ("start", "start_part", "end", "end_part")
        super().__init__(*args, **kwargs | {"initial": {name: getattr(loan, name) for name in names}})
        self.loan = loan
        if loan.is_out:
            for name in ("start", "start_part"):
                self.fields[name].disabled = True

    def save(self, *, by: Member) -> Loan:
        return change_period(loan=self.loan, span=self.span, by=by)


class LoanCancelForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi",
        max_length=REASON_LENGTH,
        required=False,
        help_text="L’autre lieu le lit dans son alerte.",
        widget=forms.Textarea({"rows": 3}),
    )

    def save(self, *, loan: Loan, by: Member) -> Loan:
        return cancel(loan=loan, by=by, reason=self.cleaned_data["reason"])


class ConditionForm(forms.Form):
    """The condition that somebody saw; a photo is optional."""

    condition = forms.ChoiceField(
        label="Dans quel état",
        choices=Condition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites dans quel état il est."},
    )
    words = forms.CharField(
        label="Ce que vous avez vu",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="Ce qui manque, ce qui est abîmé. Rien à dire\u00a0: laissez vide.",
        widget=forms.Textarea({"rows": 3}),
    )
    photo = photo_field("Une photo, si elle aide")

    def clean_photo(self) -> CheckedScan | None:
        file = self.cleaned_data["photo"]
        return check_picture(file=file) if file else None

    @property
    def seen(self) -> SeenCondition:
        data = self.cleaned_data
        return SeenCondition(condition=data["condition"], words=data["words"], scan=data["photo"])
