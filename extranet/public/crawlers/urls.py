"""Addresses that machines ask for."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap

from extranet.public.crawlers import views
from extranet.public.crawlers.sitemaps import SITEMAPS

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", login_not_required(require_safe(sitemap)), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", views.security, name="security_txt"),
]
