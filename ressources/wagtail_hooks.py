"""What Wagtail's editor does past our own pages: an author is told of her published sheet, files go with theirs."""

from wagtail import hooks
from wagtail.models import Page, TaskState

from ressources import journal, notices, review_notices, services
from ressources.models import Sheet


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


@hooks.register("before_delete_page")
def delete_files(request, page) -> None:
    """Asked for when the confirmation is shown as well: only a page that is deleted loses its files."""
    if request.method == "POST":
        services.forget_files_under(page=page)


@hooks.register("before_bulk_action")
def delete_files_of_several(request, action_type: str, pages: list, action) -> None:
    if action_type == "delete":
        for page in pages:
            if isinstance(page, Page):
                services.forget_files_under(page=page)
