"""What every form says and carries: which fields are to be filled, the key of the page, what was written in it."""

import re

from django import template
from django.forms import PasswordInput, Textarea, TextInput
from django.forms.utils import flatatt
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reseau.web.sent_forms import form_key

register = template.Library()
SEVERAL_WORDS = re.compile(r"[^\W\d_]\W+\w")


@register.filter
def keeps_writing(form) -> bool:
    """Whether a form that comes back shows again sentences that somebody wrote, and lets nothing be given again.

    A code or one word is no writing; a password or a file must be given once more.
    """
    has_password = any(isinstance(field.widget, PasswordInput) for field in form.fields.values())
    if not form.is_bound or form.files or has_password:
        return False
    texts = (field.value() for field in form.visible_fields() if isinstance(field.field.widget, Textarea | TextInput))
    return any(isinstance(text, str) and SEVERAL_WORDS.search(text) for text in texts)


@register.filter
def what_to_fill(form) -> str:
    """Say that all fields are to be filled, where no label says « (facultatif) » to tell the others apart."""
    fields = [(field.field.required, getattr(field.field.widget, "input_type", "")) for field in form.visible_fields()]
    if len(fields) < 2 or any(not is_required and kind != "checkbox" for is_required, kind in fields):
        return ""
    has_free_box = any(not is_required for is_required, _ in fields)
    return f"Toutes les cases sont à remplir{', sauf celles que l’on coche' if has_free_box else ''}."


@register.filter
def as_options(groups: list[tuple[str | None, list[dict], int]]) -> SafeString:
    """Draw the choices of a list as Django describes them, each on its line, under the name of their group if any."""
    return format_html_join("", "{}", ((_group(name, choices),) for name, choices, _ in groups))


def _group(name: str | None, choices: list[dict]) -> SafeString:
    drawn = ((choice["value"], flatatt(choice["attrs"]), choice["label"]) for choice in choices)
    options = format_html_join("", '<option value="{}"{}>{}</option>\n', drawn)
    return format_html('<optgroup label="{}">\n{}</optgroup>\n', name, options) if name else options


@register.tag("csrf_token")
def form_tokens(parser, token) -> template.Node:
    """`{% csrf_token %}`, Django's tag, with the key of the page: no form is without it (`reseau.web.sent_forms`)."""
    return FormTokensNode()


class FormTokensNode(CsrfTokenNode):
    def render(self, context) -> str:
        tokens, request = super().render(context), context.get("request")
        if not tokens or request is None:
            return tokens
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">', tokens, form_key.NAME, form_key.form_key(request)
        )
