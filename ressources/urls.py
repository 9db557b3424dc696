"""Addresses of the application « ressources »."""

app_name = "ressources"
urlpatterns: list = []
