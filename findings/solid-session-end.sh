#!/usr/bin/env bash
# Community Solid Server 7.2.0, Node.js 20 or newer
#
# Expected: the sign-in of its account API tells how long its session lives, two weeks: in the body, or by
# the cookie that it sets beside it.
# Real: nothing tells it. The cookie has an `Expires` only if the sign-in asks for it with `"remember": true`, which
# changes neither the token's kind nor its end on the server. Who does not know that field takes the
# token for one that never ends.
#
# Seen:
#   sign-in: Set-Cookie: css-account=...; Path=/; SameSite=Lax
#   sign-in with remember: Set-Cookie: css-account=...; Path=/; Expires=...; SameSite=Lax
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . @solid/community-server@7.2.0
base=http://127.0.0.1:18475
node node_modules/@solid/community-server/bin/server.js --port 18475 --baseUrl "$base/" >server.log 2>&1 &
server=$!
for _ in $(seq 120); do
	curl --silent --output /dev/null "$base/" && break
	sleep 1
done

# Posts JSON to a path, with the account's token if there is one.
post() {
	curl --silent "${@:3}" --header 'Content-Type: application/json' --header "Authorization: CSS-Account-Token ${token:-none}" \
		--data "$2" "$1"
}
# Prints the cookie of a sign-in.
sign_in() {
	post "$base/.account/login/password/" "$1" --output /dev/null --write-out '%header{set-cookie}'
}

login='"email": "svc-n8n@example.com", "password": "Right-password-1"'
token="$(post "$base/.account/account/" '{}' | sed -E 's/.*"authorization":"([^"]+)".*/\1/')"
create="$(curl --silent --header "Authorization: CSS-Account-Token $token" --header 'Accept: application/json' "$base/.account/" |
	sed -E 's/.*"password":\{[^}]*"create":"([^"]+)".*/\1/')"
post "$create" "{$login}" --output /dev/null
plain="$(sign_in "{$login}")"
remembered="$(sign_in "{$login, \"remember\": true}")"

echo "sign-in: $plain"
echo "sign-in with remember: $remembered"
[[ "$plain" == css-account=* && "$plain" != *Expires* ]]
[[ "$remembered" == *Expires=* ]]
