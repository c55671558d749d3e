"""Finding Chinese texts by what stands in them, the newest as quickly among 100,000 as among 1,000.

An index is a table of numbered texts: bigrams name those that may hold a query, and the folded text decides. SQLite
keeps the bigrams in an FTS5 table without positions, PostgreSQL in a column with a GIN index; no model knows them. FTS5
parts them by `ascii`, to which every sign beyond ASCII is a letter: `unicode61` knows only the letters of 2012. Number
texts in the order of their release, then the newest come first without sorting.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from ..kernel.bigrams import bigrams, phrases, words

HEAD = 60  # signs at the beginning of a text, where its title stands
IN_HEAD = 10


def search_index(name: str, metadata: sa.MetaData) -> sa.Table:
    """The index `name` as models and queries know it; `create_index` makes it."""
    number = sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)
    return sa.Table(name, metadata, number, sa.Column("folded", sa.Text, nullable=False))


def create_index(op: Any, name: str) -> None:
    """In a migration: make the index, empty. `op`: Alembic's operations."""
    number = sa.Column("number", sa.Integer, autoincrement=False)
    key = sa.PrimaryKeyConstraint("number", name=f"pk_{name}")
    op.create_table(name, number, sa.Column("folded", sa.Text, nullable=False), key)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {name} ADD COLUMN bigrams tsvector NOT NULL")
        op.execute(f"CREATE INDEX {name}_bigrams ON {name} USING gin (bigrams)")
    else:
        how = "content='', detail=none, columnsize=0, tokenize=ascii"
        op.execute(f"CREATE VIRTUAL TABLE {name}_bigrams USING fts5(bigrams, {how})")


def drop_index(op: Any, name: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table(f"{name}_bigrams")
    op.drop_table(name)


def in_models(_thing: object, name: str | None, _kind: str, _reflected: bool, same: object) -> bool:
    """For Alembic's `include_object`: the bigrams are the database's own, and no model is expected to know them."""
    return same is not None or "bigrams" not in (name or "").split("_")


def put(session: Session, index: sa.Table, texts: Mapping[int, str]) -> None:
    """Let each text be found under its number, instead of what stood there; some thousands at once."""
    remove(session, index, *texts)
    said = {number: words(text) for number, text in texts.items()}
    folded = [{"number": number, "folded": " ".join(its)} for number, its in said.items()]
    if said and _has_fts5(session):
        session.execute(sa.insert(index), folded)
        pairs = [{"rowid": number, "bigrams": " ".join(bigrams(its))} for number, its in said.items()]
        session.execute(sa.insert(_bigrams_of(index)), pairs)
    elif said:
        vector = sa.func.array_to_tsvector(sa.cast(sa.bindparam("pairs"), sa.ARRAY(sa.Text)))
        whole = sa.table(index.name, sa.column("number"), sa.column("folded"), sa.column("bigrams"))
        rows = [line | {"pairs": bigrams(its)} for line, its in zip(folded, said.values(), strict=True)]
        session.execute(sa.insert(whole).values(bigrams=vector), rows)


def remove(session: Session, index: sa.Table, *numbers: int) -> None:
    """Let the texts of these numbers no longer be found; a number that holds none is no fault."""
    old = index.c.number.in_(numbers)
    if _has_fts5(session):
        table = _bigrams_of(index)
        for number, folded in session.execute(sa.select(index.c.number, index.c.folded).where(old)).all():
            gone = {table.name: "delete", "rowid": number, "bigrams": " ".join(bigrams(folded.split()))}
            session.execute(sa.insert(table).values(gone))
    session.execute(sa.delete(index).where(old))


def matching(session: Session, index: sa.Table, query: str) -> sa.Subquery:
    """The numbers (`.c.number`) of the texts in which all words of `query` stand; none where it has no word.

    Join it with what the reader may see and order by its number, descending: then only as many texts are looked at as
    the page shows. Any string is a query; it has no operators.
    """
    asked = phrases(query)
    known, pairs = _bigrams_of(index), {pair for one in asked for pair in _pairs_of(one)}
    if not asked:
        return sa.select(index.c.number).where(sa.false()).subquery()
    stand = [index.c.folded.contains(one) for one in asked if len(one) > 2]
    if not _has_fts5(session):
        terms = " & ".join(f"'{pair}'" + ":*" * (len(pair) == 1) for pair in sorted(pairs))
        held = sa.literal_column(f"{index.name}.bigrams").op("@@")(sa.cast(sa.literal(terms), TSQUERY))
        return sa.select(index.c.number).where(held, *stand).subquery()
    terms = " ".join(f'"{pair}"' + "*" * (len(pair) == 1) for pair in sorted(pairs))
    found = sa.select(known.c.rowid.label("number")).where(known.c[known.name].match(terms))
    return (found.join(index, index.c.number == known.c.rowid).where(*stand) if stand else found).subquery()


def relevance(index: sa.Table, query: str) -> sa.ColumnElement[int]:
    """How often the words of `query` stand in a text of `index`, ten more for each that stands in its head.

    It reads the texts, so ask it of the newest thousand that match.
    """
    folded, head = index.c.folded, sa.func.substr(index.c.folded, 1, HEAD)
    total: sa.ColumnElement[int] = sa.literal(0)
    for one in phrases(query):
        without = sa.func.length(sa.func.replace(folded, one, ""))
        total += (sa.func.length(folded) - without) // len(one) + sa.case((head.contains(one), IN_HEAD), else_=0)
    return total


def _pairs_of(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]


def _bigrams_of(index: sa.Table) -> sa.TableClause:
    """The FTS5 table of `index`, with the column by which FTS5 takes commands."""
    name = f"{index.name}_bigrams"
    return sa.table(name, sa.column(name), sa.column("rowid"), sa.column("bigrams"))


def _has_fts5(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
