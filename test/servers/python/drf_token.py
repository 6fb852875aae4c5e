"""The token authentication of Django REST framework, and a resource that it guards."""

from django.urls import path
from rest_framework.authentication import TokenAuthentication
from rest_framework.authtoken.views import ObtainAuthToken, obtain_auth_token
from rest_framework.decorators import (
    api_view,
    authentication_classes,
    permission_classes,
    renderer_classes,
)
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle


class Once(AnonRateThrottle):
    rate = "1/hour"


@api_view(["GET", "DELETE"])
@authentication_classes([TokenAuthentication])
@permission_classes([IsAuthenticated])
@renderer_classes([JSONRenderer])
def me(request):
    if request.method == "DELETE":
        request.auth.delete()
    return Response({"username": request.user.username})


urlpatterns = [
    path("api-token-auth/", obtain_auth_token),
    path("throttled/", ObtainAuthToken.as_view(throttle_classes=[Once])),
    path("me/", me),
]
