"""Forms of preferences: a box for each matter (first login); a rhythm for each kind of event, and quiet hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms

from alertes.choices.kinds import Kind
from alertes.choices.preferences.hours import Hours
from alertes.enums import Matter, Rhythm

HOURS = [(hour, f"{hour}\u00a0h") for hour in range(24)]


class MailsForm(forms.Form):
    def __init__(self, *args, matters: list[Matter], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for matter in matters:
            self.fields[matter.value] = forms.BooleanField(label=matter.label, help_text=matter.hint, required=False)

    @property
    def chosen_matters(self) -> set[Matter]:
        return {Matter(name) for name, is_chosen in self.cleaned_data.items() if is_chosen}


@dataclass(frozen=True, slots=True)
class KindLine:
    """A line of the page: the kind, and its two fields."""

    kind: Kind
    rhythm: forms.BoundField
    is_shown: forms.BoundField


class PreferencesForm(forms.Form):
    """`rhythm-<kind>` and `shown-<kind>` for each kind of `rhythms`, then the quiet hours.

    There are dozens of fields, none of which can be left empty: short ids, and nothing that says so.
    """

    use_required_attribute = False
    quiet_begin = forms.TypedChoiceField(label="Pas de courriel à partir de", choices=HOURS, coerce=int)
    quiet_end = forms.TypedChoiceField(label="jusqu’à", choices=HOURS, coerce=int)

    def __init__(self, *args, rhythms: Mapping[Kind, tuple[Rhythm, bool]], hours: Hours, **kwargs) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self.kinds = list(rhythms)
        self.initial = {"quiet_begin": hours[0], "quiet_end": hours[1]}
        for kind, (rhythm, is_shown) in rhythms.items():
            self.fields[f"rhythm-{kind.name}"] = forms.ChoiceField(
                label="Par courriel", choices=[(each.value, each.label) for each in kind.rhythms], initial=rhythm
            )
            self.fields[f"shown-{kind.name}"] = forms.BooleanField(
                label="Dans le site", required=False, initial=is_shown
            )

    def lines_by_matter(self) -> Iterator[tuple[Matter, list[KindLine]]]:
        for matter in Matter:
            lines = [
                KindLine(kind, self[f"rhythm-{kind.name}"], self[f"shown-{kind.name}"])
                for kind in self.kinds
                if kind.matter is matter
            ]
            if lines:
                yield matter, lines

    @property
    def choices(self) -> dict[Kind, tuple[Rhythm, bool]]:
        data = self.cleaned_data
        return {kind: (Rhythm(data[f"rhythm-{kind.name}"]), data[f"shown-{kind.name}"]) for kind in self.kinds}

    @property
    def hours(self) -> Hours:
        return self.cleaned_data["quiet_begin"], self.cleaned_data["quiet_end"]
