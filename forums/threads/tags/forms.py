"""The field of the tags of a topic, and the form that changes them alone."""

from django import forms

from forums.threads.tags.services import MAX_TAGS
from reseau.texts.tags.models import canonical_names
from reseau.texts.tags.names import check_tags, split_tags


class TagsField(forms.CharField):
    """Tags separated by commas. Cleans to the same text, where a merged word has become the tag that was kept.

    The names among which a browser completes stand in a list of the page (`forums/threads/tags/_names.html`).
    """

    widget = forms.TextInput(attrs={"list": "mots-cles", "autocomplete": "off"})

    def __init__(self, **kwargs) -> None:
        super().__init__(
            **{
                "label": "Mots-clés",
                "required": False,
                "help_text": f"Ceux des fiches, séparés par des virgules, {MAX_TAGS} au plus\u00a0: imprimante, Linux.",
            }
            | kwargs
        )

    def clean(self, value) -> str:
        names = canonical_names(split_tags(super().clean(value)))
        check_tags(names, most=MAX_TAGS)
        return ", ".join(names)


class TopicTagsForm(forms.Form):
    tags = TagsField()
