"""One server for all tests of this folder; each test gets a database of its own."""

from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import psycopg
import pytest

from storage.postgres import PostgresDatabase
from tests.support.postgres import postgres_binaries, postgres_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Run a server, where its binaries are installed."""
    if postgres_binaries() is None:
        pytest.skip("no PostgreSQL server is installed here")
    with postgres_server() as url:
        yield url


@pytest.fixture
def postgres_url(server: str) -> str:
    """Make an empty database."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.rpartition("/")[0] + f"/{name}"


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[PostgresDatabase]:
    """Open a database of one's own, with the schema."""
    opened = await PostgresDatabase.open(postgres_url)
    yield opened
    await opened.close()
