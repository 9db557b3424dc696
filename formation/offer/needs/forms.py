"""Forms of a need: what a member wants to learn, and when they would like to come."""

from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from b2i.frameworks.models.framework import Domain
from formation.enums import DayPart
from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.models import WORDS_LENGTH, Wish
from formation.offer.needs.services import add_wish, attach_wish, support_wish, want_training, wish_from_questions
from reseau.people.members.models.member import Member
from reseau.places.opening_hours.weekdays_field import TRAINING_DAYS, WeekdaysField
from reseau.texts.french_order import Folded
from reseau.texts.tags.models import Tag


class PreferenceForm(forms.Form):
    """Preferred days and parts of the day; nothing ticked means any."""

    weekdays = WeekdaysField(label="Plutôt le", choices=TRAINING_DAYS)
    parts = forms.MultipleChoiceField(
        label="Plutôt", choices=DayPart.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    @property
    def preferences(self) -> dict:
        return {"weekdays": self.cleaned_data["weekdays"], "parts": self.cleaned_data["parts"]}

    def save(self, *, wish: Wish, by: Member) -> Wish:
        support_wish(wish=wish, by=by, **self.preferences)
        return wish


def base_domains() -> QuerySet[Domain]:
    return Domain.objects.filter(framework__is_record_base=True).order_by("order").only("code", "name", "order")


def training_titles(reader: Member) -> QuerySet:
    return TrainingPage.objects.visible_to(reader).order_by(Folded("title")).values_list("pk", "title")


class WishForm(forms.Form):
    """A training of the catalogue, or free words. Preferences come later, on the page of the need."""

    words = forms.CharField(
        label="Avec vos mots",
        required=False,
        max_length=WORDS_LENGTH,
        help_text="«\u00a0Animer un atelier sur les faux sites de vente\u00a0».",
    )
    domain = forms.ModelChoiceField(
        label="Thème", required=False, queryset=Domain.objects.none(), empty_label="Je ne sais pas, ou autre chose"
    )
    training = forms.ModelChoiceField(
        label="Ou une formation du catalogue",
        required=False,
        queryset=TrainingPage.objects.none(),
        empty_label="Aucune de celles-ci",
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        domain, training = self.fields["domain"], self.fields["training"]
        if self.is_bound:  # to check what was chosen; each list is shown from one query
            domain.queryset, training.queryset = base_domains(), TrainingPage.objects.visible_to(user)
        domain.choices = cache(lambda: [("", domain.empty_label), *((each.pk, str(each)) for each in base_domains())])
        training.choices = cache(lambda: [("", training.empty_label), *training_titles(user)])

    def clean(self) -> dict:
        cleaned = super().clean()
        if bool(cleaned.get("words")) == bool(cleaned.get("training")) and not self.errors:
            both = "Choisissez l’un ou l’autre\u00a0: vos mots, ou une formation du catalogue."
            neither = "Dites en quelques mots ce que vous voulez apprendre, ou choisissez une formation."
            raise ValidationError({"words": both if cleaned["words"] else neither})
        return cleaned

    def save(self, *, by: Member) -> Wish:
        if self.cleaned_data["training"]:
            return want_training(training=self.cleaned_data["training"], by=by)
        return add_wish(words=self.cleaned_data["words"], domain=self.cleaned_data["domain"], by=by)


class QuestionsWishForm(WishForm):
    """The need that questions on a tag make, as the coordination words it."""

    def save(self, *, by: Member, tag: Tag) -> Wish:
        return wish_from_questions(tag=tag, by=by, **self.cleaned_data)


class AttachForm(forms.Form):
    training = forms.ModelChoiceField(
        label="C’est cette formation du catalogue",
        queryset=TrainingPage.objects.none(),
        empty_label="Choisissez une formation",
        error_messages={"required": "Choisissez une formation."},
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["training"].queryset = TrainingPage.objects.visible_to(user).only("title").order_by(Folded("title"))

    def save(self, *, wish: Wish, by: Member) -> Wish:
        return attach_wish(wish=wish, training=self.cleaned_data["training"], by=by)
