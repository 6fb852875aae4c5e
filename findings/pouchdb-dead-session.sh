#!/usr/bin/env bash
# pouchdb-server 4.2.0, Node.js 20 or newer
#
# Expected: a call with a session cookie that is none is refused with 401, as CouchDB does.
# Real: with its settings as installed it is served as nobody, with 200 and what nobody may see, and
# GET /_session answers 200 as well, with `"name": null`. A client that renews a session on 401 never
# renews this one, and a credential test against either address always passes.
#
# Seen:
#   sign-in: 200, Set-Cookie: AuthSession=...
#   GET /_all_dbs with AuthSession=dead: 200
#   GET /_session with AuthSession=dead: 200, "name":null
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . pouchdb-server@4.2.0
node node_modules/pouchdb-server/bin/pouchdb-server --in-memory --host 127.0.0.1 --port 18473 >server.log 2>&1 &
server=$!
base=http://127.0.0.1:18473
for _ in $(seq 60); do
	curl --silent --output /dev/null "$base/" && break
	sleep 1
done

curl --silent --output /dev/null --request PUT --data '"Right-password-1"' "$base/_config/admins/svc-n8n"
sign_in="$(curl --silent --output /dev/null --write-out '%{http_code} %header{set-cookie}' \
	--header 'Content-Type: application/json' \
	--data '{"name": "svc-n8n", "password": "Right-password-1"}' "$base/_session")"
listed="$(curl --silent --output /dev/null --write-out '%{http_code}' --cookie AuthSession=dead "$base/_all_dbs")"
session="$(curl --silent --write-out ' %{http_code}' --cookie AuthSession=dead "$base/_session")"

echo "sign-in: $sign_in"
echo "GET /_all_dbs: $listed"
echo "GET /_session: $session"
[[ "$sign_in" == 200\ AuthSession=* ]]
[ "$listed" = 200 ]
[[ "$session" == *'"name":null'*' 200' ]]
