"""A publicity event: what it is, who holds it and where, and what came of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Coded, Identified
from .vocabulary import EventFileKind, EventState, FiveEntry, HostPart, Rhythm

TITLE_LENGTH = 80
PLACE_LENGTH = 80
OFFICE_LENGTH = 60
PHONE_LENGTH = 40
BLOCK_LENGTH = 2_000
REASON_LENGTH = 500
LINK_LENGTH = 500
CAPTION_LENGTH = 120
PEOPLE_MOST = 10_000_000
DAYS_MOST = 60
"""So long an event lasts at most."""


class EventKind(Coded, Base):
    """A sort of publicity event, such as 启动仪式. `to_on` is None while the name is in use."""

    __tablename__ = "event_kind"

    from_on: Mapped[date]
    to_on: Mapped[date | None]


class EventSeries(Identified, Base):
    """Events that come again in a rhythm, until a day."""

    __tablename__ = "event_series"

    rhythm: Mapped[Rhythm]
    until_on: Mapped[date]


class PublicityEvent(Identified, Base):
    """What is held from `starts_at` to `ends_at`.

    `organisation_id`: the member that proposed it; None, the center's own. `public`: in the public calendar from
    `approved_at` on; otherwise only its audience sees it. `proposed_by_id`: who drafted it, then who sent it in.
    `attendance`: how many came, once counted. `reason`: why it was given back, declined or cancelled. `changed_at`:
    when whatever calendars show of it changed last.
    """

    __tablename__ = "publicity_event"

    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    theme: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    kind_code: Mapped[str] = mapped_column(ForeignKey("event_kind.code"))
    five_entry: Mapped[FiveEntry | None]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"))
    public: Mapped[bool] = mapped_column(default=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"))
    venue: Mapped[str] = mapped_column(String(PLACE_LENGTH))
    description: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    materials: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="", server_default="")
    safety_plan: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    contact_office: Mapped[str] = mapped_column(String(OFFICE_LENGTH), default="")
    contact_phone: Mapped[str] = mapped_column(String(PHONE_LENGTH), default="")
    planned_attendance: Mapped[int | None]
    attendance: Mapped[int | None]
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("event_series.id"), index=True)
    summary: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    drafted_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    state: Mapped[EventState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="hours_in_order"),
        CheckConstraint("approved_by_id <> proposed_by_id OR organisation_id IS NULL", name="two_persons"),
        Index("ix_publicity_event_starts_at_id", "starts_at", "id"),
        Index("ix_publicity_event_state_starts_at_id", "state", "starts_at", "id"),
    )


class EventHost(Identified, Base):
    """Who holds an event, and in which part: a member, or an office that is none (`organisation_id` is None)."""

    __tablename__ = "event_host"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"), index=True)
    part: Mapped[HostPart]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    office: Mapped[str] = mapped_column(String(OFFICE_LENGTH), default="")
    position: Mapped[int]


class AgendaItem(Identified, Base):
    """What happens at an event from a moment on, and which office does it."""

    __tablename__ = "agenda_item"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"), index=True)
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(String(CAPTION_LENGTH))
    office: Mapped[str] = mapped_column(String(OFFICE_LENGTH), default="")


class EventFile(Base):
    """A file of an event. `faces_agreed`: whoever can be recognised in a picture has agreed that it is shown."""

    __tablename__ = "event_file"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True)
    kind: Mapped[EventFileKind]
    caption: Mapped[str] = mapped_column(String(CAPTION_LENGTH), default="")
    faces_agreed: Mapped[bool] = mapped_column(default=False)


class Coverage(Identified, Base):
    """What a medium published about an event."""

    __tablename__ = "event_coverage"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    source: Mapped[str] = mapped_column(String(OFFICE_LENGTH))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    link: Mapped[str] = mapped_column(String(LINK_LENGTH))
    published_on: Mapped[date]


class EventReach(Base):
    """How many people an organisation reached at an event; it counts toward the organisation."""

    __tablename__ = "event_reach"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    people: Mapped[int]

    __table_args__ = (CheckConstraint("people >= 0", name="people_counted"),)


class CalendarLink(Identified, Base):
    """Somebody's own calendar, under one appointment. Its id stands, signed, in its address: a new row voids it."""

    __tablename__ = "calendar_link"

    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"), unique=True)
    made_at: Mapped[datetime]
