"""django-oauth-toolkit with its own views, and a resource that it guards."""

from django.http import JsonResponse
from django.urls import include, path
from oauth2_provider.decorators import protected_resource


@protected_resource()
def me(request):
    return JsonResponse({"guarded": True})


urlpatterns = [
    path("o/", include("oauth2_provider.urls")),
    path("me/", me),
]
