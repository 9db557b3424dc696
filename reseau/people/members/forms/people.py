"""Choice of people by name: searched as one types, or with a button where no script runs."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.urls import reverse_lazy

from reseau.people.members.models.member import Member
from reseau.texts.wording import join_words

SEARCH = "chercher"
LONGEST_NAME = 100
SHOWN_NAMESAKES = 4
FOUND = 12


class PeopleInput(forms.Widget):
    """People chosen, as boxes to untick; a box for a name; and the people whom that name may mean, as boxes to tick.

    All bear the name of the field: a value in digits is the key of a member, any other a name that somebody typed.
    """

    template_name = "reseau/people/members/_people.html"
    is_single = False

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs)
        self.members: QuerySet[Member] = Member.objects.none()

    def value_from_datadict(self, data, files, name) -> list[str]:
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [str(value).strip() for value in ([values] if isinstance(values, str) else values)]

    def use_required_attribute(self, initial) -> bool:
        return False

    def get_context(self, name, value, attrs) -> dict:
        keys, names = keys_and_names(value or [])
        chosen = members_of(self.members, keys)
        searched = ", ".join(names)
        found = self._found(names, {member.pk for member in chosen})
        return super().get_context(name, searched, attrs) | {
            "chosen": chosen,
            "searched": searched,
            "found": found[:FOUND],
            "is_cut": len(found) > FOUND,
            "search": f"{name}_{SEARCH}",
            "url": reverse_lazy("reseau:people"),
            "kind": "radio" if self.is_single else "checkbox",
            "longest": LONGEST_NAME * (1 if self.is_single else 10),
        }

    def _found(self, names: list[str], chosen_keys: set[int]) -> list[Member]:
        found: dict[int, Member] = {}
        for name in names[:SHOWN_NAMESAKES]:
            members = self.members.matching(name).exclude(pk__in=chosen_keys).with_live_positions()
            found |= {member.pk: member for member in members[: FOUND + 1]}
        return list(found.values())


class PeopleField(forms.Field):
    """Members of the network; cleans to a tuple of members, in the order in which they were chosen.

    `members` narrows the choice. A name that means one person only counts as chosen.
    """

    widget = PeopleInput

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self.members = Member.objects.in_network()

    @property
    def members(self) -> QuerySet[Member]:
        return self.widget.members.all()

    @members.setter
    def members(self, members: QuerySet[Member]) -> None:
        self.widget.members = members

    def prepare_value(self, value) -> list[str]:
        """Accept members, keys or what a browser sent."""
        return [str(getattr(each, "pk", each)) for each in value or []]

    def clean(self, value) -> tuple[Member, ...]:
        keys, names = keys_and_names(value or [])
        chosen = {member.pk: member for member in members_of(self.members, keys)}
        if missing := set(keys) - chosen.keys():
            raise ValidationError(
                "Une personne choisie n’est plus dans le réseau."
                if len(missing) == 1
                else "Des personnes choisies ne sont plus dans le réseau."
            )
        chosen |= {member.pk: member for member in map(self._named, names)}
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        return tuple(chosen.values())

    def has_changed(self, initial, data) -> bool:
        return self.prepare_value(initial) != list(filter(None, data or []))

    def _named(self, name: str) -> Member:
        members = list(self.members.matching(name)[: SHOWN_NAMESAKES + 1])
        exact = [member for member in members if str(member).casefold() == name.casefold()]
        if len(exact or members) == 1:
            return (exact or members)[0]
        if not members:
            raise ValidationError(f"Personne du réseau ne s’appelle «\u00a0{name}\u00a0».")
        names = join_words([str(member) for member in members[:SHOWN_NAMESAKES]])
        raise ValidationError(
            f"Plusieurs personnes répondent à «\u00a0{name}\u00a0»\u00a0: {names}. Choisissez ci-dessous."
        )


class PersonInput(PeopleInput):
    is_single = True


class PersonField(PeopleField):
    """One member."""

    widget = PersonInput

    def prepare_value(self, value) -> list[str]:
        return super().prepare_value(value if isinstance(value, list | tuple) else [value] if value else [])

    def clean(self, value) -> Member | None:
        members = super().clean(value)
        if len(members) > 1:
            raise ValidationError("Choisissez une seule personne.")
        return members[0] if members else None


class PeopleForm(forms.Form):
    """A form with a choice of people: the button that searches shows the form again as it was sent, without checks."""

    @property
    def is_searching(self) -> bool:
        fields = [name for name, field in self.fields.items() if isinstance(field, PeopleField)]
        return self.is_bound and any(f"{self.add_prefix(name)}_{SEARCH}" in self.data for name in fields)

    def full_clean(self) -> None:
        if not self.is_searching:
            super().full_clean()
            return
        self._errors, self.cleaned_data = ErrorDict(), {}

    def is_valid(self) -> bool:
        return not self.is_searching and super().is_valid()


def keys_and_names(values) -> tuple[list[int], list[str]]:
    """Return the keys among what a browser sent, and the names, which commas or lines separate."""
    texts = [str(value) for value in values]
    keys = [int(text) for text in texts if is_key(text)]
    names = [name.strip() for text in texts if not is_key(text) for name in text.replace(",", "\n").splitlines()]
    return list(dict.fromkeys(keys)), list(filter(None, names))


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def members_of(members: QuerySet[Member], keys: list[int]) -> list[Member]:
    """Return the members with these keys, in the order of the keys."""
    by_key = {member.pk: member for member in members.filter(pk__in=keys).with_live_positions()} if keys else {}
    return [by_key[key] for key in keys if key in by_key]
