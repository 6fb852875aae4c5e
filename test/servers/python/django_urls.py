"""django-oauth-toolkit with its own views, djangorestframework-simplejwt that reads JSON alone, and the
token authentication of Django REST framework; a resource that each guards."""

from django.http import JsonResponse
from django.urls import include, path
from oauth2_provider.decorators import protected_resource
from rest_framework.authentication import TokenAuthentication
from rest_framework.authtoken.views import ObtainAuthToken
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
from rest_framework_simplejwt.views import TokenObtainPairView


@protected_resource()
def toolkit_me(request):
    return JsonResponse({"guarded": True})


def guarded_by(authentication):
    @api_view(["GET", "DELETE"])
    @authentication_classes([authentication])
    @permission_classes([IsAuthenticated])
    @renderer_classes([JSONRenderer])
    def me(request):
        if request.method == "DELETE":
            request.auth.delete()
        return Response({"username": request.user.username})

    return me


def once(name):
    throttle = type("Once", (AnonRateThrottle,), {"rate": "1/hour", "scope": name})
    return {"throttle_classes": [throttle]}


json_only = {"parser_classes": [JSONParser], "renderer_classes": [JSONRenderer]}

urlpatterns = [
    path("o/", include("oauth2_provider.urls")),
    path("toolkit/me/", toolkit_me),
    path("jwt/token/", TokenObtainPairView.as_view(**json_only)),
    path("jwt/throttled/", TokenObtainPairView.as_view(**json_only, **once("jwt"))),
    path("jwt/me/", guarded_by(JWTAuthentication)),
    path("drf/token/", ObtainAuthToken.as_view()),
    path("drf/throttled/", ObtainAuthToken.as_view(**once("drf"))),
    path("drf/me/", guarded_by(TokenAuthentication)),
]
