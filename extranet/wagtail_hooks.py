"""Wagtail's admin for the coordination: our name, our words, and only what is edited there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from b2i.people.learners.models.learner import Learner
from extranet.public.editing.panels import PlacesOfEditingPanel
from extranet.public.editing.user_accounts import AccountsDeleteAction
from extranet.public.pages.models.home import HomePage
from reseau.people.members.models.member import Member
from ressources.sheets.models.sheet import Sheet

# Files of sheets are theirs, and no page gives a document of Wagtail; its guide speaks of another site.
UNUSED_ITEMS = {"documents", "help"}


class EditingMenuItem(MenuItem):
    """The home of the public, which also holds its menu."""

    def __init__(self) -> None:
        super().__init__("Accueil et menu", "", name="accueil", icon_name="home", order=90)

    def is_shown(self, request: HttpRequest) -> bool:
        home = HomePage.objects.only("pk").first()
        self.url = reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else ""
        return bool(home)


@hooks.register("register_admin_menu_item")
def home_and_menu() -> MenuItem:
    return EditingMenuItem()


@hooks.register("construct_main_menu")
def leave_out_what_is_unused(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in UNUSED_ITEMS]


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request: HttpRequest, summary_items: list) -> None:
    """Leave out the totals of pages, images and documents, which call for nothing."""
    summary_items.clear()


@hooks.register("construct_homepage_panels")
def say_where_each_thing_is_edited(request: HttpRequest, panels: list) -> None:
    """Replace Wagtail's lists of reviews, which the site has on its own pages."""
    panels[:] = [PlacesOfEditingPanel(), *(panel for panel in panels if "moderat" not in getattr(panel, "name", ""))]


@hooks.register("construct_explorer_page_queryset")
def leave_out_sheets(parent_page: Page, pages, request: HttpRequest):
    """Leave sheets out of the tree: animators and the coordination edit them on the site."""
    return pages if request.user.is_superuser else pages.not_type(Sheet)


@hooks.register("before_edit_page")
def edit_sheets_on_the_site(request: HttpRequest, page: Page) -> HttpResponse | None:
    if isinstance(page.specific, Sheet) and not request.user.is_superuser:
        return redirect("ressources:edit", page.pk)
    return None


@hooks.register("before_create_page")
def write_sheets_on_the_site(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    if issubclass(page_class, Sheet) and not request.user.is_superuser:
        return redirect("ressources:propose")
    return None


@hooks.register("construct_page_action_menu")
def publish_at_once(menu_items: list, request: HttpRequest, context: dict) -> None:
    """Put « Publier » on the button itself; nobody else reviews what the coordination writes."""
    menu_items[:] = [item for item in menu_items if item.name != "action-submit"]
    menu_items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("editing/wagtail.css"))


@hooks.register("insert_global_admin_js")
def our_widgets() -> str:
    return format_html('<script src="{}"></script>', static("js/editing-widgets.js"))


hooks.register("register_bulk_action", AccountsDeleteAction, order=1000)


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def leave_learners_out(request: HttpRequest, user: Member) -> None:
    """Raise `Http404` for a learner: erasing the account alone would leave what names them elsewhere."""
    if Learner.everyone.filter(member=user).exists():
        raise Http404


@hooks.register("before_bulk_action")
def leave_learners_out_of_several(request: HttpRequest, action_type: str, objects: list, action) -> None:
    for user in objects:
        if isinstance(user, Member):
            leave_learners_out(request, user)


@hooks.register("insert_global_admin_js")
def warn_before_the_connection_closes() -> str:
    """Count the person who types in the editor as there: its pages send what is typed by themselves."""
    script, address = static("js/idle-warning.js"), reverse("reseau:stay_connected")
    return format_html('<script type="module" src="{}" data-stay="{}"></script>', script, address)
