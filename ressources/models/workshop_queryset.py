"""Workshop sheets as lists: with their steps."""

from ressources.models.sheet_queryset import SheetQuerySet


class WorkshopPageQuerySet(SheetQuerySet):
    def with_record(self):
        return super().with_record().prefetch_related("steps")
