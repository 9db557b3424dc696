"""« C’est réglé » : which answer did it, or how the person found out by themselves."""

from django import forms

from forums.messages.posts.forms import MessageField
from forums.messages.posts.models import Post

BY_MYSELF = "moi"


class SettleForm(forms.Form):
    """`answer` cleans to a post of the topic, or to None if the person found out otherwise."""

    answer = forms.ChoiceField(
        label="Qu’est-ce qui a réglé la question\u00a0?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse, ou «\u00a0J’ai trouvé autrement\u00a0»."},
    )
    line = MessageField(
        label="Comment\u00a0?",
        required=False,
        help_text="Si vous avez trouvé autrement\u00a0: une phrase suffit, elle servira à la prochaine personne.",
    )

    def __init__(self, *args, answers: list[tuple[Post, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post, _ in answers}
        choices = [(str(post.pk), words) for post, words in answers]
        self.fields["answer"].choices = [*choices, (BY_MYSELF, "J’ai trouvé autrement")]

    def clean_answer(self) -> Post | None:
        return self.posts.get(self.cleaned_data["answer"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("answer", ...) is None and not data.get("line"):
            self.add_error("line", "Dites en une phrase ce qui a réglé la question.")
        return data
