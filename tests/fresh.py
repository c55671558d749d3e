"""Putting the database back to what the migrations made, quickly, between two tests."""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select, text

from alliance.models import Base


class Freshener:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sqlite = engine.dialect.name == "sqlite"
        if self._sqlite:
            self._file = Path(str(engine.url.database))
            self._engine.dispose()
            self._template = self._file.with_suffix(".template")
            with engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
            self._engine.dispose()
            shutil.copy(self._file, self._template)
            return
        with engine.connect() as connection:
            self._rows: dict[str, list[dict[str, Any]]] = {
                table.name: [dict(row._mapping) for row in connection.execute(select(table))]
                for table in Base.metadata.sorted_tables
            }

    def refresh(self) -> None:
        if self._sqlite:
            self._engine.dispose()
            for suffix in ("-wal", "-shm"):
                Path(f"{self._file}{suffix}").unlink(missing_ok=True)
            shutil.copy(self._template, self._file)
            return
        with self._engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in Base.metadata.sorted_tables:
                connection.execute(table.delete())
                if self._rows[table.name]:
                    connection.execute(insert(table), self._rows[table.name])
