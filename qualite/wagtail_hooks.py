"""Charters in Wagtail's admin, for the coordination: drafts are written there, what was in force is only read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from qualite.labelling.charter.models import FROZEN, Charter
from reseau.wagtail_hooks import WithoutDeletion


@register_snippet
class CharterViewSet(SnippetViewSet):
    model = Charter
    permission_policy = WithoutDeletion(Charter)
    icon = "clipboard-list"
    menu_label = "Chartes qualité"
    menu_order = 215
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "version", "starts_on", "ends_on"]
    search_fields = ["name"]


@hooks.register("before_edit_snippet")
def leave_what_is_in_force(request: HttpRequest, instance) -> HttpResponse | None:
    """Lead from a version that was in force to its page: the draft of the next one is made there."""
    if isinstance(instance, Charter) and not instance.is_draft:
        messages.warning(request, FROZEN)
        return redirect("qualite:charters")
    return None
