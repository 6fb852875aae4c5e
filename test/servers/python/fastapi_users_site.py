"""The full example of fastapi-users, in memory, with tokens of one hour: `fastapi_users_site.py PORT`."""

import secrets
import sys
import uuid
from contextlib import asynccontextmanager

import uvicorn
from fastapi import Depends, FastAPI
from fastapi_users import BaseUserManager, FastAPIUsers, UUIDIDMixin, schemas
from fastapi_users.authentication import AuthenticationBackend, BearerTransport, JWTStrategy
from fastapi_users.db import SQLAlchemyBaseUserTableUUID, SQLAlchemyUserDatabase
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import StaticPool

SECRET = secrets.token_hex()


class Base(DeclarativeBase):
    pass


class User(SQLAlchemyBaseUserTableUUID, Base):
    pass


class UserManager(UUIDIDMixin, BaseUserManager[User, uuid.UUID]):
    reset_password_token_secret = verification_token_secret = SECRET


engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)


async def get_user_manager():
    async with async_sessionmaker(engine, expire_on_commit=False)() as session:
        yield UserManager(SQLAlchemyUserDatabase(session, User))


@asynccontextmanager
async def lifespan(_):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield


backend = AuthenticationBackend(
    "jwt",
    BearerTransport("auth/jwt/login"),
    lambda: JWTStrategy(SECRET, lifetime_seconds=3600),
)
users = FastAPIUsers[User, uuid.UUID](get_user_manager, [backend])
app = FastAPI(lifespan=lifespan)
app.include_router(users.get_auth_router(backend), prefix="/auth/jwt")
app.include_router(users.get_register_router(schemas.BaseUser, schemas.BaseUserCreate), prefix="/auth")


@app.get("/me")
def me(user: User = Depends(users.current_user(active=True))):
    return {"email": user.email}


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
