"""django-ninja-jwt, dj-rest-auth and djoser, each as its own pages set it up: `django_site.py PORT`."""

import sys
import uuid

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    # Kept in memory, so that a new process knows no old token.
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "rest_framework",
        "rest_framework.authtoken",
        "dj_rest_auth",
        "djoser",
        "ninja_extra",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"]
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY=str(uuid.uuid4()),
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import include, path
from ninja_extra import NinjaExtraAPI, api_controller, route
from ninja_jwt.authentication import JWTAuth
from ninja_jwt.controller import NinjaJWTDefaultController


@api_controller("/me", auth=JWTAuth())
class Me:
    @route.get("")
    def me(self):
        return {"username": self.context.request.user.username}


api = NinjaExtraAPI()
api.register_controllers(NinjaJWTDefaultController, Me)
urlpatterns = [
    path("api/", api.urls),
    path("dj-rest-auth/", include("dj_rest_auth.urls")),
    path("auth/", include("djoser.urls")),
    path("auth/", include("djoser.urls.authtoken")),
]
call_command("migrate", verbosity=0)
User.objects.create_user("svc-n8n", password="Right-password-1")
call_command("runserver", f"127.0.0.1:{sys.argv[1]}", "--noreload", "--nothreading")
