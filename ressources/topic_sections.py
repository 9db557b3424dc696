"""Section of the page of a topic: the sheets made from it, and the button that makes one once it is answered."""

from forums.browsing.sections import register
from ressources.topics.permissions import may_capitalise
from ressources.topics.queries import sheets_of_topic


@register
def sheets_made_from(request, topic) -> tuple[str, dict] | None:
    """Sheets of the library made from the topic, those that are being written, and the way to make one."""
    sheets = list(sheets_of_topic(topic, request.user))
    may_make = may_capitalise(request.user, topic)
    if not sheets and not may_make:
        return None
    return "ressources/topics/_topic_sheets.html", {"topic": topic, "sheets": sheets, "may_make": may_make}
