"""Rights of the coordination in Wagtail: those of one group, held by every coordinator of today.

Holders are computed from live positions at each request and stored nowhere (docs/adr/0003-member.md).
"""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.functional import SimpleLazyObject
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models

from extranet.public.pages.models.home import HomePage
from reseau.people.members.models.member import Member

GROUP = "Coordination"
PAGE_ACTIONS = ["add", "change", "publish", "bulk_delete", "lock", "unlock"]
FILE_ACTIONS = ["add", "change", "choose"]
SNIPPET_ACTIONS = ["add", "change", "delete", "view"]


class CoordinationBackend(BaseBackend):
    """Gives the rights of the group to coordinators; authenticates nobody."""

    def get_group_permissions(self, user_obj, obj=None) -> set[str]:
        if obj is not None or not user_obj.is_active or not user_obj.is_coordinator:
            return set()
        if not hasattr(user_obj, "_coordination_permissions"):
            permissions = Permission.objects.filter(group__name=GROUP).values_list(
                "content_type__app_label", "codename"
            )
            user_obj._coordination_permissions = {f"{app}.{codename}" for app, codename in permissions}
        return user_obj._coordination_permissions


def grant_group_rights(user: Member) -> None:
    """Give the rights of the group to `user` in Wagtail's page and collection policies, which read stored groups.

    The policies cache rights on the user for a request; what is set here is built and asked only if a policy reads it.
    """
    pages = SimpleLazyObject(lambda: _rights_of(user, GroupPagePermission, "page"))
    collections = SimpleLazyObject(lambda: _rights_of(user, GroupCollectionPermission, "collection"))
    setattr(user, page_permission_policy.permission_cache_name, pages)
    for policy in (image_policy, document_policy):
        setattr(user, policy.permission_cache_name, collections)


def _rights_of(user: Member, model: type[Model], subject: str) -> QuerySet:
    """Return the rights of the group and of those in which `user` is, on pages or on collections."""
    rights = model.objects.filter(Q(group__name=GROUP) | Q(group__user=user))
    return rights.select_related(subject, "permission").distinct()


@transaction.atomic
def ensure_coordination_group() -> Group:
    """Create the group and its missing rights: admin, pages, files, snippets, accounts to erase. Safe to run again."""
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for model in get_snippet_models():
        group.permissions.add(*permissions_on(model, SNIPPET_ACTIONS))
    # An erasure that somebody asks for is the coordination's to make; it gives nobody rights.
    group.permissions.add(*permissions_on(Member, ["delete"]))
    home = HomePage.objects.get()
    for permission in permissions_on(page_permission_policy.model, PAGE_ACTIONS):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    files = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for policy in (image_policy, document_policy):
        for permission in permissions_on(policy.auth_model, FILE_ACTIONS):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
    return group


def permissions_on(model, actions: list[str]):
    codenames = [get_permission_codename(action, model._meta) for action in actions]
    return Permission.objects.filter(content_type__app_label=model._meta.app_label, codename__in=codenames)
