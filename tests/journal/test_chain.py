"""The journal: an altered past is found, and what was rolled back never happened."""

from threading import Thread

from sqlalchemy import select, text

from alliance.foundation.kernel.errors import Invalid
from alliance.journal import queries
from alliance.journal.model import Entry
from alliance.organisations import commands as organisations


def verdict(make):
    with make.work() as work:
        return queries.verify(work.session)


def alter(portal, statement):
    """What somebody with the database's own password could do."""
    with portal.database.connect() as connection:
        if portal.database.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER journal_entry_no_update"))
            connection.execute(text("DROP TRIGGER journal_entry_no_delete"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement))
        connection.commit()


def test_an_untouched_chain_holds(make):
    for _ in range(3):
        make.organisation()
    assert verdict(make).entries >= 3
    assert verdict(make).altered is None


def test_one_altered_entry_is_named(make, portal):
    for _ in range(4):
        make.organisation()
    alter(portal, "UPDATE journal_entry SET event = 'OrganisationRefused' WHERE number = 3")
    assert verdict(make).altered == 3


def test_a_removed_entry_is_named(make, portal):
    for _ in range(4):
        make.organisation()
    alter(portal, "DELETE FROM journal_entry WHERE number = 2")
    assert verdict(make).altered == 2


def test_a_cut_off_end_is_noticed(make, portal):
    for _ in range(3):
        make.organisation()
    last = verdict(make).entries
    alter(portal, f"DELETE FROM journal_entry WHERE number = {last}")
    assert verdict(make).altered == last


def test_what_a_savepoint_undid_leaves_no_entry(make):
    with make.work() as work:
        first = organisations.admit(work, a_new("甲"))
        try:
            with work.session.begin_nested():
                organisations.confirm_contacts(work, first)
                raise Invalid("name", "no")
        except Invalid:
            organisations.suspend(work, first, "why")
    with make.work() as work:
        events = work.session.scalars(select(Entry.event).order_by(Entry.number)).all()
    assert {"OrganisationAdmitted", "OrganisationSuspended"} <= set(events)
    assert "ContactsConfirmed" not in events


def test_many_at_once_make_one_chain(make):
    def admit_some():
        for _ in range(5):
            make.organisation()

    threads = [Thread(target=admit_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdict(make).altered is None
    with make.work() as work:
        admitted = work.session.scalars(select(Entry.number).where(Entry.event == "OrganisationAdmitted")).all()
    assert len(admitted) == 20


def a_new(name):
    from alliance.organisations.model import Post
    from tests.factories import some_uscc

    contacts = {post: organisations.ContactText("演示") for post in (Post.FIRST_LEADER, Post.LIAISON)}
    profile = organisations.Profile("bank", "140106", "示例路1号", contacts=contacts)
    return organisations.NewOrganisation(some_uscc(), name, name, profile)
