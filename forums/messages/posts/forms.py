"""Forms of forums: a topic, an answer."""

from collections.abc import Sequence

from django import forms

from forums.enums import TopicKind
from forums.messages.posts.message_words import in_words
from forums.messages.posts.validators import fits_in_a_message, names_few_people, says_something
from forums.threads.polls.forms import PollFields
from forums.threads.tags.forms import TagsField
from forums.threads.topics.models import Topic

MESSAGE_HELP = (
    "Une ligne vide sépare deux paragraphes. Pour mettre en forme : **gras**, *italique*, - liste, "
    "&gt; citation. Une adresse https:// devient un lien."
)


# Those that a topic cut out of another may be, too.
EVERYBODY_OPENS = (TopicKind.QUESTION, TopicKind.DISCUSSION)
CHOICES_WITHOUT_POLL = (
    "Vous avez écrit des réponses possibles\u00a0: choisissez «\u00a0un sondage\u00a0», ou effacez-les."
)
KIND_LABELS = {
    TopicKind.QUESTION: "une question, qui attend une réponse",
    TopicKind.DISCUSSION: "une discussion\u00a0: une trouvaille, une idée, un retour",
    TopicKind.ANNOUNCEMENT: "une annonce à tous ceux qui lisent ce forum",
    TopicKind.POLL: "un sondage\u00a0: chacun choisit parmi vos réponses, jusqu’à un jour donné",
}


class MessageField(forms.CharField):
    """Text as typed, with one kind of line break. No `maxlength`: a browser would cut a long text without a word."""

    widget = forms.Textarea(attrs={"rows": 8})
    default_validators = [says_something, fits_in_a_message, names_few_people]

    def prepare_value(self, value):
        """Show names and pictures in words."""
        return in_words(value) if isinstance(value, str) else value

    def to_python(self, value) -> str:
        return super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))


class MessageForm(forms.Form):
    body = MessageField(
        label="Votre message",
        help_text=MESSAGE_HELP,
        error_messages={"required": "Écrivez votre message avant de l’envoyer."},
    )


class TopicForm(PollFields):
    """`kinds`: those that the person may open in this forum. A form without one asks a question.

    `cleaned_data["poll"]`: the terms of a poll, None for another kind.
    """

    field_order = ["kind", "title", "body", "choices", "several", "closes", "tags"]

    kind = forms.ChoiceField(
        label="C’est",
        widget=forms.RadioSelect,
        initial=TopicKind.QUESTION,
        error_messages={"required": "Dites si c’est une question, une discussion ou autre chose."},
    )
    title = forms.CharField(
        label="Titre",
        max_length=Topic._meta.get_field("title").max_length,
        validators=[says_something],
        help_text="Une question précise trouve plus vite sa réponse : « La clé USB n’est plus reconnue ».",
        error_messages={"required": "Donnez un titre à votre sujet."},
    )
    body = MessageField(
        label="Message",
        help_text=MESSAGE_HELP,
        error_messages={"required": "Écrivez votre message."},
    )
    tags = TagsField()

    def __init__(self, *args, kinds: Sequence[TopicKind] = EVERYBODY_OPENS, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and "kind" not in self.data:
            self.fields["kind"].required = False
        self.fields["kind"].choices = [(kind.value, KIND_LABELS[kind]) for kind in kinds]
        if self.is_bound and self.data.get("kind") != TopicKind.POLL:
            self.spare_poll()

    def clean_kind(self) -> TopicKind:
        return TopicKind(self.cleaned_data["kind"] or TopicKind.QUESTION)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict:
        data = super().clean()
        terms = self.take_terms()
        is_poll = data.get("kind") == TopicKind.POLL
        data["poll"] = terms if is_poll else None
        if "kind" in data and not is_poll and terms.choices.strip():
            self.add_error("kind", CHOICES_WITHOUT_POLL)
        return data
