"""The migration of fraud types, up and down with rows in it."""

from sqlalchemy import inspect, select

from alliance.foundation.store import migrate
from alliance.fraudtypes.model import FraudType, FraudTypeCovers

TABLES = {"fraud_concept", "fraud_type_list", "fraud_type", "fraud_type_covers"}
BEFORE = "0011"


def ids(portal):
    with portal.database.connect() as connection:
        return set(connection.execute(select(FraudType.id, FraudType.list_code, FraudType.code)).all())


def test_a_type_bears_the_same_id_however_often_it_is_made(portal, make):
    """Cases hold on to the id of their type: links and filters of one portal must hold in a restored one too."""
    before = ids(portal)
    with make.work() as work:
        more = FraudType(list_code="platform-13", code="one_more", zh="又一类", en="One more", position=14)
        work.session.add(more)
        work.session.flush()
        work.session.add(FraudTypeCovers(fraud_type_id=more.id, concept_code="other"))
    try:
        migrate.downgrade(portal.database, BEFORE)
        assert not TABLES & set(inspect(portal.database).get_table_names())
    finally:
        migrate.upgrade(portal.database)
    assert ids(portal) == before
    assert len(before) == 48
