"""Forms by which a topic is moved, named, united with another or cut in two. All say why, for the journal."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404

from forums.enums import TopicKind
from forums.lookups import find_topic
from forums.messages.posts.forms import EVERYBODY_OPENS, KIND_LABELS
from forums.messages.posts.models import Post
from forums.messages.posts.validators import says_something
from forums.messages.solutions.excerpts import excerpt_of
from forums.moderation.models import LONGEST_REASON
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import watches_forum
from forums.threads.topics.models import Topic

ADDRESS = re.compile(r"(?:^|/)forums/([\w-]+)/([\w-]+)/?(?:[?#].*)?$")
TITLE_LENGTH = Topic._meta.get_field("title").max_length
LONGEST_ADDRESS = 500


class TopicActForm(forms.Form):
    """`user` and `topic` bound the choices of the forms below."""

    reason = forms.CharField(
        label="Pourquoi",
        max_length=LONGEST_REASON,
        validators=[says_something],
        help_text="En une phrase, pour le journal. N’y recopiez rien de personnel.",
        error_messages={
            "required": "Dites pourquoi en une phrase.",
            "max_length": f"{LONGEST_REASON} caractères au plus.",
        },
    )

    def __init__(self, *args, user, topic: Topic, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.topic = user, topic


def title_field() -> forms.CharField:
    return forms.CharField(
        label="Titre",
        max_length=TITLE_LENGTH,
        validators=[says_something],
        error_messages={"required": "Donnez un titre.", "max_length": f"{TITLE_LENGTH} caractères au plus."},
    )


def forum_field(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Forum.objects.none(),
        label=label,
        empty_label=None,
        to_field_name="slug",
        error_messages={
            "required": "Choisissez un forum.",
            "invalid_choice": "Choisissez un forum sur lequel vous veillez.",
        },
    )


class MoveForm(TopicActForm):
    field_order = ["forum", "reason"]
    forum = forum_field("Vers quel forum")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        watched = Forum.objects.watched_by(self.user).with_place()
        self.fields["forum"].queryset = watched.exclude(pk=self.topic.forum_id)


class RenameForm(TopicActForm):
    field_order = ["title", "reason", "forget"]
    title = title_field()
    forget = forms.BooleanField(
        label="Ne rien garder de l’ancien titre, ni de son adresse\u00a0: il nommait quelqu’un",
        required=False,
        help_text="Les liens vers l’ancienne adresse ne mèneront plus au sujet. Cela ne s’annule pas.",
    )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class MergeForm(TopicActForm):
    """`other` cleans to a topic that the person sees."""

    field_order = ["other", "reason"]
    other = forms.CharField(
        label="Adresse de l’autre sujet",
        help_text="Ouvrez-le, copiez ce que montre la barre d’adresse\u00a0: https://…/forums/reseau/un-sujet/.",
        max_length=LONGEST_ADDRESS,
        error_messages={
            "required": "Collez l’adresse de l’autre sujet.",
            "max_length": "Cette adresse est trop longue pour être celle d’un sujet.",
        },
    )

    def clean_other(self) -> Topic:
        found = ADDRESS.search(self.cleaned_data["other"].strip())
        try:
            other = find_topic(self.user, *found.groups()) if found else None
        except Http404:
            other = None
        if other is None or not watches_forum(self.user, other.forum):
            raise ValidationError("Cette adresse n’est pas celle d’un sujet sur lequel vous veillez.", code="address")
        return other


class PartForm(TopicActForm):
    """`posts` cleans to the messages that leave the topic."""

    field_order = ["posts", "title", "kind", "forum", "reason"]
    posts = forms.ModelMultipleChoiceField(
        Post.objects.none(),
        label="Messages qui partent",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins un message."},
    )
    title = title_field()
    kind = forms.ChoiceField(
        label="C’est",
        choices=[(kind.value, KIND_LABELS[kind]) for kind in EVERYBODY_OPENS],
        widget=forms.RadioSelect,
        initial=TopicKind.DISCUSSION,
        error_messages={"required": "Dites si c’est une question ou une discussion."},
    )
    forum = forum_field("Dans quel forum")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        answers = self.topic.posts.exclude(pk=self.topic.posts.values("pk")[:1])
        self.fields["posts"].queryset = answers.select_related("author")
        self.fields["posts"].label_from_instance = _in_short
        self.fields["forum"].queryset = Forum.objects.watched_by(self.user).with_place()
        self.fields["forum"].initial = self.topic.forum.slug


def _in_short(post: Post) -> str:
    words = excerpt_of(post) if post.is_standing else "message retiré ou masqué"
    return f"{post.author or post.author_name or 'Quelqu’un'}\u00a0: {words}"
