"""What lets cases be found: words, signatures and keys of what is alike, searches, and further occurrences."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .fulltext import search_index
from .model import WORDS_LENGTH

SEARCH_TITLE_LENGTH = 40
ADDRESS_LENGTH = 2_000
SEARCHES_MOST = 30
PLACE_LENGTH = 32
SHELF = "cases"

CASE_SEARCH = search_index("case_search", Base.metadata)
"""The masked words of released editions, under their release numbers."""


class EditionSignature(Base):
    """What a released edition is compared by; see `likeness`."""

    __tablename__ = "edition_signature"

    release_number: Mapped[int] = mapped_column(
        ForeignKey("edition.release_number"), primary_key=True, autoincrement=False
    )
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class EditionKey(Base):
    """Under `key`, of a band or an indicator for one kind of readers, a released edition is looked up; see `keys`."""

    __tablename__ = "edition_key"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    release_number: Mapped[int] = mapped_column(
        ForeignKey("edition.release_number"), primary_key=True, autoincrement=False
    )

    __table_args__ = ({"sqlite_with_rowid": False},)


class CaseSignature(Base):
    """What a case that waits at the center is compared by, for the center alone."""

    __tablename__ = "case_signature"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"), primary_key=True)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class CaseBand(Base):
    """A band of such a case; those that share one are worth comparing."""

    __tablename__ = "case_band"

    band: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"), primary_key=True, index=True)


class Occurrence(Identified, Base):
    """A member met what a case tells once more. Readers learn how many and how much; only the center learns who.

    `edition_id`: which the member had read; who may not read that one does not count it. `words` are masked; what was
    personal in them is sealed with the case.
    """

    __tablename__ = "occurrence"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"))
    edition_id: Mapped[UUID | None] = mapped_column(ForeignKey("edition.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    happened_on: Mapped[date]
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"))
    lost_fen: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_occurrence_case_id_at_id", "case_id", "at", "id"),)


class SavedSearch(Identified, Base):
    """A search that a person keeps for itself; nobody else sees it. `place`: the page that it is of; `address`: the
    filters as the address has them."""

    __tablename__ = "saved_search"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(String(PLACE_LENGTH), server_default=SHELF)
    title: Mapped[str] = mapped_column(String(SEARCH_TITLE_LENGTH), info={"pii": "own words"})
    address: Mapped[str] = mapped_column(String(ADDRESS_LENGTH), info={"pii": "own words"})
    kept_at: Mapped[datetime]

    __table_args__ = (Index("uq_saved_search_person_id_place_title", "person_id", "place", "title", unique=True),)
