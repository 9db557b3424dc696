"""Addresses of the application « search », under /recherche/, concept by concept."""

from search.journal import urls as journal
from search.results import urls as results

app_name = "search"
urlpatterns = [*results.urlpatterns, *journal.urlpatterns]
