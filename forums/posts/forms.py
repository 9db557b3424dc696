"""Forms of forums: a topic, an answer."""

from collections.abc import Sequence

from django import forms

from forums.enums import TopicKind
from forums.posts.validators import fits_in_a_message, names_few_people, says_something
from forums.tags.forms import TagsField
from forums.topics.models import Topic

MESSAGE_HELP = (
    "Une ligne vide sépare deux paragraphes. Pour mettre en forme : **gras**, *italique*, - liste, "
    "&gt; citation. Une adresse https:// devient un lien."
)


EVERYBODY_OPENS = (TopicKind.QUESTION, TopicKind.DISCUSSION)
KIND_LABELS = {
    TopicKind.QUESTION: "une question, qui attend une réponse",
    TopicKind.DISCUSSION: "une discussion : une trouvaille, une idée, un retour",
    TopicKind.ANNOUNCEMENT: "une annonce à tous ceux qui lisent ce forum",
}


class MessageField(forms.CharField):
    """Text as typed, with one kind of line break. No `maxlength`: a browser would cut a long text without a word."""

    widget = forms.Textarea(attrs={"rows": 8})
    default_validators = [says_something, fits_in_a_message, names_few_people]

    def to_python(self, value) -> str:
        return super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))


class MessageForm(forms.Form):
    body = MessageField(
        label="Votre message",
        help_text=MESSAGE_HELP,
        error_messages={"required": "Écrivez votre message avant de l’envoyer."},
    )


class TopicForm(forms.Form):
    """`kinds`: those that the person may open in this forum. A form without one asks a question."""

    kind = forms.ChoiceField(
        label="C’est",
        widget=forms.RadioSelect,
        initial=TopicKind.QUESTION,
        error_messages={"required": "Dites si c’est une question ou une discussion."},
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

    def clean_kind(self) -> TopicKind:
        return TopicKind(self.cleaned_data["kind"] or TopicKind.QUESTION)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())
