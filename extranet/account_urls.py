"""Addresses of accounts: allauth's views under French paths."""

urlpatterns: list = []
