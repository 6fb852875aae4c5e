#!/usr/bin/env bash
# trytond 8.2.1 with SQLite, Python 3.11 or newer
#
# Expected (true up to Tryton 7): POST /DATABASE/ with the method `common.db.login` gives
# [id, session], and calls go there too with `Authorization: Session ...`. A wrong password is refused at once.
# Real: that address answers 405. The login is at /DATABASE/rpc/, and there is a new one for cookies,
# /DATABASE/session/login, whose cookie `tryton_session` opens /DATABASE/rpc/ by itself. A refused login is
# held back for a random time that doubles with each try: seconds at the fourth one, and longer than a
# timeout of 10 seconds soon after. From the seventh on it is 429, without Retry-After, and at once.
#
# Seen:
#   old address: 405
#   /rpc/, common.db.login: 200
#   /session/login: 200, cookie tryton_session, Max-Age=2592000
#   a call with the cookie: 200
#   wrong passwords: 401 401 401 401 401 401 429 (0.5 to 15.5 seconds, the last one 0.0)
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet 'trytond==8.2.1'
printf '[database]\nuri = sqlite://\npath = %s\n[web]\nlisten = 127.0.0.1:18472\n' "$folder" >trytond.conf
echo Right-password-1 >password
touch acme.sqlite
TRYTONPASSFILE=password venv/bin/trytond-admin -c trytond.conf -d acme --all --email admin@acme.example
venv/bin/trytond -c trytond.conf -d acme >server.log 2>&1 &
server=$!
base=http://127.0.0.1:18472
for _ in $(seq 60); do
	curl --silent --output /dev/null "$base/" && break
	sleep 1
done

# Prints the status of a POST: path, body, and more of curl's options.
post() {
	local path="$1" body="$2"
	shift 2
	curl --silent --output /dev/null --write-out '%{http_code}' --data "$body" \
		--header 'Content-Type: application/json' "$@" "$base$path"
}
login='{"id": 1, "method": "common.db.login", "params": ["admin", {"password": "Right-password-1"}]}'
cookie_login() { echo "{\"params\": [\"admin\", {\"password\": \"$1\"}]}"; }

old="$(post /acme/ "$login")"
rpc="$(post /acme/rpc/ "$login")"
with_cookie="$(post /acme/session/login "$(cookie_login Right-password-1)" --dump-header headers)"
cookie="$(grep --ignore-case '^set-cookie: tryton_session=' headers)"
session="$(sed -E 's/^[^:]*: ([^;]*);.*/\1/' <<<"$cookie")"
call='{"id": 2, "method": "model.res.user.get_preferences", "params": [true, {}]}'
called="$(post /acme/rpc/ "$call" --header "Cookie: $session")"
refused=()
for _ in 1 2 3 4 5 6 7; do refused+=("$(post /acme/session/login "$(cookie_login wrong)")"); done

echo "old address: $old, /rpc/: $rpc, /session/login: $with_cookie"
echo "${cookie//$session/tryton_session=...}"
echo "a call with the cookie: $called, wrong passwords: ${refused[*]}"
[ "$old $rpc $with_cookie $called" = '405 200 200 200' ]
[ "${refused[*]}" = '401 401 401 401 401 401 429' ]
