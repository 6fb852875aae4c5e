"""The headless sign-in of django-allauth, in memory: `allauth_site.py PORT`."""

import secrets
import sys

import django
from django.conf import settings

settings.configure(
    ACCOUNT_EMAIL_VERIFICATION="none",
    ACCOUNT_LOGIN_METHODS={"username"},
    ALLOWED_HOSTS=["127.0.0.1"],
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    HEADLESS_ONLY=True,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "allauth",
        "allauth.account",
        "allauth.headless",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    ROOT_URLCONF=__name__,
    SECRET_KEY=secrets.token_hex(),
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import include, path

urlpatterns = [
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
]
call_command("migrate", verbosity=0)
User.objects.create_user("svc-n8n", "svc-n8n@acme.example", "Right-password-1")
call_command("runserver", f"127.0.0.1:{sys.argv[1]}", "--noreload", "--nothreading")
