"""The schema on PostgreSQL: the same numbered migrations, in one transaction each."""

import psycopg

from storage.database import SchemaTooNew
from storage.migrations import VIEWS, migrations, newest, view_names

SCHEMA_LOCK = 7_620_002  # two processes that start together migrate one after the other


def migrate_postgres(url: str) -> None:
    """Bring a PostgreSQL database to the newest schema. Raises `SchemaTooNew`."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SELECT pg_advisory_lock({SCHEMA_LOCK})")
        connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
        version = _version(connection)
        if version > newest():
            raise SchemaTooNew(f"{version} > {newest()}")
        for step in migrations("postgres"):
            if step.number > version:
                with connection.transaction():
                    connection.execute(step.sql.encode())
                    connection.execute("DELETE FROM schema_version")
                    connection.execute("INSERT INTO schema_version VALUES (%s)", (step.number,))
        with connection.transaction():
            for name in view_names():
                connection.execute(f"DROP VIEW IF EXISTS {name}".encode())
            connection.execute(VIEWS.read_text().encode())


def _version(connection: psycopg.Connection[tuple[int, ...]]) -> int:
    row = connection.execute("SELECT MAX(version) FROM schema_version").fetchone()
    return row[0] if row and row[0] is not None else 0
