"""A case as its writer tells it, the editions that readers meet, and the sealed original."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from ..fraudtypes.vocabulary import AgeBand, Channel, ContactTool, VictimGroup
from .vocabulary import CaseState, EditionKind, EditionState, HowFound, Tlp

TITLE_LENGTH = 80
STORY_LENGTH = 20_000
LINE_LENGTH = 200
BLOCK_LENGTH = 2_000
STEP_LENGTH = 500
STEPS_MOST = 12
INDICATORS_MOST = 20
INDICATOR_LENGTH = 300
WORDS_LENGTH = 1_000
REASON_LENGTH = 500
DIGEST_LENGTH = 64
FIELD_LENGTH = 20
OPEN_MINUTES = 15
FEN_MOST = 10**15
SHELF = (
    *("kind", "tlp", "audience_id", "source_id", "organisation_id", "district_code", "fraud_type_id"),
    *("happened_on", "lost_fen", "victim_group", "channel"),
)
"""What the shelf is filtered by: an index holds it all, so that no story is read to find a page."""


class Told:
    """What a case says; a case and each of its editions have these columns of their own.

    Amounts are in fen (1/100 yuan). `steps`: a list of {"phase", "words"} in the order of time. `indicators`: a list
    of {"kind", "shown", "doubtful", "mark"}; the mark is the digest that tells it from others and is never shown.
    Every text is masked: what was found to be personal is not in these columns.
    """

    title: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    happened_on: Mapped[date | None]
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"))
    fraud_type_id: Mapped[UUID | None] = mapped_column(ForeignKey("fraud_type.id"))
    victim_group: Mapped[VictimGroup | None]
    age_band: Mapped[AgeBand | None]
    channel: Mapped[Channel | None]
    contact_tool: Mapped[ContactTool | None]
    story: Mapped[str] = mapped_column(Text, default="")
    lost_fen: Mapped[int | None] = mapped_column(BigInteger)
    stopped_fen: Mapped[int | None] = mapped_column(BigInteger)
    recovered_fen: Mapped[int | None] = mapped_column(BigInteger)
    payment_path: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    how_found: Mapped[HowFound | None]
    loopholes: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    advice: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    steps: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    indicators: Mapped[list[dict[str, Any]]] = mapped_column(default=list)


class TypicalCase(Identified, Told, Base):
    """A case as its writer tells it. Readers never meet it: they meet its editions.

    `organisation_id`: whose it is; None for one that the center wrote itself. `in_center_name`: no reader is to learn
    whose it is. `words`: what the center last told its writer.
    """

    __tablename__ = "typical_case"

    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    in_center_name: Mapped[bool] = mapped_column(default=False)
    begun_at: Mapped[datetime]
    written_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    state: Mapped[CaseState]
    state_since: Mapped[datetime]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_typical_case_organisation_id_written_at_id", "organisation_id", "written_at", "id"),
        Index("ix_typical_case_state_state_since_id", "state", "state_since", "id"),
    )


class Edition(Identified, Told, Base):
    """A text of the case for its readers, under its own release.

    `number` counts the versions of one kind from 1; `release_number` counts all releases of the portal, so that a
    higher one is newer. `organisation_id`: whose name it bears, None where the center speaks in its own name.
    `source_id`: whose case it is; no page shows it. `author_id` wrote the case, `written_by_id` the words of this
    text; neither releases it. A public one has no indicators: they would warn the swindlers. `prepared_for`: the
    organisations that belonged to the audience when it was prepared.
    """

    __tablename__ = "edition"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"))
    kind: Mapped[EditionKind]
    number: Mapped[int]
    release_number: Mapped[int | None] = mapped_column(unique=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    source_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    tlp: Mapped[Tlp]
    audience_id: Mapped[UUID | None] = mapped_column(ForeignKey("audience.id"), index=True)
    prepared_for: Mapped[list[str]] = mapped_column(default=list)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    released_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime | None]
    change_note: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    state: Mapped[EditionState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "number"),
        CheckConstraint("released_by_id <> written_by_id AND released_by_id <> author_id", name="two_persons"),
        CheckConstraint("(kind = 'public') = (audience_id IS NULL)", name="addressed"),
        CheckConstraint("(kind = 'public') = (tlp = 'clear')", name="clear_is_public"),
        *(
            Index(
                f"uq_edition_{state}",
                "case_id",
                "kind",
                unique=True,
                sqlite_where=text(f"state = '{state}'"),
                postgresql_where=text(f"state = '{state}'"),
            )
            for state in ("prepared", "released")
        ),
        Index("ix_edition_shelf", "state", "release_number", *SHELF),
        Index("ix_edition_kind_state_organisation_id", "kind", "state", "organisation_id"),
    )


class SealedOriginal(Identified, Base):
    """What stood in a field of a case before it was masked, encrypted (a Fernet token); the key is not in the database.

    `kinds`: kind of personal data → how many were found.
    """

    __tablename__ = "sealed_original"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"), index=True)
    field: Mapped[str] = mapped_column(String(FIELD_LENGTH))
    sealed_at: Mapped[datetime]
    kinds: Mapped[dict[str, Any]]
    cipher: Mapped[bytes] = mapped_column(LargeBinary, info={"pii": "sealed"})


class Opening(Identified, Base):
    """Somebody may read a case's original, for a reason, until a moment."""

    __tablename__ = "opening"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    opened_at: Mapped[datetime]
    until: Mapped[datetime]


class CaseIndicator(Base):
    """An indicator of a case, found again by its digest (HMAC-SHA256, keyed outside the database) only."""

    __tablename__ = "case_indicator"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True, index=True)


class CaseFile(Base):
    """A file that the writer attached."""

    __tablename__ = "case_file"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, unique=True)


class EditionFile(Base):
    """A file of the case that the readers of an edition get, as its shared copy."""

    __tablename__ = "edition_file"

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, index=True)
