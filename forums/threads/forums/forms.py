"""Forms of a forum: its words, its place if its kind has one, the people of a project."""

from django import forms
from django.utils.functional import cached_property

from forums.enums import ForumKind
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import epms_without_forum
from reseau.people.members.forms.people import PeopleField
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory


class ForumForm(forms.ModelForm):
    """A forum that exists: `members` is asked of a project alone."""

    members = PeopleField(
        label="Membres du projet",
        required=False,
        help_text="Eux seuls, et la coordination, lisent ce forum et y écrivent.",
    )

    class Meta:
        model = Forum
        fields = ("title", "description")
        error_messages = {
            "title": {"required": "Donnez un titre à ce forum."},
            "description": {"required": "Dites en une phrase à quoi il sert."},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.kind != ForumKind.PROJECT:
            del self.fields["members"]
        elif self.instance.pk:
            chosen = self.instance.memberships.filter(is_keeper=False)
            self.initial["members"] = Member.objects.in_network().filter(pk__in=chosen.values("member"))

    @property
    def kind(self) -> str:
        return self.instance.kind

    @cached_property
    def words(self) -> dict:
        """What the services take, without saving the model here."""
        return {name: self.cleaned_data[name] for name in self.fields}


class NewForumForm(ForumForm):
    """A forum of `kind`, created by `user`."""

    territory = forms.ModelChoiceField(
        label="Territoire", queryset=Territory.objects.all(), error_messages={"required": "Choisissez un territoire."}
    )
    epm = forms.ModelChoiceField(
        label="EPM", queryset=None, empty_label="Choisir un EPM", error_messages={"required": "Choisissez un EPM."}
    )

    field_order = ("territory", "epm", "title", "description", "members")

    def __init__(self, *args, kind: ForumKind, user, **kwargs) -> None:
        super().__init__(*args, instance=Forum(kind=kind), **kwargs)
        self.fields["epm"].queryset = epms_without_forum(user)
        if kind != ForumKind.TERRITORY:
            del self.fields["territory"]
        if kind != ForumKind.EPM:
            del self.fields["epm"]

    def _post_clean(self) -> None:
        """Leave the whole to the service, which alone knows the address of the forum."""
