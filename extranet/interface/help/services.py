"""Copy the articles of the guide into the database, where the search reads them."""

from django.db import transaction

from extranet.interface.help.guide_files import read_guide
from extranet.interface.help.models import HelpArticle
from extranet.interface.help.readers import audience_of


@transaction.atomic
def load_guide() -> int:
    """Make the rows say what the files say; return how many articles there are. Safe to run again.

    Each row that changed is saved on its own, so that the search hears of it.
    """
    rows = {row.slug: row for row in HelpArticle.objects.all()}
    for section in read_guide():
        for article in section.articles:
            row = rows.pop(article.slug, None) or HelpArticle(slug=article.slug)
            told = {
                "title": article.title,
                "lead": article.lead,
                "section": section.title,
                "text": article.text,
                "audience": audience_of(section.concerns),
            }
            if row.pk is None or any(getattr(row, name) != value for name, value in told.items()):
                for name, value in told.items():
                    setattr(row, name, value)
                row.save()
    for gone in rows.values():
        gone.delete()
    return sum(len(section.articles) for section in read_guide())
