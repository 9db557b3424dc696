"""That a further EPM follows a learner, said at its counter with her card, or by herself."""

from django import forms
from django.core.exceptions import ValidationError

from b2i.learners.forms.card_login import CardLoginForm
from b2i.learners.forms.consent import ConsentForm
from b2i.learners.forms.workplace import WorkplaceForm
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.learners.services.cards import CardRefusedError, login_with_card
from b2i.learners.services.followings import follow
from reseau.places.models.epm import EPM


class JoinForm(WorkplaceForm, ConsentForm, CardLoginForm):
    """The learner types the number and the secret of her card herself: that shows that she agrees."""

    field_order = ("epm", "consent", "means", "giver", "number", "secret")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].error_messages["required"] = "Sans l’accord de la personne, son livret reste fermé ici."
        self.fields["number"].help_text = "La personne le recopie de sa carte."
        self.fields["secret"].help_text = "La personne tape elle-même ses 4 chiffres. Ne les lui demandez pas."
        self.fields["secret"].widget = forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def save(self) -> Learner | None:
        """Her whose card it is, now followed here; none, with the reason in the form, when something refuses."""
        data = self.cleaned_data
        try:
            learner = login_with_card(number=data["number"], secret=data["secret"])
        except CardRefusedError as refusal:
            self.add_error(None, str(refusal))
            return None
        self.check_age(learner.birth_year)
        if self.errors:
            return None
        try:
            follow(
                learner=learner,
                epm=self.chosen_epm,
                noted_by=self.user,
                means=data["means"],
                giver=data["giver"],
            )
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None
        return learner


class HandOverForm(forms.Form):
    """To which of the EPM that follow her the record of a learner is given over."""

    following = forms.ModelChoiceField(
        label="EPM qui tiendra le livret",
        queryset=Following.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez l’EPM qui tiendra le livret."},
    )
    stays = forms.BooleanField(
        label="Notre EPM continue à suivre cette personne, avec son accord",
        required=False,
        help_text="Sinon, vous ne verrez plus son livret.",
    )

    def __init__(self, *args, learner: Learner, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["following"]
        field.queryset = learner.followings.live().select_related("epm")
        field.label_from_instance = lambda following: following.epm.name


class InviteForm(forms.Form):
    """An EPM that a learner lets read her record."""

    epm = forms.ModelChoiceField(
        label="EPM où je vais aussi",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez un EPM dans la liste."},
    )
    agreed = forms.BooleanField(
        label="Je suis d’accord pour que ses animateurs lisent mon livret et y notent ce que je fais",
        error_messages={"required": "Cochez la case si vous êtes d’accord."},
    )

    def __init__(self, *args, learner: Learner, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        reading = learner.followings.live().values("epm")
        self.fields["epm"].queryset = EPM.objects.open().exclude(pk=learner.epm_id).exclude(pk__in=reading)
