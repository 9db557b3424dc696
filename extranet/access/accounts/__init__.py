"""Accounts: login, second factor, the forms and addresses of allauth."""
