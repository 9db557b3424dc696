"""Form that turns a topic into a sheet: title, messages to take, EPM of origin."""

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from forums.posts.models import Post
from forums.topics.models import Topic
from reseau.places.models.epm import EPM
from ressources.sheets.composed_draft import TITLE_LENGTH


class TopicSheetForm(forms.Form):
    title = forms.CharField(
        label="Titre de la fiche",
        help_text="Ce que vous diriez au public.",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Donnez un titre à votre fiche."},
    )
    posts = forms.TypedMultipleChoiceField(
        label="Messages à reprendre",
        coerce=int,
        error_messages={"required": "Cochez au moins un message.", "invalid_choice": "Ce message n’est plus là."},
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM d’origine",
        help_text="L’animation de son territoire relira la fiche.",
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez l’EPM d’où vient la fiche."},
    )

    def __init__(
        self, data=None, *, topic: Topic, posts: Sequence[Post], epms: QuerySet[EPM], epm: EPM | None = None
    ) -> None:
        """Tick the question and the answer that solved it. `posts` are those of the topic, the question first."""
        usual = {post.pk for post in posts[:1]} | ({topic.solution_id} - {None})
        title = Truncator(topic.title).chars(TITLE_LENGTH)
        super().__init__(data, initial={"title": title, "posts": sorted(usual), "epm": epm})
        self.fields["posts"].choices = [(post.pk, str(post)) for post in posts]
        if len(epms) > 1:
            self.fields["epm"].queryset = epms
        else:
            del self.fields["epm"]

    @property
    def ticked(self) -> set[int]:
        """Keys of the ticked messages."""
        return {int(key) for key in self["posts"].value() or () if str(key).isdecimal()}
