"""The feeds of a member: an address that a feed reader follows without login, until it is revoked."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from audit.enums import Act
from reseau.calendar.private_addresses import PrivateAddress
from reseau.texts.elision import of


class NewsFeed(PrivateAddress):
    """One row a member who has an address: the same token opens each of their feeds."""

    closing = Act.NEWS_FEED_CLOSED

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="news_feed"
    )

    class Meta(PrivateAddress.Meta):
        verbose_name = "flux d’un membre"
        verbose_name_plural = "flux des membres"

    def __str__(self) -> str:
        return f"Flux {of(self.member)}"

    def address_of(self, name: str) -> str:
        """Return the path of the feed of that name."""
        return reverse("reseau:private_feed", args=[self.token, name])
