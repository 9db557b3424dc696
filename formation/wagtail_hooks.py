"""Hooks of Wagtail's editor, which works past our own pages: the files of a training go with its page."""

from wagtail import hooks
from wagtail.models import Page

from formation.offer.catalogue.services import forget_kit_files_under


@hooks.register("before_delete_page")
def delete_kit_files(request, page) -> None:
    """Delete the files of a page that is deleted, not when Wagtail only asks for a confirmation."""
    if request.method == "POST":
        forget_kit_files_under(page=page)


@hooks.register("before_bulk_action")
def delete_kit_files_of_several(request, action_type: str, pages: list, action) -> None:
    if action_type == "delete":
        for page in pages:
            if isinstance(page, Page):
                forget_kit_files_under(page=page)
