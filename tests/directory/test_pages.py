"""The directory as each visitor meets it."""

from alliance.foundation.kernel.actor import Role


def test_anybody_finds_a_member_by_its_pinyin_initials(make, browser):
    make.organisation("甲银行太原分行", sector_code="bank")
    make.organisation("乙学校", sector_code="school")
    page = browser().get("directory.members", q="jyh")
    assert "甲银行太原分行" in page.text
    assert "乙学校" not in page.text


def test_the_list_takes_three_queries_however_many_members_there_are(make, browser):
    for _ in range(3):
        make.seat(make.organisation())
    officer = browser(make.person(Role.CENTER_OFFICER))
    officer.get("directory.members", queries=3)
    for _ in range(6):
        make.seat(make.organisation())
    officer.get("directory.members", queries=3)
