"""The baseline: a view that returns hello."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path


@login_not_required
def hello(request) -> HttpResponse:
    return HttpResponse("Hello, world!")


urlpatterns = [path("bonjour/", hello)]
