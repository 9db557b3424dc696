"""The review of a sheet: a task of Wagtail's workflow, done by the territorial animator of the sheet's territory."""

from wagtail.models import Task


class TerritorialReview(Task):
    """Only territorial animators of the territory of the sheet's EPM, and coordinators, may decide."""

    class Meta:
        verbose_name = "relecture territoriale"
        verbose_name_plural = "relectures territoriales"
