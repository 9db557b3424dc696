"""Accounts in Wagtail’s admin: those of members. A learner is read and erased on their record, where both are noted."""

from django.db.models import QuerySet
from wagtail.users.views.bulk_actions.delete import DeleteBulkAction
from wagtail.users.views.users import DeleteView, IndexView, UserViewSet

from formation.proof.archives.services.erasure import erase_account


class AccountsView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().filter(learner__isnull=True, archived_identity__isnull=True)


class AccountDeleteView(DeleteView):
    """Erase an account, whatever it proves: training records stay without its name (`formation.proof.archives`).

    Whether the messages of the forums keep the name is what the person said, first on the site.
    """

    def get_usage_url(self) -> None:
        """Nothing blocks an erasure: what must be kept is kept apart."""

    def delete_action(self) -> None:
        erase_account(member=self.object, by=self.request.user, keeps_name="keeps_name" in self.request.POST)


class AccountViewSet(UserViewSet):
    index_view_class = AccountsView
    delete_view_class = AccountDeleteView
    delete_template_name = "extranet/public/editing/account_erasure.html"


class AccountsDeleteAction(DeleteBulkAction):
    """The same for several accounts at once, in place of Wagtail’s: each as its member chose on the site."""

    def get_execution_context(self) -> dict:
        return {**super().get_execution_context(), "by": self.request.user}

    @classmethod
    def execute_action(cls, objects, by=None, **kwargs) -> tuple[int, int]:
        for member in objects:
            erase_account(member=member, by=by)
        return len(objects), 0
