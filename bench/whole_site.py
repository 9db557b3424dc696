"""The site as it runs, with one address more: a hello under our own middleware, which shows what that one costs."""

from django.urls import get_resolver

from bench.hello import urlpatterns
from extranet.wsgi import application

get_resolver().url_patterns[:0] = urlpatterns

__all__ = ["application"]
