"""How a consent is noted: by which means, by whom; from which age one person is enough."""

from django import forms
from django.utils import timezone

from b2i.enums import ConsentGiver, ConsentMeans
from b2i.learners.consent_texts import CONSENT_TEXT, is_under_age, may_be_under_age
from b2i.learners.services.consents import PARENT_NEEDED

AT_THE_COUNTER = [(means.value, means.label) for means in (ConsentMeans.ORAL, ConsentMeans.WRITTEN)]
# Offered only when the year of birth leaves it open: she is fifteen this year.
OLD_ENOUGH = ("old_enough", "La personne, qui a déjà 15 ans")


class ConsentForm(forms.Form):
    """`birth_year` is that of the learner, when the form does not ask for it."""

    consent = forms.BooleanField(
        label="La personne a donné son accord",
        help_text=f"À lui lire\u00a0: «\u00a0{CONSENT_TEXT}\u00a0»",
        error_messages={"required": "Sans l’accord de la personne, un livret ne peut pas être ouvert."},
    )
    means = forms.ChoiceField(
        label="Comment a-t-elle donné son accord\u00a0?",
        choices=AT_THE_COUNTER,
        initial=ConsentMeans.ORAL,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si l’accord est donné de vive voix ou par écrit."},
    )
    giver = forms.ChoiceField(
        label="Qui l’a donné\u00a0?",
        choices=ConsentGiver,
        initial=ConsentGiver.PERSON,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites qui a donné l’accord."},
    )

    def __init__(self, *args, birth_year: int | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.birth_year = birth_year
        if self.data.get("giver") == OLD_ENOUGH[0]:
            self._offer_old_enough()

    def clean(self) -> dict:
        cleaned = super().clean()
        self.check_age(self.birth_year or cleaned.get("birth_year"))
        if cleaned.get("giver") == OLD_ENOUGH[0]:
            cleaned["giver"] = ConsentGiver.PERSON
        return cleaned

    def check_age(self, birth_year: int | None) -> None:
        """Adds an error beside « who gave it » when somebody of that year cannot consent alone, or perhaps cannot."""
        today, giver = timezone.localdate(), self.data.get("giver")
        if giver == ConsentGiver.PARENT:
            return
        if is_under_age(birth_year, today=today):
            self.add_error("giver", PARENT_NEEDED)
        elif may_be_under_age(birth_year, today=today) and giver == ConsentGiver.PERSON:
            self._offer_old_enough()
            self.add_error("giver", "Cette personne a 15 ans cette année\u00a0: dites si elle les a déjà.")

    def _offer_old_enough(self) -> None:
        self.fields["giver"].choices = [*ConsentGiver.choices, OLD_ENOUGH]
