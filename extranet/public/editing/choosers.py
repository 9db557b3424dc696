"""Choosers of Wagtail's editor without a script in the page, which the security policy refuses."""

import json

from django.utils.html import format_html
from wagtail.admin.widgets.chooser import BaseChooser


def render(chooser: BaseChooser, name: str, value, attrs: dict | None = None, renderer=None) -> str:
    """Render the chooser as Wagtail does; static/js/editing-widgets.js starts it, instead of a script beside it."""
    data = chooser.get_value_data(value)
    return format_html(
        '{}<span hidden data-controller="editing-widget" data-kind="{}" data-field="{}" data-options="{}"></span>',
        chooser.render_html(name, data, attrs),
        chooser.js_constructor,
        attrs["id"],
        json.dumps(chooser.get_js_init_options(attrs["id"], name, data)),
    )


def keep_scripts_out_of_pages() -> None:
    """Render all choosers so. Wagtail has no setting for it, and its own forms have choosers too."""
    BaseChooser.render = render
