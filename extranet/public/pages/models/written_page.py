"""What the pages that the coordination writes for everybody share: an address, who may read them, their description."""

from django.utils.encoding import iri_to_uri
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

from alertes.channels.mails.headers import absolute


def address_of(page: Page) -> str:
    """Return the path of a page, without a query: all of them are below the home page, the root of the site."""
    return iri_to_uri(f"/{page.url_path.split('/', 2)[2]}")


class WrittenPageQuerySet(PageQuerySet):
    def visible_to(self, user):
        """Published pages: what the coordination publishes is for everybody."""
        return self.live()


class WrittenPage(Page):
    """A page for everybody: Wagtail's restrictions are not offered, since menus and the search do not look them up."""

    # What it is, in the words of schema.org.
    schema_type = "WebPage"
    private_page_options: list[str] = []

    objects = PageManager.from_queryset(WrittenPageQuerySet)()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return address_of(self)

    def get_view_restrictions(self):
        """Return none, without looking for any: the admin offers none, here or above."""
        return PageViewRestriction.objects.none()

    @property
    def in_one_sentence(self) -> str:
        """What lists, feeds and search engines tell of the page."""
        return ""

    def describe(self) -> dict:
        """Return the description of the page for search engines (schema.org)."""
        description = {
            "@type": self.schema_type,
            "name": self.title,
            "description": self.in_one_sentence,
            "url": absolute(self.get_absolute_url()),
            "inLanguage": "fr",
        }
        optional = {"dateModified": self.last_published_at and self.last_published_at.isoformat()}
        return description | {name: value for name, value in optional.items() if value}
