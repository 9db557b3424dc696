"""Addresses of the pictures of pages; Wagtail serves the pages themselves."""

from django.urls import path

from extranet.presentation import views

urlpatterns = [path("images/<str:name>", views.page_picture, name="page_picture")]
