"""What the center tells in its own name names the member whose case it was in no word that a reader gets."""

import pytest
from sqlalchemy import select

from alliance.cases import attaching, reviewing, unnamed, writing
from alliance.cases.model import TypicalCase
from alliance.cases.telling import Step
from alliance.cases.vocabulary import EditionKind, EditionState, Phase, Tlp
from alliance.files.checking import check
from alliance.files.model import StoredFile
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from tests.cases.telling import BANKS
from tests.files.sound import png

NAMED = "客户到甲 银行（测试）取款"
"""The name in other spaces and signs of another width."""


def refused(desk, case_id, kind, **changes):
    """At which field a text of this case is refused; None where it is prepared."""
    try:
        desk.prepare(case_id, kind, **changes)
    except Invalid as refusal:
        return refusal.field if refusal.words == unnamed.NAMED else refusal.words
    return None


@pytest.mark.parametrize("kind", EditionKind)
@pytest.mark.parametrize("field", ["title", "story", "payment_path", "loopholes", "advice", "change_note", "steps"])
def test_no_text_names_the_member(desk, kind, field):
    said = {field: (Step(Phase.LURE, "来电"), Step(Phase.TRUST, NAMED)) if field == "steps" else NAMED}
    at = {"steps": "step_1_words"}.get(field, field)
    hidden, named = desk.hand_in(in_center_name=True), desk.hand_in()
    assert refused(desk, hidden, kind, **said) == at
    assert refused(desk, hidden, kind) is None
    assert refused(desk, named, kind, **said) is None


def test_of_a_case_of_the_centers_own_every_member_may_be_named(desk):
    assert refused(desk, desk.hand_in(desk.second, in_center_name=True), EditionKind.MEMBERS, story=NAMED) is None


def test_a_former_name_tells_it_as_well(desk, make):
    case_id = desk.hand_in(in_center_name=True)
    rename(make, desk, "乙银行（测试）")
    assert refused(desk, case_id, EditionKind.MEMBERS, story=NAMED) == "story"


def rename(make, desk, name):
    with make.work(desk.second.actor) as work:
        bank = work.session.get_one(Organisation, desk.bank.id)
        organisations.rename(work, bank, name, name)


def test_no_file_that_readers_get_is_called_after_the_member(desk, make):
    draft = desk.draft(in_center_name=True)
    with desk.case(draft, desk.teller) as (work, case):
        attaching.attach(work, case, [check(png(), "甲银行（测试）流水.png"), check(png(), "流水.png")])
    with desk.case(draft, desk.teller) as (work, case):
        writing.submit(work, case)
    with make.work() as work:
        files = dict(work.session.execute(select(StoredFile.name, StoredFile.id)).all())

    def prepare(name):
        said = reviewing.EditionText(desk.text(), Tlp.AMBER, BANKS, files=frozenset({files[name]}))
        with make.work(desk.officer.actor) as work, work.attempt():
            reviewing.prepare(work, work.session.get_one(TypicalCase, draft), EditionKind.MEMBERS, said)

    with pytest.raises(Invalid) as named:
        prepare("甲银行（测试）流水.png")
    assert (named.value.field, named.value.words) == ("files", unnamed.NAMED)
    prepare("流水.png")


def test_a_member_that_was_renamed_since_is_not_named_by_a_release(desk, make):
    edition_id = desk.prepare(desk.hand_in(in_center_name=True), story="有人冒充乙银行（测试）的客服。")
    rename(make, desk, "乙银行（测试）")
    with pytest.raises(Conflict) as named:
        desk.release(edition_id)
    assert named.value.words == unnamed.NAMED_WITHIN
    assert desk.stored_edition(edition_id).state is EditionState.PREPARED


def test_nor_does_the_reason_of_a_withdrawal_name_it(desk, browser):
    case_id = desk.hand_in(in_center_name=True)
    edition_id = desk.publish(case_id)
    second, it = browser(desk.second), {"case_id": case_id, "edition_id": edition_id}
    page = second.post("cases.withdraw", {"reason": "甲银行（测试）要求撤回"}, status=422, **it)
    assert "甲银行（测试）要求撤回" in page.text
    assert desk.stored_edition(edition_id).state is EditionState.RELEASED
    second.post("cases.withdraw", {"reason": "来源单位要求撤回"}, **it)
    assert desk.stored_edition(edition_id).state is EditionState.WITHDRAWN


def test_the_officer_is_told_beside_the_field_and_keeps_what_was_typed(desk, browser):
    case_id = desk.hand_in(in_center_name=True)
    officer = browser(desk.officer)
    values = officer.get("cases.preparing", case_id=case_id, kind="public").form("/prepare/public").values
    page = officer.post("cases.prepare", values | {"story": NAMED}, status=422, case_id=case_id, kind="public")
    assert "不能让读者知道是哪个单位的案例" in page.text
    assert NAMED in page.text


@pytest.mark.parametrize("hidden", [True, False])
def test_who_prepares_and_who_releases_see_whose_name_it_bears(desk, browser, hidden):
    case_id = desk.hand_in(in_center_name=hidden)
    preparing = browser(desk.officer).get("cases.preparing", case_id=case_id, kind="members")
    assert ("读者看不到是哪个单位的案例" in preparing.text) is hidden
    edition_id = desk.prepare(case_id)
    page = browser(desk.second).get("cases.edition", case_id=case_id, edition_id=edition_id).text
    assert ("以反诈中心名义发布。" in page, f"署名单位：{desk.bank.name}。" in page) == (hidden, not hidden)
