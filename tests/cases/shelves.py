"""Released editions for the tests of the shelf: written, prepared and released as in life."""

from datetime import date
from types import SimpleNamespace

from alliance.audiences.terms import Term, Terms
from alliance.cases import releasing, reviewing, telling, writing
from alliance.cases.model import Edition, TypicalCase
from alliance.cases.reviewing import EditionText
from alliance.cases.telling import CaseText, Indicator
from alliance.cases.vocabulary import EditionKind, Tlp
from alliance.cases.writing import Written
from alliance.foundation.kernel.actor import Role
from alliance.fraudtypes.queries import catalogue

STORY = "一名客户称接到客服电话，对方说她开通了会员，不取消每月扣钱，随后让她下载会议软件打开屏幕共享，账户被转走。"


class Shelves:
    """Two officers who release whatever the test asks for."""

    def __init__(self, make):
        self.make = make
        self.officer, self.admin = make.person(), make.person(Role.CENTER_ADMIN)

    def type_id(self, zh):
        """The first heading with these words in it."""
        with self.make.work() as work:
            return next(one.id for one in catalogue(work).types.values() if zh in one.zh)

    def begun(self, author, *, given=(), in_center_name=False, **told):
        """A draft of a case; returns its id."""
        usual = {"title": "屏幕共享转走存款", "story": STORY, "fraud_type_id": self.type_id("客服")}
        text = CaseText(**(usual | {"lost_fen": 2_300_000, "happened_on": date(2026, 3, 1)} | told))
        with self.make.work(author.actor) as work:
            case = writing.begin(work)
            new = tuple(Indicator(*one) for one in given)
            writing.write(work, case, Written(text, case.version, in_center_name=in_center_name, given=new))
            return case.id

    def handed_in(self, author, **told):
        case_id = self.begun(author, **told)
        with self.make.work(author.actor) as work:
            writing.submit(work, work.session.get_one(TypicalCase, case_id))
        return case_id

    def release(self, case_id, *, tlp=Tlp.AMBER, kind=EditionKind.MEMBERS, terms=(), text=None):
        """An edition of the case, released; what it is: case_id, id, kind, release_number."""
        terms = Terms.of(terms or [Term(alliance="police_bank")])
        with self.make.work(self.officer.actor) as work:
            case = work.session.get_one(TypicalCase, case_id)
            said = EditionText(text or telling.told(case), tlp, terms if kind is EditionKind.MEMBERS else Terms())
            edition_id = reviewing.prepare(work, case, kind, said).id
        with self.make.work(self.admin.actor) as work:
            edition = work.session.get_one(Edition, edition_id)
            releasing.release(work, edition)
            return SimpleNamespace(
                id=edition.id, case_id=case_id, kind=kind, release_number=edition.release_number, title=edition.title
            )

    def released(self, author, *, tlp=Tlp.AMBER, kind=EditionKind.MEMBERS, terms=(), **told):
        return self.release(self.handed_in(author, **told), tlp=tlp, kind=kind, terms=terms)
