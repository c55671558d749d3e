"""The lists of fraud types, version by version, and the concepts by which their types are compared."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import CODE_LENGTH, EN_LENGTH, ZH_LENGTH, Base, Coded, Identified


class FraudConcept(Coded, Base):
    """A way of defrauding people, the same in every list; its code is that of the glossary (task_rebate …)."""

    __tablename__ = "fraud_concept"


class FraudTypeList(Coded, Base):
    """A list of fraud types as one issuer gave it out; `position`: the newest has the highest.

    `official`: issued by a ministry, not by whoever runs a platform. `to_on` is the first day on which it is no longer
    the list to choose from; cases that bear its types keep them.
    """

    __tablename__ = "fraud_type_list"

    issuer_zh: Mapped[str] = mapped_column(String(ZH_LENGTH))
    issuer_en: Mapped[str] = mapped_column(String(EN_LENGTH))
    official: Mapped[bool]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("to_on IS NULL OR to_on > from_on", name="from_before_to"),)


class FraudType(Identified, Base):
    """A heading of one list, in the words of that list. Its id never changes: cases hold on to it. It stands with its
    list, unless it came later (`from_on`) or was retired (`to_on`: the first day on which it is chosen no more)."""

    __tablename__ = "fraud_type"

    list_code: Mapped[str] = mapped_column(ForeignKey("fraud_type_list.code"))
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    zh: Mapped[str] = mapped_column(String(ZH_LENGTH))
    en: Mapped[str] = mapped_column(String(EN_LENGTH))
    position: Mapped[int]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]

    __table_args__ = (UniqueConstraint("list_code", "code"),)


class FraudTypeCovers(Base):
    """The crosswalk: a heading covers a concept. 贷款、征信类 of 2025 covers two that 2024 keeps apart."""

    __tablename__ = "fraud_type_covers"

    fraud_type_id: Mapped[UUID] = mapped_column(ForeignKey("fraud_type.id"), primary_key=True)
    concept_code: Mapped[str] = mapped_column(ForeignKey("fraud_concept.code"), primary_key=True, index=True)
