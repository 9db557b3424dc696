"""Addresses of the application « b2i »."""

app_name = "b2i"
urlpatterns: list = []
