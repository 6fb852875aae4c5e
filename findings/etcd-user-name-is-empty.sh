#!/usr/bin/env bash
# etcd 3.4.23, the package of Debian 12, by its gateway for JSON
#
# Expected: a sign-in without a name is refused with "user name is empty", and a call without a token with 401, as
# one with a dead token is.
# Real: the call without a token is refused with 400 "user name is empty", and the sign-in without a name as if its
# password were wrong. A client that renews its token on 401 does not notice that none was sent, and who misnames
# the field looks for the fault in the password.
#
# Seen:
#   sign-in, wrong password: 400 authentication failed, invalid user ID or password
#   sign-in, no name: 400 authentication failed, invalid user ID or password
#   call, no token: 400 user name is empty
#   call, dead token: 401 invalid auth token
set -euo pipefail

folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || { kill "$server"; wait "$server" || true; }; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download --quiet=2 'etcd-server=3.4.23*' 2>/dev/null
dpkg-deb -x etcd-server_*.deb .
base=http://127.0.0.1:18477
usr/bin/etcd --data-dir data --listen-client-urls "$base" --advertise-client-urls "$base" \
	--listen-peer-urls http://127.0.0.1:0 >server.log 2>&1 &
server=$!
for _ in $(seq 60); do
	curl --silent --fail --output /dev/null "$base/health" && break
	sleep 1
done

# Prints the status and the words of the answer to a POST: path, body, more options of curl.
ask() {
	curl --silent --write-out ' %{http_code}' --data "$2" "${@:3}" "$base/v3/$1" |
		sed -E 's/.*"error":"(etcdserver: )?([^"]+)".* ([0-9]+)$/\3 \2/'
}

for request in 'user/add {"name":"root","password":"Right-password-1"}' \
	'user/grant {"user":"root","role":"root"}' 'enable {}'; do
	ask "auth/${request%% *}" "${request#* }" >/dev/null
done
wrong="$(ask auth/authenticate '{"name":"root","password":"wrong"}')"
nameless="$(ask auth/authenticate '{"username":"root","password":"Right-password-1"}')"
missing="$(ask kv/range '{"key":"YW55"}')"
dead="$(ask kv/range '{"key":"YW55"}' --header 'Authorization: dead.1')"
printf '%s\n' "sign-in, wrong password: $wrong" "sign-in, no name: $nameless" \
	"call, no token: $missing" "call, dead token: $dead"
[ "$nameless" = "$wrong" ]
[ "$missing" = '400 user name is empty' ]
[ "${dead%% *}" = '401' ]
