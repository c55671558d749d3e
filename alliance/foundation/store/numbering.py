"""Numbers that are given out in order, each once, without a gap: plaque serials, application numbers."""

from sqlalchemy import String, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from .base import Base


class Numbering(Base):
    """The last number given out in a series."""

    __tablename__ = "numbering"

    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]


def next_number(session: Session, series: str) -> int:
    """The next number of `series`, from 1. The row is locked until the transaction ends, so nobody else gets it."""
    raised = update(Numbering).where(Numbering.series == series).values(last=Numbering.last + 1)
    number: int | None = session.scalar(raised.returning(Numbering.last))
    if number is None:
        with session.begin_nested():
            session.add(Numbering(series=series, last=1))
        return 1
    return number
