"""What is done to organisations: admit, keep, confirm, rename, suspend, resume, release, merge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete, select, update
from stdnum.cn import uscc as uscc_number
from stdnum.exceptions import ValidationError

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .model import REASON_LENGTH, Capability, Contact, Organisation, OrganisationName, OrganisationState, Post
from .pinyin import findable, initials, spelled
from .workflow import GONE, ORGANISATION_WORKFLOW


@dataclass(frozen=True, slots=True)
class ContactText:
    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an organisation says of itself beside its name. `capabilities`: kind code → amount."""

    sector_code: str
    district_code: str
    address: str
    parent_name: str = ""
    contacts: Mapping[Post, ContactText] = field(default_factory=dict)
    capabilities: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    uscc: str
    name: str
    short_name: str
    profile: Profile


def check_uscc(uscc: str) -> str:
    """The code in its compact form (GB 32100-2015); Invalid where its length, signs or check digit are wrong."""
    try:
        return str(uscc_number.validate(uscc))
    except ValidationError as wrong:
        raise Invalid(
            "uscc", N_("This is not a unified social credit code: its length or its check digit is wrong.")
        ) from wrong


def check_unused(work: Work, uscc: str, name: str) -> None:
    """Invalid where another organisation, whatever its state, already bears the code or the name."""
    taken = work.session.execute(
        select(Organisation.uscc, Organisation.name).where((Organisation.uscc == uscc) | (Organisation.name == name))
    ).first()
    if taken and taken.uscc == uscc:
        raise Invalid("uscc", N_("An organisation with this code is already in the alliance."))
    if taken:
        raise Invalid("name", N_("An organisation of this name is already in the alliance."))


def check_unchanged(work: Work, organisation: Organisation, version: int | None) -> None:
    """Hold the organisation until the transaction ends; Conflict unless it is as the page with `version` showed it."""
    work.hold(organisation)
    if organisation.version != version:
        raise Conflict()


def admit(work: Work, new: NewOrganisation) -> Organisation:
    """Let an organisation into the alliance; its first leader and its liaison must be named."""
    code = check_uscc(new.uscc)
    check_unused(work, code, new.name)
    _check_posts(new.profile.contacts)
    organisation = _member(work, code, new)
    work.session.add(organisation)
    work.session.flush()
    _name_from_today(work, organisation)
    _write_contacts(work, organisation.id, new.profile.contacts)
    _write_capabilities(work, organisation.id, new.profile.capabilities)
    record(work, events.OrganisationAdmitted(organisation.id, organisation.name))
    return organisation


def _member(work: Work, uscc: str, new: NewOrganisation) -> Organisation:
    return Organisation(
        uscc=uscc,
        name=new.name,
        short_name=new.short_name,
        pinyin=spelled(new.name),
        initials=initials(new.name, new.short_name),
        found_by=findable(new.name, new.short_name, uscc),
        state=OrganisationState.MEMBER,
        state_since=work.now,
        joined_on=local_day(work.now),
        confirmed_at=work.now,
        sector_code=new.profile.sector_code,
        district_code=new.profile.district_code,
        address=new.profile.address,
        parent_name=new.profile.parent_name,
    )


def keep(work: Work, organisation: Organisation, profile: Profile) -> None:
    """Bring the organisation's own page up to date; keeping its contacts confirms them too."""
    _check_not_gone(organisation)
    plain = ("sector_code", "district_code", "address", "parent_name")
    changed = [name for name in plain if getattr(organisation, name) != getattr(profile, name)]
    for name in changed:
        setattr(organisation, name, getattr(profile, name))
    organisation.confirmed_at = work.now
    if _write_contacts(work, organisation.id, profile.contacts):
        changed.append("contacts")
    if _write_capabilities(work, organisation.id, profile.capabilities):
        changed.append("capabilities")
    record(work, events.OrganisationKept(organisation.id, tuple(changed)))


def confirm_contacts(work: Work, organisation: Organisation) -> None:
    _check_not_gone(organisation)
    organisation.confirmed_at = work.now
    record(work, events.ContactsConfirmed(organisation.id))


def rename(work: Work, organisation: Organisation, name: str, short_name: str) -> None:
    """Give it a new name from today on. The old one stays in its history."""
    _check_not_gone(organisation)
    other = select(Organisation.id).where(Organisation.name == name, Organisation.id != organisation.id)
    if work.session.scalar(other):
        raise Invalid("name", N_("An organisation of this name is already in the alliance."))
    if (name, short_name) == (organisation.name, organisation.short_name):
        raise Invalid("name", N_("This is the name that it already bears."))
    work.session.execute(
        update(OrganisationName)
        .where(OrganisationName.organisation_id == organisation.id, OrganisationName.to_on.is_(None))
        .values(to_on=local_day(work.now))
    )
    old_name, organisation.name, organisation.short_name = organisation.name, name, short_name
    organisation.pinyin, organisation.initials = spelled(name), initials(name, short_name)
    organisation.found_by += "\n" + findable(name, short_name, organisation.uscc)
    _name_from_today(work, organisation)
    record(work, events.OrganisationRenamed(organisation.id, old_name, name))


def suspend(work: Work, organisation: Organisation, reason: str) -> None:
    ORGANISATION_WORKFLOW.apply(organisation, "suspend", work.now)
    organisation.state_reason = masked_within("reason", reason, REASON_LENGTH)
    record(work, events.OrganisationSuspended(organisation.id, organisation.state_reason))


def resume(work: Work, organisation: Organisation) -> None:
    ORGANISATION_WORKFLOW.apply(organisation, "resume", work.now)
    organisation.state_reason = ""
    record(work, events.OrganisationResumed(organisation.id))


def release(work: Work, organisation: Organisation, reason: str) -> None:
    """It leaves the alliance; what it was and did stays on record."""
    ORGANISATION_WORKFLOW.apply(organisation, "release", work.now)
    organisation.state_reason = masked_within("reason", reason, REASON_LENGTH)
    organisation.left_on = local_day(work.now)
    record(work, events.OrganisationLeft(organisation.id, organisation.state_reason))


def merge(work: Work, organisation: Organisation, into_id: UUID, reason: str) -> None:
    """It goes into another member, which must stand. Both are held, in one order, so that two mergers never wait for
    each other."""
    both = (
        select(Organisation)
        .where(Organisation.id.in_([organisation.id, into_id]))
        .order_by(Organisation.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    into = {one.id: one for one in work.session.scalars(both)}.get(into_id)
    if into is None or into.state is not OrganisationState.MEMBER or into.id == organisation.id:
        raise Invalid("into_id", N_("Choose another organisation that is a member."))
    ORGANISATION_WORKFLOW.apply(organisation, "merge", work.now)
    organisation.state_reason = masked_within("reason", reason, REASON_LENGTH)
    organisation.left_on = local_day(work.now)
    organisation.merged_into_id = into.id
    record(work, events.OrganisationMerged(organisation.id, into.id, organisation.state_reason))


def _check_posts(contacts: Mapping[Post, ContactText]) -> None:
    for post in (Post.FIRST_LEADER, Post.LIAISON):
        if post not in contacts:
            raise Invalid(post.value, N_("An admitted member needs a first leader and a liaison."))


def _check_not_gone(organisation: Organisation) -> None:
    if organisation.state in GONE:
        raise MoveNotOpen()


def _name_from_today(work: Work, organisation: Organisation) -> None:
    bears = OrganisationName(
        organisation_id=organisation.id,
        name=organisation.name,
        short_name=organisation.short_name,
        from_on=local_day(work.now),
    )
    work.session.add(bears)


def _write_contacts(work: Work, organisation_id: UUID, contacts: Mapping[Post, ContactText]) -> bool:
    """Let these be the contacts, and no others; whether anything changed by it."""
    gone = work.session.execute(
        delete(Contact)
        .where(Contact.organisation_id == organisation_id)
        .returning(Contact.post, Contact.name, Contact.phone, Contact.email)
    )
    before = {post: ContactText(*text) for post, *text in gone}
    for post, text in contacts.items():
        work.session.add(
            Contact(organisation_id=organisation_id, post=post, name=text.name, phone=text.phone, email=text.email)
        )
    return before != dict(contacts)


def _write_capabilities(work: Work, organisation_id: UUID, capabilities: Mapping[str, int]) -> bool:
    """Let these be the capabilities, and no others; whether anything changed by it."""
    gone = work.session.execute(
        delete(Capability)
        .where(Capability.organisation_id == organisation_id)
        .returning(Capability.kind_code, Capability.amount)
    )
    before = {row.kind_code: row.amount for row in gone}
    for kind_code, amount in capabilities.items():
        work.session.add(Capability(organisation_id=organisation_id, kind_code=kind_code, amount=amount))
    return before != dict(capabilities)
