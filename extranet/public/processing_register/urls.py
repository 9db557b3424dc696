"""Addresses of the register of processing; the page that leads to them is a page of Wagtail."""

from django.urls import path

from extranet.public.processing_register import views

urlpatterns = [
    path("registre.pdf", views.register_pdf, name="register_pdf"),
    path("registre.csv", views.register_table, name="register_csv"),
    path("traitements/<slug:basis>/", views.processing, name="processing"),
]
