"""A published case is corrected; readers see what changed."""

from alliance.foundation.kernel.actor import Role

from .test_case import posted

READERS = {"tlp": "amber", "terms-0-how": "added", "terms-0-alliance": "police_bank"}


def released(officer, second, path, **changes):
    """The officer prepares an edition with these changes, a second person releases it; the way to it."""
    fields = officer.get(f"{path}/prepare/members").form("/prepare/members").values | READERS | changes
    edition = officer.follow(officer.post(f"{path}/prepare/members", fields))
    where = edition.response.request.path
    second.post(f"{where}/release", second.get(where).form("/release").values)
    return where


def test_a_published_case_is_corrected_and_readers_see_what_changed(make, browser):
    bank, other = make.organisation("甲银行（测试）"), make.organisation("乙银行（测试）")
    make.seat(bank), make.seat(other)
    teller = make.person(Role.STAFF, organisation=bank)
    officer, second = browser(make.person()), browser(make.person(Role.CENTER_ADMIN))
    reader = browser(make.person(Role.LIAISON, organisation=other))
    path = posted(browser, teller)

    released(officer, second, path, story="有人冒充客服，转走存款23万元。后来报警。")
    first = reader.get(f"{path}/members")
    assert "23万元" in first.text
    assert "此前的版本" not in first.text

    corrected = {"story": "有人冒充客服，转走存款32万元。后来报警。", "lost_fen": "32", "lost_fen-unit": "wan"}
    released(officer, second, path, change_note="金额更正", **corrected)
    newest = reader.get(f"{path}/members")
    assert "32万元" in newest.text
    assert "金额更正" in newest.text
    difference_url = next(link for link in newest.links if link.endswith("/difference"))

    difference = reader.get(difference_url)
    assert "230,000" in difference.text
    assert "320,000" in difference.text
    assert "<del" in difference.html
    assert "<ins" in difference.html
    before = reader.get(f"{path}/members/1")
    assert "23万元" in before.text
    assert f"{path}/members" in before.links
    assert reader.get("cases.shelf").html.count(f'href="{path}/members"') == 1

    assert "32万元" in browser(teller).get(f"{path}/members").text
    browser().get(f"{path}/members/1/difference", status=404)
    outsider = browser(make.person(Role.STAFF, organisation=make.organisation("丙银行（测试）")))
    outsider.get(f"{path}/members/1/difference", status=404)
