#!/usr/bin/env bash
# django-allauth 65.22.1 (headless, "app" client) on Django 5.2.19, Python 3.11 or newer
#
# Expected: after too many wrong passwords the sign-in is answered with 429, as allauth's own pages and its
# other rate limits are.
# Real: it is 400, the status of a wrong password, with the code `too_many_login_attempts`, from the
# sixth try on, for the right password too. Only the code or the words tell the two apart: who
# judges by the status takes a locked account for a wrong password.
#
# Seen:
#   1 to 5, wrong password: 400 username_password_mismatch
#   6, wrong password: 400 too_many_login_attempts
#   7, right password: 400 too_many_login_attempts
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet 'Django==5.2.19' 'django-allauth[headless]==65.22.1'

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
        "allauth",
        "allauth.account",
        "allauth.headless",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    HEADLESS_ONLY=True,
    ACCOUNT_LOGIN_METHODS={"username"},
    ACCOUNT_EMAIL_VERIFICATION="none",
)
import django

django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import include, path

urlpatterns = [
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
]
call_command("migrate", verbosity=0)
get_user_model().objects.create_user("svc-n8n", "svc@acme.example", "Right-password-1")
call_command("runserver", "127.0.0.1:18471", "--noreload", "--nothreading")
PYTHON
venv/bin/python site.py >server.log 2>&1 &
server=$!
for _ in $(seq 60); do
	curl --silent --output /dev/null http://127.0.0.1:18471/ && break
	sleep 1
done

# Prints the status and the code of a sign-in with the given password.
sign_in() {
	curl --silent --write-out ' %{http_code}' --header 'Content-Type: application/json' \
		--data "{\"username\": \"svc-n8n\", \"password\": \"$1\"}" \
		http://127.0.0.1:18471/_allauth/app/v1/auth/login |
		sed -E 's/.*"code": "([a-z_]+)".* ([0-9]+)$/\2 \1/'
}

outcomes=()
for _ in 1 2 3 4 5 6; do outcomes+=("$(sign_in wrong)"); done
outcomes+=("$(sign_in Right-password-1)")
printf '%s\n' "${outcomes[@]}"
[ "${outcomes[0]}" = '400 username_password_mismatch' ]
[ "${outcomes[6]}" = '400 too_many_login_attempts' ]
