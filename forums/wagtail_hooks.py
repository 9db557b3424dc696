"""Forums in Wagtail's admin: the coordination opens, renames and orders them there."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from forums.models import Forum


class ForumViewSet(SnippetViewSet):
    model = Forum
    icon = "comment"
    menu_label = "Forums"
    add_to_admin_menu = True
    list_display = ["title", "territory", "order"]
    search_fields = ["title", "description"]
    panels = [FieldPanel(name) for name in ("title", "slug", "description", "territory", "order")]


register_snippet(ForumViewSet)
