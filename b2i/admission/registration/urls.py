"""Address at which a record is opened. Part of `b2i.urls`."""

from django.urls import path

from b2i.admission.registration import views

urlpatterns = [path("b2i/livrets/nouveau/", views.learner_new, name="learner_new")]
