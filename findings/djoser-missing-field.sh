#!/usr/bin/env bash
# djoser 2.3.5 and dj-rest-auth 7.2.0 on Django 5.2.19, Python 3.11 or newer
#
# Expected: a sign-in without one of its fields is refused with the name of that field ("This field is
# required."), as the login of Django REST framework itself does, so that a misnamed field is seen at once.
# Real: djoser answers with the words of a wrong password, whichever field is missing, even for an empty
# body. dj-rest-auth names a missing password only: a missing username is a wrong password too. Who
# gave the wrong field name looks for the mistake in the password.
#
# Seen:
#   djoser, no username: 400 {"non_field_errors":["Unable to log in with provided credentials."]}
#   djoser, no password: 400 {"non_field_errors":["Unable to log in with provided credentials."]}
#   djoser, nothing: 400 {"non_field_errors":["Unable to log in with provided credentials."]}
#   dj-rest-auth, no username: 400 {"non_field_errors":["Unable to log in with provided credentials."]}
#   dj-rest-auth, no password: 400 {"password":["This field is required."]}
#   Django REST framework, no username: 400 {"username":["This field is required."]}
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet 'Django==5.2.19' 'djoser==2.3.5' 'dj-rest-auth==7.2.0' 'djangorestframework==3.18.3'

cat >site.py <<'PYTHON'
from django.conf import settings

settings.configure(
    SECRET_KEY="a key for this run only",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="__main__",
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "rest_framework",
        "rest_framework.authtoken",
        "dj_rest_auth",
        "djoser",
    ],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
)
import django

django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import include, path
from rest_framework.authtoken.views import obtain_auth_token

urlpatterns = [
    path("djoser/", include("djoser.urls.authtoken")),
    path("rest-auth/", include("dj_rest_auth.urls")),
    path("drf/", obtain_auth_token),
]
call_command("migrate", verbosity=0)
get_user_model().objects.create_user("svc-n8n", password="Right-password-1")
call_command("runserver", "127.0.0.1:18473", "--noreload", "--nothreading")
PYTHON
venv/bin/python site.py >server.log 2>&1 &
server=$!
base=http://127.0.0.1:18473
for _ in $(seq 60); do
	curl --silent --output /dev/null "$base/" && break
	sleep 1
done

# Prints the status and the body of a sign-in with this body.
sign_in() {
	curl --silent --write-out '%{http_code} ' --output body --header 'Content-Type: application/json' \
		--data "$2" "$base/$1"
	cat body
}
right='{"username": "svc-n8n", "password": "Right-password-1"}'
no_username='{"name": "svc-n8n", "password": "Right-password-1"}'
no_password='{"username": "svc-n8n", "secret": "Right-password-1"}'
djoser=djoser/token/login/
rest_auth=rest-auth/login/

for place in "$djoser" "$rest_auth" drf/; do [[ "$(sign_in "$place" "$right")" == '200 '* ]]; done
like_a_wrong_password='400 {"non_field_errors":["Unable to log in with provided credentials."]}'
results=(
	"$(sign_in "$djoser" "$no_username")"
	"$(sign_in "$djoser" "$no_password")"
	"$(sign_in "$djoser" '{}')"
	"$(sign_in "$rest_auth" "$no_username")"
	"$(sign_in "$rest_auth" "$no_password")"
	"$(sign_in drf/ "$no_username")"
)
printf '%s\n' "${results[@]}"
for number in 0 1 2 3; do [ "${results[$number]}" = "$like_a_wrong_password" ]; done
[[ "${results[4]}" == *'"password"'*required* && "${results[5]}" == *'"username"'*required* ]]
