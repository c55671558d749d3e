"""Fill a database for a measurement: the demonstration, and further organisations with seats and duties."""

import sys
from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session
from stdnum.cn import uscc

from alliance import create_app
from alliance.demonstration import story
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.ids import new_id
from alliance.foundation.store import migrate
from alliance.matrix.model import Advantage, Seat, SeatDuty, SeatRole
from alliance.organisations.model import Organisation, OrganisationState
from alliance.organisations.pinyin import initials, spelled

LAUNCH = date(2022, 7, 4)
ALLIANCES = ("police_bank", "police_telecom", "police_media", "police_enterprise", "police_association")
MATRICES = ("publicity_matrix", "crackdown_matrix", "governance_matrix")
SECTORS = ("bank", "carrier", "media", "express", "association")


def fill(session: Session, how_many: int) -> None:
    organisations, seats, duties = [], [], []
    for number in range(how_many):
        bare = f"91140105BENC{number:05d}"
        name = f"第{number}测量单位（演示）"
        organisation = {
            "id": new_id(),
            "uscc": bare + str(uscc.calc_check_digit(bare)),
            "name": name,
            "short_name": f"测量{number}",
            "pinyin": spelled(name),
            "initials": initials(name, f"测量{number}"),
            "sector_code": SECTORS[number % 5],
            "district_code": f"14010{5 + number % 5}",
            "address": f"示例路{number}号",
            "state": OrganisationState.MEMBER,
            "state_since": clock.now(),
            "joined_on": LAUNCH,
            "confirmed_at": clock.now(),
            "version": 1,
        }
        seat = {
            "id": new_id(),
            "organisation_id": organisation["id"],
            "alliance_code": ALLIANCES[number % 5],
            "role": SeatRole.MEMBER,
            "from_on": LAUNCH,
        }
        organisations.append(organisation)
        seats.append(seat)
        duties += [
            {"id": new_id(), "seat_id": seat["id"], "matrix_code": m, "advantage": Advantage.VENUE, "from_on": LAUNCH}
            for m in MATRICES[: 1 + number % 3]
        ]
    for model, rows in ((Organisation, organisations), (Seat, seats), (SeatDuty, duties)):
        if rows:
            session.execute(insert(model), rows)


def main() -> None:
    portal = create_app()
    migrate.upgrade(portal.database)
    with Session(portal.database) as session:
        if story.is_empty(session):
            story.tell(session, clock.now())
            fill(session, int(sys.argv[1]))
            session.commit()


if __name__ == "__main__":
    main()
