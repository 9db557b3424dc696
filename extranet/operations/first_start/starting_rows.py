"""Rows that the migrations leave in a new site: root page and site, groups and their rights, workflow, retention terms,
questionnaires of evaluations.

Wagtail writes them in migrations that know its models of long ago: here they are written with its models of today.
"""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from reseau.texts.french_order import Folded

MODERATORS, EDITORS = "Moderators", "Editors"
PAGE_RIGHTS = [
    *((MODERATORS, right) for right in ("add_page", "change_page", "publish_page")),
    *((EDITORS, right) for right in ("add_page", "change_page")),
    *((MODERATORS, right) for right in ("lock_page", "unlock_page")),
]
WELCOME = "Welcome to your new Wagtail site!"


def write_rows_of_libraries() -> None:
    """Write the rows of Wagtail's migrations, under the keys that these give."""
    page_type = ContentType.objects.create(app_label="wagtailcore", model="page")
    Group.objects.bulk_create([Group(name=MODERATORS), Group(name=EDITORS)])
    locale = Locale.objects.create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    root, home = Page.objects.bulk_create(
        [
            Page(path="0001", depth=1, numchild=1, slug="root", url_path="/", **titled("Root", page_type, locale)),
            Page(path="00010001", depth=2, slug="home", url_path="/home/", **titled(WELCOME, page_type, locale)),
        ]
    )
    Site.objects.bulk_create([Site(hostname="localhost", root_page=home, is_default_site=True)])
    Collection.objects.bulk_create([Collection(name="Root", path="0001", depth=1)])
    write_model_rights()
    write_workflow(root)
    create_permissions(apps.get_app_config("wagtailcore"), verbosity=0)
    write_page_rights(root)


def titled(title: str, page_type: ContentType, locale: Locale) -> dict:
    return {"title": title, "draft_title": title, "content_type": page_type, "locale": locale}


def write_model_rights() -> None:
    """Give both groups images, documents and Wagtail's admin; in the root collection, all but the deletion."""
    image_type = ContentType.objects.create(app_label="wagtailimages", model="image")
    admin_type = ContentType.objects.create(app_label="wagtailadmin", model="admin")
    document_type = ContentType.objects.create(app_label="wagtaildocs", model="document")
    images = create_rights(image_type, "add_image", "change_image", "delete_image")
    admin = Permission.objects.create(content_type=admin_type, codename="access_admin", name="Can access Wagtail admin")
    images += create_rights(image_type, "choose_image")
    documents = create_rights(document_type, "add_document", "change_document", "delete_document", "choose_document")
    root = Collection.objects.get()
    for group in (both := Group.objects.order_by(Folded("name"))):
        group.permissions.add(*images, admin, *documents)
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission=right)
        for right in [*images, *documents]
        if not right.codename.startswith("delete_")
        for group in both
    )


def create_rights(content_type: ContentType, *codes: str) -> list[Permission]:
    return [
        Permission.objects.create(content_type=content_type, codename=code, name=f"Can {code.replace('_', ' ')}")
        for code in codes
    ]


def write_workflow(root: Page) -> None:
    """Write the workflow of a new Wagtail: moderators approve."""
    name = f"{MODERATORS} approval"
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.set(Group.objects.filter(name=MODERATORS))
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)


def write_page_rights(root: Page) -> None:
    groups = {group.name: group for group in Group.objects.all()}
    rights = {right.codename: right for right in Permission.objects.filter(content_type=root.content_type)}
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=groups[group], page=root, permission=rights[right]) for group, right in PAGE_RIGHTS
    )


def write_rows_of_ours(editor: BaseDatabaseSchemaEditor) -> None:
    """Write the retention table and the questionnaires of evaluations, by the functions of their migrations."""
    import_module("formation.migrations.0001_squashed_0035_papers_keep_what_was_signed").write_table(apps, editor)
    import_module("formation.migrations.0040_evaluations_as_responses").write_questionnaires(apps, editor)
