"""Addresses of a site that has no app for the quality charter."""

from extranet import urls

urlpatterns = [each for each in urls.urlpatterns if not str(each.pattern).startswith("qualite/")]
