"""Runs the applications of `django_urls`: `django_server.py <accounts as JSON>`."""

import json
import sys
from datetime import timedelta

import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.management import call_command

from serve import serve

accounts = json.loads(sys.argv[1])

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    # Django keeps the connections to such a database open, so that it lives as long as the process.
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": "file:accounts?mode=memory&cache=shared",
        }
    },
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "oauth2_provider",
        "rest_framework",
        "rest_framework.authtoken",
    ],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    OAUTH2_PROVIDER={
        "ACCESS_TOKEN_EXPIRE_SECONDS": accounts["lifetime"],
        "SCOPES": {scope: scope for scope in accounts["allowed"]},
    },
    # The hashers of a real server are slow on purpose.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ROOT_URLCONF="django_urls",
    SECRET_KEY="a key of the tests, which has the length that is wanted of one",
    SIMPLE_JWT={"ACCESS_TOKEN_LIFETIME": timedelta(seconds=accounts["lifetime"])},
    USE_TZ=True,
)
django.setup()
call_command("migrate", verbosity=0)


def create_accounts():
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    for user in accounts["users"]:
        User.objects.create_user(user["name"], password=user["password"], is_active=user["active"])
    for client in accounts["applications"]:
        Application.objects.create(**client)


create_accounts()
serve(get_asgi_application())
