"""Addresses of the application « alertes », under /alertes/, concept by concept."""

from alertes.mails import urls as mails
from alertes.notices import urls as notices
from alertes.saved_searches import urls as saved_searches

app_name = "alertes"
urlpatterns = [*notices.urlpatterns, *mails.urlpatterns, *saved_searches.urlpatterns]
