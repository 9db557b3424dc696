"""Hooks of Wagtail's editor, which works past our own pages. Each calls the service that our pages call."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from reseau.people.members.models.member import Member
from ressources.authoring.publication import services as publication
from ressources.files.services import attachments
from ressources.review.adaptations import name_erasure
from ressources.sheets import sheet_journal
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.models.delivery import Delivery

WAS_RUN = (
    "Des ateliers ont été animés avec cette fiche : elle ne s’efface pas. "
    "Retirez-la de la bibliothèque, ou déclarez-la obsolète."
)


@hooks.register("register_log_actions")
def name_upkeep(actions) -> None:
    formatters = sheet_journal.FORMATTERS | sheet_journal.REVIEW_FORMATTERS | sheet_journal.TAG_FORMATTERS
    for action, formatter in formatters.items():
        actions.register_action(action)(formatter)


@hooks.register("after_publish_page")
def follow_publication(request, page) -> None:
    if isinstance(page, Sheet):
        publication.put_online(sheet=page, by=request.user)


@hooks.register("before_delete_page", order=-1)
def keep_what_was_run(request, page):
    """Refuse to delete a sheet that was run, before its files are deleted (`Delivery.sheet`)."""
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
    """Delete the files of a page that is deleted, not when Wagtail only asks for a confirmation."""
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
    name_erasure.forget_name(name=str(user))


@hooks.register("after_bulk_action")
def forget_members(request, action_type: str, users: list, action) -> None:
    if action_type == "delete":
        for user in users:
            if isinstance(user, Member):
                name_erasure.forget_name(name=str(user))
