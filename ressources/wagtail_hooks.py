"""What Wagtail’s editor does past our own pages: authors are told, files go with a sheet, names with an account."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page, TaskState

from reseau.members.models.member import Member
from ressources.deliveries.models.delivery import Delivery
from ressources.files.services import attachments
from ressources.review import notices as review_notices
from ressources.sheets import journal, notices
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services import leaving

WAS_RUN = (
    "Des ateliers ont été animés avec cette fiche : elle ne s’efface pas. "
    "Retirez-la de la bibliothèque, ou déclarez-la obsolète."
)


@hooks.register("register_log_actions")
def name_upkeep(actions) -> None:
    formatters = journal.FORMATTERS | journal.REVIEW_FORMATTERS | journal.TAG_FORMATTERS
    for action, formatter in formatters.items():
        actions.register_action(action)(formatter)


@hooks.register("after_publish_page")
def tell_author(request, page) -> None:
    if not isinstance(page, Sheet):
        return
    for task_state in TaskState.objects.for_instance(page):
        review_notices.forget_submission(page, task_state=task_state)
    notices.tell_published(page, by=request.user)


@hooks.register("before_delete_page", order=-1)
def keep_what_was_run(request, page):
    """Before its files are deleted: what took place stays (`Delivery.sheet`)."""
    if Delivery.objects.under(page).exists():
        messages.error(request, WAS_RUN)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action", order=-1)
def keep_those_that_were_run(request, action_type: str, pages: list, action):
    if action_type == "delete" and any(
        isinstance(page, Page) and Delivery.objects.under(page).exists() for page in pages
    ):
        messages.error(request, WAS_RUN)
        return redirect("wagtailadmin_home")
    return None


@hooks.register("before_delete_page")
def delete_files(request, page) -> None:
    """Asked for when the confirmation is shown as well: only a page that is deleted loses its files."""
    if request.method == "POST":
        attachments.forget_files_under(page=page)


@hooks.register("before_bulk_action")
def delete_files_of_several(request, action_type: str, pages: list, action) -> None:
    if action_type == "delete":
        for page in pages:
            if isinstance(page, Page):
                attachments.forget_files_under(page=page)


@hooks.register("after_delete_user")
def forget_member(request, user) -> None:
    leaving.forget_name(name=str(user))


@hooks.register("after_bulk_action")
def forget_members(request, action_type: str, users: list, action) -> None:
    if action_type == "delete":
        for user in users:
            if isinstance(user, Member):
                leaving.forget_name(name=str(user))
