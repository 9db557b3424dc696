"""Section of the page of a topic: the sheets made from it, and the button that makes one."""

from django.db.models import Q

from forums.browsing.sections import register
from ressources.sheets.models.authorship import written_by
from ressources.sheets.models.sheet import Sheet


@register
def sheets_of_topic(request, topic) -> tuple[str, dict]:
    """Sheets of the library made from the topic, and the user's own drafts."""
    in_library = Sheet.objects.visible_to(request.user).in_use().values("pk")
    queryset = Sheet.objects.filter(topic_origin__topic=topic).filter(
        Q(pk__in=in_library) | Q(written_by(request.user), live=False)
    )
    sheets = list(queryset.only("title", "draft_title", "slug", "live").order_by("pk"))
    return "ressources/topics/_topic_sheets.html", {"topic": topic, "sheets": sheets}
