"""Address of the journal of accesses, for the learner. Part of `b2i.urls`."""

from django.urls import path

from b2i.people.accesses import views

urlpatterns = [path("b2i/mon-livret/ouvertures/", views.my_accesses, name="my_accesses")]
