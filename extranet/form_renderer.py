"""Rendering of form fields: label, help, error, control, in that order."""

from django.forms.renderers import TemplatesSetting


class InterfaceRenderer(TemplatesSetting):
    field_template_name = "components/_field.html"
