"""How long a joint action takes to be launched to thousands of organisations: python bench/launch.py

    python bench/launch.py [--organisations 5000] [--database URL]

Lays so many members into a portal with the demonstration, launches one action to all of them, with its letters in the
outbox and the inboxes, and prints the seconds to the end of the transaction, next to the seconds that inserting as many
bare rows takes. Everything runs in one process, without a network.
"""

import argparse
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from alliance.actions import drafting, launching
from alliance.actions.drafting import ActionText
from alliance.audiences.terms import Term, Terms
from alliance.demonstration import many_members
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.store.work import Work
from alliance.journal.model import Letter
from alliance.organisations.model import Organisation
from bench.cases import Filled, opened

SECONDS_MOST = 3


def floor(portal: Filled, rows: int) -> float:
    """Seconds for as many rows of one number each, in one transaction."""
    with portal.portal.database.begin() as connection:
        connection.execute(text("CREATE TABLE bench_row (number integer)"))
        begun = time.perf_counter()
        connection.execute(text("INSERT INTO bench_row VALUES (:number)"), [{"number": one} for one in range(rows)])
        return time.perf_counter() - begun


def launch(portal: Filled) -> tuple[int, int, float]:
    """Organisations, letters, and seconds to the end of the transaction."""
    today = local_day(clock.now())
    with Session(portal.portal.database, expire_on_commit=False) as session:
        text = ActionText("开展反诈宣传", "播放宣传片。", Terms.of([Term()]), today, today + timedelta(days=20))
        action = drafting.draft(Work(portal.actor("officer"), clock.now(), session), text)
        session.commit()
        begun = time.perf_counter()
        count = launching.launch(Work(portal.actor("officer"), clock.now(), session), action)
        session.commit()
        took = time.perf_counter() - begun
        letters = select(func.count()).select_from(Letter).where(Letter.template == "action_assigned")
        return count, session.scalar(letters) or 0, took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--organisations", type=int, default=5_000)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    chosen = parser.parse_args()

    def lay(work: Work) -> None:
        held = work.session.scalar(select(func.count()).select_from(Organisation)) or 0
        many_members.make(Work(PORTAL, work.now, work.session), chosen.organisations - held)

    with opened(f"launch-{chosen.organisations}", chosen.database, lay) as portal:
        count, letters, took = launch(portal)
        bare = floor(portal, count)
        print(f"{'database':12} {'organisations':>13} {'letters':>8} {'seconds':>8} {'bare rows, s':>12}")
        print(f"{portal.kind:12} {count:>13,} {letters:>8,} {took:>8.2f} {bare:>12.3f}{' !' * (took > SECONDS_MOST)}")


if __name__ == "__main__":
    main()
