"""Institutional pages: legal notice, accessibility statement, personal data, and others that the coordination adds."""

import re

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, urlize
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from extranet.public.institution import read_institution
from extranet.public.pages.rgaa_report import read_report
from extranet.public.processing_register.register import processing_by_basis, who_answers
from reseau.people.personal_data.declaration import declared_retention

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr"]
# What an editor writes in the text → what the operator of the site answers, in the environment.
MARKS = {
    "{éditeur}": "editor",
    "{hébergeur}": "host",
    "{dpo}": "dpo",
    "{contact}": "contact",
    "{accessibilité}": "accessibility_contact",
}
# What the statement of accessibility takes from the last check (`docs/rgaa.md`); a list replaces its paragraph.
REPORT_MARKS = {
    "{rgaa date}": "checked_on",
    "{rgaa résultats}": "results",
    "{rgaa défauts}": "shortcomings",
    "{rgaa pages}": "checked_pages",
}
# Alone in its paragraph, it becomes the register of processing; this page ends with the register if nothing says where.
REGISTER, PAGE_OF_REGISTER = "{registre}", "donnees-personnelles"
REGISTER_PARAGRAPH = re.compile(rf"<p[^>]*>\s*{re.escape(REGISTER)}\s*</p>")
UNKNOWN = "pas encore indiqué par l’équipe qui installe ce site"


class InstitutionalPage(Page):
    body = RichTextField(
        "texte",
        features=TEXT_FEATURES,
        help_text=(
            f"Ces mots entre accolades sont remplacés par ce que dit l’installation du site\u00a0: {', '.join(MARKS)}. "
            f"{REGISTER}, seul dans son paragraphe, par le registre des traitements."
        ),
    )

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types: list[str] = []
    template = "extranet/public/pages/institutional.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "page institutionnelle"
        verbose_name_plural = "pages institutionnelles"

    def get_context(self, request, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | {
            "text": self.text,
            "shows_register": self.slug == PAGE_OF_REGISTER,
        }

    @property
    def text(self) -> SafeString:
        """The body, with what the settings say in place of the marks; addresses in it become links."""
        institution, html = read_institution(), expand_db_html(self.body)
        for mark, name in MARKS.items():
            html = html.replace(mark, urlize(getattr(institution, name) or UNKNOWN, autoescape=True))
        if "{rgaa" in html:
            html = _with_report(html)
        return mark_safe(self._with_register(html))  # noqa: S308 - text of editors, cleaned by Wagtail; values are escaped

    def _with_register(self, html: str) -> str:
        """Return the text with the register in its place; the page of personal data has it, whatever was written there.

        Sites wrote that page by hand before the register was kept: their words stay, and no processing is missing.
        """
        if self.slug == PAGE_OF_REGISTER and not REGISTER_PARAGRAPH.search(html):
            html += f"<p>{REGISTER}</p>"
        if not REGISTER_PARAGRAPH.search(html):
            return html
        context = {"who": who_answers(), "parts": processing_by_basis(), "retention": list(declared_retention())}
        register = render_to_string("extranet/public/processing_register/_register.html", context)
        return REGISTER_PARAGRAPH.sub(lambda _: register, html, count=1)


def _with_report(html: str) -> str:
    report = read_report()
    for mark, name in REPORT_MARKS.items():
        value = conditional_escape(getattr(report, name))
        html = re.sub(rf"<p[^>]*>\s*{re.escape(mark)}\s*</p>", lambda found, value=value: value, html)
        html = html.replace(mark, value)
    return html
