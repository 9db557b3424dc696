"""Addresses of the contact page."""

from django.urls import path

from extranet.public.contact import views

urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("contact/envoye/", views.contact_sent, name="contact_sent"),
]
