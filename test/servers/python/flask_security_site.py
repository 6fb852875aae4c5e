"""The quick start of Flask-Security, in memory: `flask_security_site.py PORT`."""

import secrets
import sys

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore, auth_required, hash_password
from flask_security.models import fsqla_v3
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(
    SECRET_KEY=secrets.token_hex(),
    SECURITY_PASSWORD_SALT=secrets.token_hex(),
    # A sign-in by JSON needs no CSRF token then.
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
app.get("/me", endpoint="me")(auth_required("token")(lambda: {"guarded": True}))
with app.app_context():
    db.create_all()
    password = hash_password("Right-password-1")
    users.create_user(email="svc-n8n@acme.example", password=password)
    db.session.commit()
app.run(port=int(sys.argv[1]))
