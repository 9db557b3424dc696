"""Forums in Wagtail's admin, where the coordination creates and orders them. None is deleted, since it has posts."""

from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from forums.threads.forums.models import Forum
from reseau.wagtail_hooks import WithoutDeletion


@register_snippet
class ForumViewSet(SnippetViewSet):
    model = Forum
    permission_policy = WithoutDeletion(Forum)
    icon = "comment"
    menu_label = "Forums"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "kind", "territory", "order"]
    search_fields = ["title", "description"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("title", targets=["slug"]),
            FieldPanel("slug", widget=SlugInput),
            FieldPanel("description"),
            FieldPanel("kind"),
            FieldPanel("territory"),
            FieldPanel("epm"),
            FieldPanel("order"),
        ]
    )
