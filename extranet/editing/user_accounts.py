"""Accounts in Wagtail’s admin: those of members. A learner is read and erased on their record, where both are noted."""

from django.db.models import QuerySet
from wagtail.users.views.users import IndexView, UserViewSet


class AccountsView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().filter(learner__isnull=True)


class AccountViewSet(UserViewSet):
    index_view_class = AccountsView
