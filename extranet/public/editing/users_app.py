"""Wagtail’s application of accounts, with our list of them."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    user_viewset = "extranet.public.editing.user_accounts.AccountViewSet"
