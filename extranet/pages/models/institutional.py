"""Institutional pages: legal notice, accessibility statement, personal data, and others that the coordination adds."""

from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from extranet.institution.identity import read_institution

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr"]
# What an editor writes in the text → what the operator of the site answers, in the environment.
MARKS = {
    "{éditeur}": "editor",
    "{hébergeur}": "host",
    "{dpo}": "dpo",
    "{contact}": "contact",
    "{accessibilité}": "accessibility_contact",
}
UNKNOWN = "pas encore indiqué par l’équipe qui installe ce site"


class InstitutionalPage(Page):
    body = RichTextField(
        "texte",
        features=TEXT_FEATURES,
        help_text=(
            f"Ces mots entre accolades sont remplacés par ce que dit l’installation du site\u00a0: {', '.join(MARKS)}."
        ),
    )

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types: list[str] = []
    template = "extranet/pages/institutional.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "page institutionnelle"
        verbose_name_plural = "pages institutionnelles"

    def get_context(self, request, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | {"text": self.text}

    @property
    def text(self) -> SafeString:
        """The body, with what the settings say in place of the marks; addresses in it become links."""
        institution, html = read_institution(), expand_db_html(self.body)
        for mark, name in MARKS.items():
            html = html.replace(mark, urlize(getattr(institution, name) or UNKNOWN, autoescape=True))
        return mark_safe(html)  # noqa: S308 - text of editors, cleaned by Wagtail; values are escaped
