"""Finding Chinese texts by what stands in them, the newest as quickly among 100,000 as among 1,000.

An index is a table of numbered texts: bigrams name those that may hold a query, and the folded text decides. SQLite
keeps the bigrams in an FTS5 table without positions, PostgreSQL in a column with a GIN index; no model knows them. FTS5
parts them by `ascii`, to which every sign beyond ASCII is a letter: `unicode61` knows only the letters of 2012. Number
texts in the order of their release, then the newest come first without sorting.

Beside its bigrams a text carries marks: who may read it, what it is filtered by. The index meets words and marks at
once, so that what is for few readers, or fits few, is found without looking at what is not. No query can name a mark.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from ..foundation.kernel.bigrams import bigrams, phrases, words

HEAD = 60  # signs at the beginning of a text, where its title stands
IN_HEAD = 10
NEAR = 4_096
"""PostgreSQL finds without order: so many of the newest numbers are looked at before all others are."""
SIGN = "§"
"""Every mark begins with it, and no bigram: it is neither letter nor digit."""
ALL = (0, 2**31 - 1)

Span = tuple[int | sa.ColumnElement[int], int | sa.ColumnElement[int]]
"""Numbers from the first to below the second."""
Marks = Sequence[str] | sa.Select[str]
"""Marks of which a text must carry one; none of them where there is none. A statement gives them as its rows."""


def search_index(name: str, metadata: sa.MetaData) -> sa.Table:
    """The index `name` as models and queries know it; `create_index` makes it."""
    number = sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)
    marks = sa.Column("marks", sa.Text, nullable=False, server_default="")
    return sa.Table(name, metadata, number, sa.Column("folded", sa.Text, nullable=False), marks)


def mark(words: str) -> str:
    """What `words` are as a mark; only their letters and digits count."""
    return SIGN + "".join(sign for sign in words.lower() if sign.isalnum())


def put(
    session: Session, index: sa.Table, texts: Mapping[int, str], marks: Mapping[int, Sequence[str]] | None = None
) -> None:
    """Let each text be found under its number, instead of what stood there; some thousands at once."""
    remove(session, index, *texts)
    rows: list[dict[str, Any]] = []
    terms: list[list[str]] = []
    for number, text in texts.items():
        its, carried = words(text), sorted(set((marks or {}).get(number, ())))
        rows.append({"number": number, "folded": " ".join(its), "marks": " ".join(carried)})
        terms.append([*bigrams(its), *carried])
    if rows and _has_fts5(session):
        session.execute(sa.insert(index), rows)
        pairs = [{"rowid": row["number"], "bigrams": " ".join(its)} for row, its in zip(rows, terms, strict=True)]
        session.execute(sa.insert(_bigrams_of(index)), pairs)
    elif rows:
        vector = sa.func.array_to_tsvector(sa.cast(sa.bindparam("pairs"), sa.ARRAY(sa.Text)))
        whole = sa.table(index.name, *map(sa.column, ("number", "folded", "marks", "bigrams")))
        told = [row | {"pairs": [*its, *_signs(row["folded"])]} for row, its in zip(rows, terms, strict=True)]
        session.execute(sa.insert(whole).values(bigrams=vector), told)


def remove(session: Session, index: sa.Table, *numbers: int) -> None:
    """Let the texts of these numbers no longer be found; a number that holds none is no fault."""
    old = index.c.number.in_(numbers)
    if _has_fts5(session):
        table, whole = _bigrams_of(index), sa.select(index.c.number, index.c.folded, index.c.marks)
        for number, folded, marks in session.execute(whole.where(old)).all():
            terms = " ".join([*bigrams(folded.split()), *marks.split()])
            session.execute(sa.insert(table).values({table.name: "delete", "rowid": number, "bigrams": terms}))
    session.execute(sa.delete(index).where(old))


def matching(
    session: Session, index: sa.Table, query: str | None, marks: Sequence[Marks] = (), span: Span = ALL
) -> sa.Subquery:
    """The numbers (`.c.number`), of those in `span`, of the texts in which all words of `query` stand, and that carry
    one of each of `marks`. Without a query the marks alone say which; a query that has no word finds none.

    Take the `newest` of those that the reader may see: then few more texts are looked at than the page shows. Any
    string is a query; it has no operators.
    """
    asked = phrases(query or "")
    if (query is not None and not asked) or not (asked or marks):
        return sa.select(index.c.number).where(sa.false()).subquery()
    stand = [one for one in asked if len(one) > 2]
    pairs = sorted({pair for one in asked for pair in _pairs_of(one)})
    if _has_fts5(session):
        known = _bigrams_of(index)
        held = known.c[known.name].match(_terms(pairs, marks, _FTS5))
        found = sa.select(known.c.rowid.label("number")).where(held, *between(known.c.rowid, span))
        whole = found.join(index, index.c.number == known.c.rowid) if stand else found
        return whole.where(*(index.c.folded.contains(one) for one in stand)).subquery()
    terms = sa.cast(_terms(pairs, marks, _TSQUERY), TSQUERY)
    number = getattr(sa.func, f"{index.name}_between")(terms, *span).column_valued("number")
    first = sa.select(number.label("number")).order_by(number.desc()).offset(0).subquery()
    text = sa.select(index.c.folded).where(index.c.number == first.c.number).scalar_subquery()
    return sa.select(first.c.number).where(*(text.contains(one) for one in stand)).subquery() if stand else first


def between(number: sa.ColumnElement[int], span: Span) -> list[sa.ColumnElement[bool]]:
    """That a number lies in `span`."""
    return [] if span == ALL else [number >= span[0], number < span[1]]


def newest(
    session: Session, index: sa.Table, hits: Callable[[Span], sa.Select[Any]], most: int, below: int = ALL[1]
) -> sa.Select[Any]:
    """The `most` highest of the numbers that `hits` selects in a span, of those `below`, from the highest down.

    FTS5 walks down by itself. GIN gives all at once: so PostgreSQL looks at the newest first, and at the others only
    where those were too few.
    """

    def first(span: Span) -> sa.Select[Any]:
        its = hits(span)
        return its.order_by(its.selected_columns[0].desc()).limit(most)

    if _has_fts5(session):
        return first((0, below))
    last = sa.select(sa.func.coalesce(sa.func.max(index.c.number), 0)).where(index.c.number < below).scalar_subquery()
    near = first((last - NEAR, below)).cte()
    few = sa.select(sa.func.count()).select_from(near).scalar_subquery() < most
    far = first((0, last - NEAR)).where(few).subquery()
    both = sa.union_all(sa.select(near), sa.select(far)).subquery()
    return sa.select(*both.c).order_by(both.c[0].desc()).limit(most)


def whole(index: sa.Table, numbers: sa.Subquery) -> sa.Subquery:
    """The texts (`.c.number`, `.c.folded`) of some numbers, each fetched once however often it is looked at."""
    number = numbers.c[0]
    texts = sa.select(number.label("number"), (index.c.folded + sa.literal("")).label("folded"))
    return texts.join(index, index.c.number == number).offset(0).subquery()


def relevance(texts: sa.FromClause, query: str) -> sa.ColumnElement[int]:
    """How often the words of `query` stand in one of `texts`, `.c.folded`, ten more for each that stands in its head.

    It reads the texts, so ask it of the newest thousand that match, as `whole` gives them.
    """
    folded, head = texts.c.folded, sa.func.substr(texts.c.folded, 1, HEAD)
    total: sa.ColumnElement[int] = sa.literal(0)
    for one in phrases(query):
        taken = Octets(folded) - Octets(sa.func.replace(folded, one, ""))
        total += taken // len(one.encode()) + sa.case((head.contains(one), IN_HEAD), else_=0)
    return total


class Octets(GenericFunction[int]):
    """The length of a text in bytes, which is known without counting signs."""

    type = sa.Integer()
    name = "octet_length"
    inherit_cache = True


@compiles(Octets, "sqlite")
def _on_sqlite(octets: Octets, compiler: SQLCompiler, **how: Any) -> str:
    """SQLite knows `octet_length` from 3.43 on, Debian 12 has 3.40."""
    return f"length(CAST({compiler.process(octets.clauses, **how)} AS BLOB))"


@dataclass(frozen=True, slots=True)
class _Syntax:
    """How an index is asked: for a term, for a single sign, for all of several, for one of several."""

    term: str
    sign: str
    every: str
    any: str


_FTS5 = _Syntax('"{}"', '"{}"*', " AND ", " OR ")
_TSQUERY = _Syntax("'{}'", "'{}'", " & ", " | ")


def _terms(pairs: Sequence[str], marks: Sequence[Marks], how: _Syntax) -> sa.ColumnElement[str]:
    """What the index is asked for."""
    words = how.every.join((how.sign if len(one) == 1 else how.term).format(one) for one in pairs)
    parts = [*([sa.literal(words)] if pairs else ()), *(_one_of(some, how) for some in marks)]
    return reduce(lambda so_far, part: so_far + sa.literal(how.every) + part, parts)


def _one_of(marks: Marks, how: _Syntax) -> sa.ColumnElement[str]:
    """One of the marks; the sign alone, which no text carries, where there is none."""
    nothing = how.term.format(SIGN)
    if not isinstance(marks, sa.Select):
        return sa.literal("(" + (how.any.join(map(how.term.format, marks)) or nothing) + ")")
    begin, end = how.term.split("{}")
    rows = marks.subquery()
    joined = sa.func.aggregate_strings(sa.literal(begin) + rows.c[0] + sa.literal(end), how.any)
    return sa.literal("(") + sa.func.coalesce(sa.select(joined).scalar_subquery(), nothing) + sa.literal(")")


def _signs(folded: str) -> set[str]:
    """Each sign for itself: FTS5 has them by `prefix`, GIN would gather all that begins with one."""
    return set(folded) - {" "}


def _pairs_of(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]


def _bigrams_of(index: sa.Table) -> sa.TableClause:
    """The FTS5 table of `index`, with the column by which FTS5 takes commands."""
    name = f"{index.name}_bigrams"
    return sa.table(name, sa.column(name), sa.column("rowid"), sa.column("bigrams"))


def _has_fts5(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
