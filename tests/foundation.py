"""What every site has from its first day: its pages, the B2i Adultes, the questionnaires of evaluations.

Laid once for each test database.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Site, Workflow

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Framework
from extranet.public.contact.contact_page import ensure_contact_page
from extranet.public.pages.site_tree import ensure_site_tree
from formation.proof.evaluation.starting_questionnaires import ensure_evaluation_questionnaires
from search.index.outbox import OutboxEntry


def lay_foundation() -> None:
    """Create pages, framework and questionnaires, and forget that the search index has to hear of them."""
    ensure_contact_page(ensure_site_tree())
    load_b2i_adultes()
    ensure_evaluation_questionnaires()
    OutboxEntry.objects.all().delete()
    DBTaskResult.objects.all().delete()
    look_up_types()


def look_up_types() -> None:
    """Look up every type of content once, so that a count of queries depends on no test before."""
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_models(*apps.get_models())


def clear_foundation() -> None:
    """Leave the database as on the day before, for tests of what lays the foundation."""
    remove_frameworks()
    Site.objects.all().delete()
    Workflow.objects.all().delete()
    for page in Page.objects.filter(depth__lte=2).order_by("-depth"):
        page.specific.delete()
    OutboxEntry.objects.all().delete()


def remove_frameworks() -> None:
    """Leave no skill, hence no document of the search, and no drain to come."""
    Framework.objects.all().delete()
    OutboxEntry.objects.all().delete()
    connection.run_on_commit.clear()
