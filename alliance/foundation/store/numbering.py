"""Numbers that are given out in order, each once, without a gap: plaque serials, application numbers."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from .base import Base
from .upsert import insert_or


class Numbering(Base):
    """The last number given out in a series."""

    __tablename__ = "numbering"

    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]


def next_number(session: Session, series: str) -> int:
    """The next number of `series`, from 1. The row is locked until the transaction ends, so nobody else gets it.

    One statement, whether the series exists or not: two that begin it at once wait for each other.
    """
    first = insert_or(session, Numbering).values(series=series, last=1)
    raised = first.on_conflict_do_update(index_elements=["series"], set_={"last": Numbering.last + 1})
    return int(session.execute(raised.returning(Numbering.last)).scalar_one())
