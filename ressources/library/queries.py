"""The query of the page of a sheet: each concept adds its columns to it."""

from django.db.models import QuerySet

from reseau.web.queries.compiled_query import CompiledQuery
from ressources.files.queries import with_files
from ressources.library.collections.queries import with_collected_count
from ressources.library.readers.queries import with_readers
from ressources.review.adaptations.queries import with_adaptations
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.queries import with_field_notes


def sheet_pages(kind: type[Sheet], user) -> QuerySet:
    """Return the published sheets of `kind` with all that their page shows to `user`."""
    sheets = kind.objects.live().with_record().with_cover().with_upkeep().with_sources()
    sheets = with_adaptations(with_files(sheets), user)
    sheets = with_collected_count(with_readers(sheets, user), user)
    return with_field_notes(sheets, user)


SHEET_PAGES = CompiledQuery(
    lambda reader, kind, slug: sheet_pages(kind, reader).filter(slug=slug)[:1],
    shape=["kind"],
)
