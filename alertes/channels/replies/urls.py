"""Address of the mails from outside that were refused."""

from django.urls import path

from alertes.channels.replies import views

urlpatterns = [path("courriels/refuses/", views.RefusedMailsView.as_view(), name="refused_mails")]
