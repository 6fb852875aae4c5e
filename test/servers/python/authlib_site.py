"""An OAuth server of Authlib on Flask, its tokens kept in memory: `authlib_site.py PORT`."""

import sys
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from flask import Flask


class Client(ClientMixin):
    def get_client_id(self):
        return "n8n"

    def get_allowed_scope(self, scope):
        return scope or ""

    def check_client_secret(self, secret):
        return secret == "Right-secret-1"

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_grant_type(self, grant_type):
        return grant_type in ("password", "refresh_token")


class Token(TokenMixin):
    def __init__(self, issued):
        self.__dict__.update(issued, ends=time.time() + issued["expires_in"], revoked=False)

    def check_client(self, client):
        return True

    def get_scope(self):
        return ""

    def get_expires_in(self):
        return self.expires_in

    def is_expired(self):
        return time.time() > self.ends

    def is_revoked(self):
        return self.revoked


tokens = []


def find(**wanted):
    [(name, value)] = wanted.items()
    return next((token for token in tokens if getattr(token, name) == value), None)


class PasswordGrant(grants.ResourceOwnerPasswordCredentialsGrant):
    def authenticate_user(self, username, password):
        return username if (username, password) == ("svc-n8n", "Right-password-1") else None


class RefreshGrant(grants.RefreshTokenGrant):
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, value):
        token = find(refresh_token=value)
        return token if token and not token.revoked else None

    def authenticate_user(self, token):
        return "svc-n8n"

    def revoke_old_credential(self, token):
        token.revoked = True


class Revocation(RevocationEndpoint):
    def query_token(self, value, hint):
        return find(access_token=value) or find(refresh_token=value)

    def revoke_token(self, token, request):
        token.revoked = True


class Validator(BearerTokenValidator):
    def authenticate_token(self, value):
        return find(access_token=value)


app = Flask(__name__)
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
client = Client()
server = AuthorizationServer(
    app,
    query_client=lambda client_id: client if client_id == "n8n" else None,
    save_token=lambda issued, request: tokens.append(Token(issued)),
)
server.register_grant(PasswordGrant)
server.register_grant(RefreshGrant)
server.register_endpoint(Revocation)
guard = ResourceProtector()
guard.register_token_validator(Validator())
app.post("/oauth/token")(lambda: server.create_token_response())
app.post("/oauth/revoke", endpoint="revoke")(lambda: server.create_endpoint_response("revocation"))
app.get("/me", endpoint="me")(guard()(lambda: {"username": "svc-n8n"}))
app.run(port=int(sys.argv[1]))
