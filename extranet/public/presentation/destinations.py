"""Where an entry of a page leads: another page, a part of the site, the contact form with its topic chosen."""

from django.urls import resolve, reverse
from wagtail.blocks import StructValue

from extranet.public.contact.enums import ContactTopic
from extranet.public.pages.menu import MenuSection
from extranet.public.pages.models.written_page import address_of

CONTACT, FEEDS, CHARTER = "contact:", "reseau:feeds", "qualite"
# Served by an app that a site may not have.
CHARTER_ADDRESS = "/qualite/charte/"
PLACES = [
    (
        "Parties du site",
        [*MenuSection.choices, (FEEDS, "Flux à suivre"), (CHARTER, "Charte qualité, critère par critère")],
    ),
    ("Nous écrire", [(f"{CONTACT}{topic.value}", topic.label) for topic in ContactTopic]),
]


def address_of_place(name: str) -> str:
    """Return the path of a part of the site; empty if this site does not have it."""
    if name.startswith(CONTACT):
        return reverse("contact", query={"sujet": name.removeprefix(CONTACT)})
    if name == CHARTER:
        return "" if resolve(CHARTER_ADDRESS).view_name == "wagtail_serve" else CHARTER_ADDRESS
    return reverse(name)


class DestinationValue(StructValue):
    @property
    def url(self) -> str:
        """The path where it leads; empty if it leads nowhere, or to a page that is no longer published."""
        page = self.get("page")
        if page is not None:
            return address_of(page) if page.live else ""
        return address_of_place(self["place"]) if self.get("place") else ""
