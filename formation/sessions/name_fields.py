"""Fields for names of members or of a commune, typed instead of chosen in a long list."""

from django import forms
from django.core.exceptions import ValidationError

from reseau.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.wording import join_words

MOST_PEOPLE = 5
SHOWN_NAMESAKES = 4


class MembersField(forms.CharField):
    """Names of members of the network, one on each line; cleans to a tuple of members, in order."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value) -> tuple[Member, ...]:
        lines = [line.strip() for line in super().clean(value).replace(",", "\n").splitlines()]
        names = [line for line in lines if line]
        if len(names) > MOST_PEOPLE:
            raise ValidationError(f"{MOST_PEOPLE}\u00a0personnes au plus.")
        return tuple(dict.fromkeys(_member(name) for name in names))

    @staticmethod
    def names_of(members) -> str:
        """Return the text of the field for these members."""
        return "\n".join(str(member) for member in members)


def _member(name: str) -> Member:
    members = list(Member.objects.in_network().matching(name)[: SHOWN_NAMESAKES + 1])
    exact = [member for member in members if str(member).casefold() == name.casefold()]
    if len(exact or members) == 1:
        return (exact or members)[0]
    if not members:
        raise ValidationError(f"Personne du réseau ne s’appelle «\u00a0{name}\u00a0».")
    names = join_words([str(member) for member in members[:SHOWN_NAMESAKES]])
    raise ValidationError(
        f"Plusieurs personnes répondent à «\u00a0{name}\u00a0»\u00a0: {names}. Écrivez le nom entier."
    )


class CommuneField(forms.CharField):
    """Name or postcode of a commune; cleans to the commune, or None if empty."""

    def clean(self, value) -> Commune | None:
        words = super().clean(value)
        if not words:  # allowed only if the field is optional
            return None
        commune = Commune.objects.best_match(words)
        if commune is None:
            raise ValidationError(f"Aucune commune du département ne s’appelle «\u00a0{words}\u00a0».")
        return commune
