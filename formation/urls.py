"""Addresses of the application « formation »."""

app_name = "formation"
urlpatterns: list = []
