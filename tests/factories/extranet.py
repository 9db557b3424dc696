"""Builders of the pages of the site itself."""

from datetime import timedelta

from django.utils import timezone

from extranet.public.pages.models.news import NewsIndexPage, NewsPage


def add_news(title: str = "Portes ouvertes", *, days: int = 0, live: bool = True) -> NewsPage:
    """Add a piece of news of `days` days ago. Needs the fixture `site_tree`."""
    day = timezone.localdate() - timedelta(days=days)
    page = NewsPage(title=title, day=day, summary=f"En bref : {title}", body="<p>Le détail.</p>", live=live)
    return NewsIndexPage.objects.get().add_child(instance=page)
