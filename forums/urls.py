"""Addresses of the application « forums »."""

app_name = "forums"
urlpatterns: list = []
