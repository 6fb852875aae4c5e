"""djangorestframework-simplejwt that reads JSON alone, and a resource that it guards."""

from django.urls import path
from rest_framework.decorators import (
    api_view,
    authentication_classes,
    permission_classes,
    renderer_classes,
)
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView


class Once(AnonRateThrottle):
    rate = "1/hour"


@api_view()
@authentication_classes([JWTAuthentication])
@permission_classes([IsAuthenticated])
@renderer_classes([JSONRenderer])
def me(request):
    return Response({"username": request.user.username})


json_only = {"parser_classes": [JSONParser], "renderer_classes": [JSONRenderer]}

urlpatterns = [
    path("api/token/", TokenObtainPairView.as_view(**json_only)),
    path("api/token/refresh/", TokenRefreshView.as_view(**json_only)),
    path("throttled/token/", TokenObtainPairView.as_view(**json_only, throttle_classes=[Once])),
    path("me/", me),
]
