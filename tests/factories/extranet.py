"""Builders of the pages of the site itself."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extranet.public.pages.models.news import NewsIndexPage, NewsPage


def add_news(title: str = "Portes ouvertes", *, days: int = 0, live: bool = True) -> NewsPage:
    """Add a piece of news of `days` days ago. Needs the fixture `site_tree`."""
    day = timezone.localdate() - timedelta(days=days)
    page = NewsPage(title=title, day=day, summary=f"En bref : {title}", body="<p>Le détail.</p>", live=live)
    return NewsIndexPage.objects.get().add_child(instance=page)


def breach_facts(**facts) -> dict[str, Any]:
    """Return what is noted of a breach known since yesterday, of which the authority still has to be told."""
    return {
        "happened": "On ne sait pas",
        "known": timezone.now() - timedelta(days=1),
        "facts": "Une clé USB a été perdue.",
        "data": "Noms",
        "people": 3,
        "consequences": "Peu de choses.",
        "measures": "La clé a été cherchée.",
    } | facts
