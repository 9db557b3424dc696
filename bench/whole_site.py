"""The real site with one more address: a hello under our middleware, which measures its cost."""

from django.urls import get_resolver

from bench.hello import urlpatterns
from extranet.wsgi import application

get_resolver().url_patterns[:0] = urlpatterns

__all__ = ["application"]
