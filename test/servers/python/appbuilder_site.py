"""Flask-AppBuilder with the API of its security, in memory: `appbuilder_site.py PORT`."""

import secrets
import sys

from flask import Flask
from flask_appbuilder import AppBuilder
from flask_appbuilder.models.sqla.base import SQLA

app = Flask(__name__)
app.config.update(
    FAB_ADD_SECURITY_API=True,
    SECRET_KEY=secrets.token_hex(),
    SQLALCHEMY_DATABASE_URI="sqlite://",
)
db = SQLA(app)
with app.app_context():
    builder = AppBuilder(app, db.session)
    security = builder.sm
    role = security.find_role("Admin")
    security.add_user("svc-n8n", "n", "8n", "svc-n8n@acme.example", role, "Right-password-1")
app.run(port=int(sys.argv[1]), threaded=False)
