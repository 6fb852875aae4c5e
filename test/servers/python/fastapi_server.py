"""FastAPI's password flow with a JWT: `fastapi_server.py <accounts as JSON>`.

Two sign-ins, as its documentation and its project template refuse: with 401, and with 400.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

from serve import serve

ACCOUNTS = json.loads(sys.argv[1])
USERS = {user["name"]: user for user in ACCOUNTS["users"]}
KEY = "a key of the tests, which has the length that is wanted of one"
ALGORITHM = "HS256"

app = FastAPI()
SignIn = Annotated[OAuth2PasswordRequestForm, Depends()]
Token = Annotated[str, Depends(OAuth2PasswordBearer(tokenUrl="token"))]


def find_user(sign_in):
    user = USERS.get(sign_in.username)
    return user if user and user["password"] == sign_in.password else None


def issue(user):
    ends = datetime.now(UTC) + timedelta(seconds=ACCOUNTS["lifetime"])
    token = jwt.encode({"sub": user["name"], "exp": ends}, KEY, ALGORITHM)
    return {"access_token": token, "token_type": "bearer"}


@app.post("/token")
def sign_in_of_the_documentation(sign_in: SignIn):
    user = find_user(sign_in)
    if user is None:
        headers = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(401, "Incorrect username or password", headers)
    return issue(user)


@app.post("/login/access-token")
def sign_in_of_the_template(sign_in: SignIn):
    user = find_user(sign_in)
    if user is None:
        raise HTTPException(400, "Incorrect email or password")
    if not user["active"]:
        raise HTTPException(400, "Inactive user")
    return issue(user)


@app.get("/me")
def me(token: Token):
    try:
        name = jwt.decode(token, KEY, [ALGORITHM])["sub"]
    except jwt.InvalidTokenError:
        raise HTTPException(401, "Could not validate credentials")
    if not USERS[name]["active"]:
        raise HTTPException(400, "Inactive user")
    return {"username": name}


serve(app)
