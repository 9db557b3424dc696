"""Workshop sheets as lists: with their steps, or without their long texts."""

from ressources.models.sheet_queryset import SheetQuerySet

LONG_TEXTS = ("introduction", "equipment", "prerequisites", "tips", "takeaways", "search_description")


class WorkshopPageQuerySet(SheetQuerySet):
    def with_card(self):
        return super().with_card().defer(*LONG_TEXTS)

    def with_record(self):
        return super().with_record().prefetch_related("steps")
