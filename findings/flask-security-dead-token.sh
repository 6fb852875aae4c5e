#!/usr/bin/env bash
# Flask-Security 5.9.2, Python 3.11 or newer
#
# Expected (true up to Flask-Security 5.8): an authentication token has no end of its own
# (SECURITY_TOKEN_MAX_AGE is None), and a call with a dead one is refused with 401.
# Real: it lives 15 minutes, and nothing in the response of the sign-in says so. What a call with a dead one gets
# depends on its Accept header: 401 with `application/json`, else a redirect to the login page, even where only
# tokens are taken. A client that follows redirects sees 200 and a page, and does not know that its token is dead.
#
# Seen:
#   sign-in: 200
#   after 14 minutes: 200
#   after 16 minutes, Accept: application/json: 401
#   after 16 minutes, Accept: */*: 302 /login?next=/me
#   the same, redirect followed: 200 text/html
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet 'Flask-Security==5.9.2' 'Flask-SQLAlchemy==3.1.1' 'argon2-cffi==25.1.0' \
	'email-validator==2.4.0' 'time-machine==3.6.0'

cat >site.py <<'PYTHON'
import time

import time_machine
from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore, auth_required, hash_password
from flask_security.models import fsqla_v3
from flask_sqlalchemy import SQLAlchemy

clock = time_machine.travel(time.time(), tick=True).start()
app = Flask(__name__)
app.config.update(
    SECRET_KEY="a key for this run only",
    SECURITY_PASSWORD_SALT="a salt for this run only",
    SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS=True,
    SQLALCHEMY_DATABASE_URI="sqlite://",
    WTF_CSRF_CHECK_DEFAULT=False,
)
db = SQLAlchemy(app)
fsqla_v3.FsModels.set_db_info(db)


class Role(db.Model, fsqla_v3.FsRoleMixin):
    pass


class User(db.Model, fsqla_v3.FsUserMixin):
    pass


users = SQLAlchemyUserDatastore(db, User, Role)
Security(app, users)


@app.get("/me")
@auth_required("token")
def me():
    return {"guarded": True}


@app.post("/later/<int:minutes>")
def later(minutes):
    clock.shift(60 * minutes)
    return {}


with app.app_context():
    db.create_all()
    users.create_user(email="svc-n8n@acme.example", password=hash_password("Right-password-1"))
    db.session.commit()
app.run(port=18474)
PYTHON
venv/bin/python site.py >server.log 2>&1 &
server=$!
base=http://127.0.0.1:18474
for _ in $(seq 60); do
	curl --silent --output /dev/null "$base/" && break
	sleep 1
done

login='{"email": "svc-n8n@acme.example", "password": "Right-password-1"}'
curl --silent --fail --header 'Content-Type: application/json' --data "$login" \
	"$base/login?include_auth_token" >answer
token="$(sed -E 's/.*"authentication_token":"([^"]*)".*/\1/' answer)"
# Prints what a call gets: its Accept header, and more of curl's options.
call() {
	local accept="$1"
	shift
	curl --silent --output /dev/null --header "Authentication-Token: $token" --header "Accept: $accept" "$@" "$base/me"
}
later() { curl --silent --fail --output /dev/null --request POST "$base/later/$1"; }

later 14
live="$(call application/json --write-out '%{http_code}')"
later 2
json="$(call application/json --write-out '%{http_code}')"
other="$(call '*/*' --write-out '%{http_code} %{redirect_url}')"
followed="$(call '*/*' --location --write-out '%{http_code} %{content_type}')"
echo "after 14 minutes: $live"
echo "after 16 minutes: $json, with another Accept ${other//$base/}, followed: $followed"
! grep -q -i -E '"(expires|expires_in|expiry|max_age)' answer
[ "$live $json" = '200 401' ]
[[ "$other" == '302 '*/login* && "$followed" == '200 text/html'* ]]
