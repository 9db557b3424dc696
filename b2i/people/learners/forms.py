"""Forms about a learner: EPM of the animator, consent, login with a card, followings."""

from django import forms
from django.utils import timezone

from b2i.people.enums import ConsentGiver, ConsentMeans
from b2i.people.learners.card import EXAMPLE, SECRET_LENGTHS, read_card_number
from b2i.people.learners.consent_texts import AGE_OF_CONSENT, CONSENT_SENTENCES, is_under_age
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import PARENT_NEEDED, ParentSignature, follow, login_with_card
from reseau.documents.files.file_names import size_in_words
from reseau.documents.files.scans import MAX_SCAN_BYTES, CheckedScan, check_scan
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_in


class WorkplaceForm(forms.Form):
    """Ask for the EPM on whose behalf the user acts, if they work in several."""

    epm = forms.ModelChoiceField(label="EPM", queryset=EPM.objects.none(), empty_label=None)

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        workplaces = {position.epm_id: position.epm for position in user.live_positions if position.epm_id}
        self.only_epm = next(iter(workplaces.values())) if len(workplaces) == 1 else None
        if self.only_epm:
            del self.fields["epm"]
        else:
            self.fields["epm"].queryset = EPM.objects.filter(pk__in=workplaces)

    @property
    def chosen_epm(self) -> EPM:
        return self.only_epm or self.cleaned_data["epm"]


AT_THE_COUNTER = [(means.value, means.label) for means in (ConsentMeans.ORAL, ConsentMeans.WRITTEN)]
# Asked of everybody, with no answer given beforehand: a year of birth is optional, and does not tell a birthday.
AGE_ANSWERS = [
    (ConsentGiver.PERSON.value, "Oui"),
    (ConsentGiver.PARENT.value, "Non\u00a0: un parent donne aussi son accord"),
]
CONSENT_FIELDS = ("consent", "means", "giver", "parent_name", "paper", "paper_mark")


class ConsentForm(forms.Form):
    """Consent of a learner. `birth_year` is given when the form does not ask for it; `sentences` are read to them."""

    sentences = CONSENT_SENTENCES

    consent = forms.BooleanField(
        label="La personne a donné son accord",
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
        label=f"A-t-elle {AGE_OF_CONSENT} ans ou plus\u00a0?",
        choices=AGE_ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": f"Dites si la personne a {AGE_OF_CONSENT} ans ou plus."},
    )
    parent_name = forms.CharField(label="Nom du parent qui a signé", max_length=120, required=False)
    paper = forms.FileField(
        label="Le papier signé",
        required=False,
        allow_empty_file=True,
        help_text=f"Une photo ou un PDF, {size_in_words(MAX_SCAN_BYTES)} au plus.",
        widget=forms.FileInput(
            attrs={
                "accept": "image/jpeg,image/png,application/pdf",
                "data-most": MAX_SCAN_BYTES,
                "data-refusal": f"Ce fichier fait {{size}}, {size_in_words(MAX_SCAN_BYTES)} au plus.",
            }
        ),
    )
    paper_mark = forms.CharField(
        label="Ou l’endroit où le papier est rangé",
        max_length=120,
        required=False,
        help_text="Par exemple\u00a0: classeur «\u00a0Accords\u00a0», année 2026, n°\u00a014.",
    )

    def __init__(self, *args, birth_year: int | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.birth_year = birth_year

    def clean(self) -> dict:
        data = super().clean()
        self.check_age(self.birth_year or data.get("birth_year"))
        # A refused file has its own message already.
        if data.get("giver") == ConsentGiver.PARENT and "paper" not in self.errors:
            with refusals_in(self):
                self.signature.check()
        return data

    def clean_paper(self) -> CheckedScan | None:
        paper = self.cleaned_data["paper"]
        return check_scan(file=paper) if paper else None

    @property
    def signature(self) -> ParentSignature:
        """Signature of the parent, whether it is whole or not."""
        data = self.cleaned_data
        name, mark = (" ".join((data.get(field) or "").split()) for field in ("parent_name", "paper_mark"))
        return ParentSignature(name, paper_mark=mark, scan=data.get("paper"))

    @property
    def is_of_parent(self) -> bool:
        """Whether the fields of the parent are shown open."""
        return self.is_bound and self.data.get("giver") == ConsentGiver.PARENT

    def check_age(self, birth_year: int | None) -> None:
        """Add an error on `giver` if they are said to be old enough, and were born too late for that."""
        if self.data.get("giver") == ConsentGiver.PERSON and is_under_age(birth_year, today=timezone.localdate()):
            self.add_error("giver", PARENT_NEEDED)


class CardLoginForm(forms.Form):
    """Number and secret of a card."""

    number = forms.CharField(
        label="Numéro de la carte",
        max_length=30,
        help_text=f"Par exemple {EXAMPLE}. Le petit trait n’est pas obligatoire.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Recopiez le numéro écrit sur la carte."},
    )
    secret = forms.CharField(
        label="Code secret",
        max_length=12,
        help_text="Les 6\u00a0chiffres donnés avec la carte. Une carte plus ancienne a un code de 4\u00a0chiffres.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Tapez les chiffres de votre code."},
    )

    def clean_number(self) -> str:
        number = read_card_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(f"Un numéro de carte ressemble à {EXAMPLE}. Recopiez celui de votre carte.")
        return number

    def clean_secret(self) -> str:
        secret = "".join(self.cleaned_data["secret"].split())
        if len(secret) not in SECRET_LENGTHS or not (secret.isascii() and secret.isdecimal()):
            raise forms.ValidationError("Le code secret a 6\u00a0chiffres, ou 4 sur une carte plus ancienne.")
        return secret


class JoinForm(WorkplaceForm, ConsentForm, CardLoginForm):
    """A further EPM follows a learner. The learner types their own number and secret, which shows that they agree."""

    field_order = ("epm", *CONSENT_FIELDS, "number", "secret")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].error_messages["required"] = "Sans l’accord de la personne, son livret reste fermé ici."
        self.fields["number"].help_text = "La personne le recopie de sa carte."
        self.fields["secret"].help_text = "La personne tape elle-même son code. Ne le lui demandez pas."
        self.fields["secret"].widget = forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def save(self, *, origin: str) -> Learner | None:
        """Return the learner, now followed; None, with the reason in the form, if anything refuses.

        `origin`: where the code is typed (`b2i.people.card_locks.origin`).
        """
        data = self.cleaned_data
        with refusals_in(self):
            learner = login_with_card(number=data["number"], secret=data["secret"], origin=origin)
            self.check_age(learner.birth_year)
            if self.errors:
                return None
            follow(
                learner=learner,
                epm=self.chosen_epm,
                noted_by=self.user,
                means=data["means"],
                giver=data["giver"],
                signature=self.signature,
            )
            return learner
        return None


class HandOverForm(forms.Form):
    """Choice of the following EPM to which the record is handed over."""

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
    """An EPM that the learner allows to read their record."""

    epm = forms.ModelChoiceField(
        label="EPM où je vais aussi",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez un EPM dans la liste."},
    )
    agreed = forms.BooleanField(
        label=(
            f"J’ai {AGE_OF_CONSENT} ans ou plus. Je suis d’accord. Les animateurs de ce lieu peuvent lire mon livret "
            "et y écrire."
        ),
        error_messages={
            "required": "Cochez la case si vous êtes d’accord. Moins de 15 ans\u00a0? Venez avec un parent."
        },
    )

    def __init__(self, *args, learner: Learner, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        following_epms = learner.followings.live().values("epm")
        self.fields["epm"].queryset = EPM.objects.open().exclude(pk=learner.epm_id).exclude(pk__in=following_epms)
