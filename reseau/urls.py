"""Addresses of the application « reseau »."""

app_name = "reseau"
urlpatterns: list = []
