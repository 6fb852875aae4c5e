#!/usr/bin/env bash
# CNCjs 1.11.5, Node.js 20 or newer
#
# Expected: a call without a token, or with one that has ended or was signed with another key, is refused with
# 401, as express-jwt, by which it checks them, does by itself.
# Real: it is 403 "Forbidden Access", the answer to somebody without rights. 401 is only the answer to a wrong
# password. A client that signs in again on 401 never does.
#
# Seen:
#   sign-in, wrong password: 401
#   sign-in: 200
#   GET /api/users with the token: 200
#   GET /api/users after a restart with another key: 403 Forbidden Access
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . cncjs@1.11.5
base=http://127.0.0.1:18474

# Starts it with the given key.
start() {
	node -e '
		const { hashSync } = require("bcrypt-nodejs");
		const users = [{ id: "1", name: "svc-n8n", password: hashSync("Right-password-1"), enabled: true }];
		require("fs").writeFileSync("cncrc", JSON.stringify({ secret: process.argv[1], users }));
	' "$1"
	HOME="$folder" node node_modules/cncjs/bin/cncjs --host 127.0.0.1 --port 18474 --config "$folder/cncrc" >server.log 2>&1 &
	server=$!
	for _ in $(seq 60); do
		curl --silent --output /dev/null "$base/" && break
		sleep 1
	done
}

# Prints the body and the status of a sign-in with the given password.
sign_in() {
	curl --silent --write-out ' %{http_code}' --header 'Content-Type: application/json' \
		--data "{\"name\": \"svc-n8n\", \"password\": \"$1\"}" "$base/api/signin"
}

# Prints the body's beginning and the status of a call.
call() {
	curl --silent --write-out ' %{http_code}' --header "Authorization: Bearer $token" "$base/api/users" | tail -c 25
}

start 'one key'
wrong="$(sign_in wrong)"
right="$(sign_in Right-password-1)"
token="$(sed -E 's/.*"token":"([^"]+)".*/\1/' <<<"$right")"
live="$(call)"
kill "$server"
wait "$server" || true
start 'another key'
dead="$(call)"

echo "sign-in, wrong password: $wrong"
echo "sign-in: ${right: -3}"
echo "with the token: ${live: -3}"
echo "after a restart with another key: $dead"
[ "${wrong: -3}" = 401 ]
[ "${right: -3} ${live: -3}" = '200 200' ]
[[ "$dead" == *'Forbidden Access 403' ]]
