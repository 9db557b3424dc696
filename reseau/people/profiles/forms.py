"""The form by which members keep their own page up to date: what they can teach, and who reads what."""

from django import forms

from reseau.enums import ShownTo
from reseau.people.members.forms.member import MemberForm
from reseau.people.members.models.member import Member
from reseau.people.profiles.services import MAX_KNOW_HOWS, set_know_how
from reseau.texts.tags.models import canonical_names
from reseau.texts.tags.names import check_tags, split_tags

CHOICES = ("email_shown_to", "phone_shown_to", "offers_shown_to", "wants_shown_to")


class ProfileForm(MemberForm):
    know_how = forms.CharField(
        label="Ce que je sais faire, et peux apprendre à d’autres",
        required=False,
        max_length=600,
        widget=forms.TextInput({"list": "mots-cles", "autocomplete": "off"}),
        help_text=f"Des mots-clés séparés par des virgules, {MAX_KNOW_HOWS} au plus\u00a0: tableur, généalogie.",
    )
    field_order = ["first_name", "last_name", "phone", "know_how", "about"]

    class Meta(MemberForm.Meta):
        fields = [*MemberForm.Meta.fields, *CHOICES]
        labels = {
            "email_shown_to": "Qui lit mon adresse électronique",
            "phone_shown_to": "Qui lit mon téléphone",
            "offers_shown_to": "Qui lit ce que je sais faire et peux apporter",
            "wants_shown_to": "Qui lit ce que je veux apprendre",
        }
        help_texts = MemberForm.Meta.help_texts | {
            "phone": "Les membres du réseau le lisent si vous le voulez bien, le public jamais.",
            "email_shown_to": "Sans elle, on vous écrit par le site.",
            "wants_shown_to": "Vos besoins de formation. La personne qui planifie les lit toujours.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = self.instance.know_hows.values_list("tag__name", flat=True)
        self.initial.setdefault("know_how", ", ".join(sorted(names)))
        for name in CHOICES:
            self.fields[name].choices = ShownTo.choices

    def clean_know_how(self) -> str:
        names = canonical_names(split_tags(self.cleaned_data["know_how"]))
        check_tags(names, most=MAX_KNOW_HOWS)
        return ", ".join(names)

    def save(self, commit: bool = True) -> Member:
        member = super().save(commit)
        set_know_how(member=member, text=self.cleaned_data["know_how"])
        return member
