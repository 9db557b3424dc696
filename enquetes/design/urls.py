"""Addresses of `enquetes/design`, concept by concept. Part of `enquetes.urls`."""

from django.urls import path

from enquetes.design.campaigns import views as campaigns

urlpatterns = [
    # Campaigns.
    path("", campaigns.CampaignsView.as_view(), name="campaigns"),
    path("nouvelle/", campaigns.CampaignNewView.as_view(), name="campaign_new"),
    path("<slug:slug>/", campaigns.campaign_page, name="campaign"),
    path("<slug:slug>/modifier/", campaigns.CampaignEditView.as_view(), name="campaign_edit"),
    path("<slug:slug>/commencer/", campaigns.start, name="campaign_start"),
    path("<slug:slug>/terminer/", campaigns.close, name="campaign_close"),
    path("<slug:slug>/quotas/", campaigns.quotas, name="quotas"),
    path("<slug:slug>/quotas/criteres/", campaigns.quota_criteria, name="quota_criteria"),
]
