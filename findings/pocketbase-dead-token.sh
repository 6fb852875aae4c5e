#!/usr/bin/env bash
# PocketBase 0.36.8, Go 1.25 or newer
#
# Expected: a call with a token that has ended is refused with 401.
# Real: it is served as nobody's, with 200 and an empty list, as is a call with a token that is none. A client
# that renews a token on 401 never renews this one, and reads that there are no records.
#
# Seen, the status and how many records a list has:
#   with the token: 200 1
#   after the password was set again: 200 0
#   with a token that is none: 200 0
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
go mod init finding 2>/dev/null
go get github.com/pocketbase/pocketbase/examples/base@v0.36.8 2>/dev/null
go build -mod=mod -o pocketbase github.com/pocketbase/pocketbase/examples/base
./pocketbase superuser upsert admin@acme.example Right-password-1 --dir data >/dev/null
./pocketbase serve --http=127.0.0.1:18475 --dir data >server.log 2>&1 &
server=$!
base=http://127.0.0.1:18475/api/collections
for _ in $(seq 60); do
	curl --silent --output /dev/null http://127.0.0.1:18475/api/health && break
	sleep 1
done

# Asks in JSON: method, path, body, token.
ask() {
	curl --silent --request "$1" --header 'Content-Type: application/json' --header "Authorization: ${4:-}" \
		--data "$3" "$base/$2"
}
# The value of a field in what is read, by its name.
value() {
	python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}
# How many records a list shows to the owner of a token, after its status.
list() {
	curl --silent --write-out ' %{http_code}' --header "Authorization: $1" "$base/users/records" |
		tr --delete '\n' | sed -E 's/.*"totalItems":([0-9]+).* ([0-9]+)$/\2 \1/'
}

passwords='"password": "Right-password-1", "passwordConfirm": "Right-password-1"'
admin="$(ask POST _superusers/auth-with-password \
	'{"identity": "admin@acme.example", "password": "Right-password-1"}' | value token)"
user="$(ask POST users/records "{\"email\": \"svc@acme.example\", $passwords}" "$admin" | value id)"
token="$(ask POST users/auth-with-password \
	'{"identity": "svc@acme.example", "password": "Right-password-1"}' | value token)"
alive="$(list "$token")"
ask PATCH "users/records/$user" "{$passwords}" "$admin" >/dev/null
dead="$(list "$token")"
garbage="$(list garbage)"
printf '%s\n' "with the token: $alive" "after the password was set again: $dead" "with a token that is none: $garbage"
[ "$alive" = '200 1' ]
[ "$dead" = '200 0' ]
[ "$garbage" = '200 0' ]
