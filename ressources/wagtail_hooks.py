"""What Wagtail's editor does without the review: a sheet published there is told to its author as well."""

from wagtail import hooks
from wagtail.models import TaskState

from ressources import notices
from ressources.models import WorkshopPage


@hooks.register("after_publish_page")
def tell_author(request, page) -> None:
    if not isinstance(page, WorkshopPage):
        return
    for task_state in TaskState.objects.for_instance(page):
        notices.forget_submission(page, task_state=task_state)
    notices.tell_published(page, by=request.user)
