"""The declarative base with its types and naming convention: both databases agree because this file decides."""

import enum
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ..kernel.ids import new_id


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC; a naive value is refused. SQLite gives moments back naive: they are made aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
        list[str]: JSON().with_variant(JSONB(), "postgresql"),
        list[dict[str, Any]]: JSON().with_variant(JSONB(), "postgresql"),
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            length=32,
            values_callable=lambda members: [str(m.value) for m in members],
        ),
    }


class Identified:
    """A row with a random id."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


CODE_LENGTH = 32
ZH_LENGTH = 60
EN_LENGTH = 120


class Coded:
    """A row of reference data: a code in the field's standard terms, a name in both languages, a place in the order."""

    code: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    zh: Mapped[str] = mapped_column(String(ZH_LENGTH))
    en: Mapped[str] = mapped_column(String(EN_LENGTH))
    position: Mapped[int] = mapped_column(default=0)
