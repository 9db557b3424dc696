"""Sections of the page of a topic: the sheet that it discusses; the sheets made from it, and the way to make one."""

from forums.enums import TopicKind
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.authoring.topics.permissions import may_capitalise
from ressources.authoring.topics.queries import sheets_of_topic
from ressources.library.discussions.models import SheetDiscussion

SHEETS = CompiledQuery(lambda reader, topic: sheets_of_topic(topic, reader))


def discussed_sheet(request, topic) -> tuple[str, dict] | None:
    """The sheet that a discussion is about, and whether it is still up to date. No query for a question."""
    if topic.kind != TopicKind.DISCUSSION:
        return None
    discussions = SheetDiscussion.objects.select_related("sheet__obsolescence__replacement")
    discussion = discussions.filter(topic=topic).first()
    if discussion is None:
        return None
    sheet = discussion.sheet
    replacement = sheet.obsolescence.replacement_for(request.user) if sheet.is_obsolete else None
    return "ressources/library/discussions/_topic_sheet.html", {"sheet": sheet, "replacement": replacement}


def sheets_made_from(request, topic) -> tuple[str, dict] | None:
    """Sheets of the library made from the topic, those that are being written, and the way to make one."""
    sheets = SHEETS.rows(reader=request.user, topic=topic)
    may_make = may_capitalise(request.user, topic)
    if not sheets and not may_make:
        return None
    return "ressources/authoring/topics/_topic_sheets.html", {"topic": topic, "sheets": sheets, "may_make": may_make}


SECTIONS = (discussed_sheet, sheets_made_from)
