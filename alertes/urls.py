"""Addresses of the application « alertes »."""

app_name = "alertes"
urlpatterns: list = []
