"""Form to choose two records to compare."""

from django import forms

from b2i.people.learners.card import EXAMPLE, read_card_number
from b2i.people.learners.models.learner import Learner


class PairForm(forms.Form):
    """Two card numbers, for records that detection does not match: a pseudonym and a real name, for example."""

    one = forms.CharField(label="Numéro de la première carte", max_length=30, help_text=f"Par exemple {EXAMPLE}.")
    other = forms.CharField(label="Numéro de la deuxième carte", max_length=30)

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.learners = Learner.objects.visible_to(user)
        for field in self.fields.values():
            field.error_messages["required"] = "Recopiez le numéro d’une carte."

    def clean_one(self) -> Learner:
        return self._learner("one")

    def clean_other(self) -> Learner:
        learner = self._learner("other")
        if learner == self.cleaned_data.get("one"):
            raise forms.ValidationError("C’est la même carte\u00a0: il en faut deux.")
        return learner

    def _learner(self, name: str) -> Learner:
        """Return the learner. The refusal is the same for a card of another EPM and for an unknown card."""
        number = read_card_number(self.cleaned_data[name])
        learner = self.learners.filter(card_number=number).first() if number else None
        if learner is None:
            raise forms.ValidationError("Votre EPM ne suit personne avec ce numéro.")
        return learner
