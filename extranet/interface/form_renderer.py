"""Rendering of form fields: label, help, error, control, in that order."""

from django.forms import BoundField, EmailField
from django.forms.renderers import TemplatesSetting

EMAIL_EXAMPLE = "Par exemple nom@exemple.fr."


class InterfaceBoundField(BoundField):
    """A field whose help shows how an e-mail address is written, wherever one is asked for."""

    def __init__(self, form, field, name) -> None:
        super().__init__(form, field, name)
        if isinstance(field, EmailField):
            self.help_text = f"{self.help_text} {EMAIL_EXAMPLE}".strip()


class InterfaceRenderer(TemplatesSetting):
    field_template_name = "components/_field.html"
    bound_field_class = InterfaceBoundField
