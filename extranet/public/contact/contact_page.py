"""The contact page of a new site."""

from extranet.public.contact.models import ContactPage
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.site_tree import add


def ensure_contact_page(home: HomePage) -> None:
    """Create the page if it is missing."""
    if not ContactPage.objects.exists():
        add(
            home,
            ContactPage(
                title="Nous écrire",
                slug="contact",
                introduction="Votre message va à la personne qui peut vous répondre.",
                delay="On vous répond dans la semaine.",
            ),
        )
