"""The pages of materials as everybody meets them: what they show, what they refuse, and what they cost."""

from io import BytesIO
from urllib.parse import unquote

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.materials import shelf
from tests import scanner
from tests.files.sound import png
from tests.materials.doing import TEXT, State

WRITTEN = {
    "kind": "leaflet",
    "title": "刷单返利都是诈骗",
    "words": "供网点发放",
    "link": "",
    "public": "y",
}


@pytest.fixture
def officer(browser, ground):
    return browser(ground.officer)


@pytest.fixture
def bank(browser, ground):
    return browser(ground.liaison)


def test_a_material_goes_its_whole_way_over_its_pages(ground, officer, bank, browser):
    page = bank.follow(bank.post("materials.begin", WRITTEN))
    assert "草稿已保存，请上传文件" in page.text
    form = page.form("/files").values | {"files": (BytesIO(png()), "折页.png")}
    assert "折页.png" in bank.follow(bank.post(page.form("/files").action, form)).text
    url = page.form("/files").action.removesuffix("/files")
    page = bank.get(url)
    page = bank.follow(bank.post(page.form("/propose").action, page.form("/propose").values))
    assert "待审定" in page.text
    assert "刷单返利都是诈骗" in officer.get("materials.materials").text
    officer.post(f"{url}/give-back", {"reason": ""}, status=422)
    officer.post(f"{url}/give-back", {"reason": "请补充来源"})
    page = bank.get(url)
    assert "请补充来源" in page.text
    bank.post(page.form("/propose").action, page.form("/propose").values)
    page = officer.get(url)
    assert "宣传物料已审定" not in page.text
    assert "物料已审定" in officer.follow(officer.post(page.form("/approve").action, page.form("/approve").values)).text
    assert "刷单返利都是诈骗" in browser().get("materials.materials").text
    page = bank.get(url)
    page = bank.follow(bank.post(page.form("/link").action, page.form("/link").values))
    assert "http://localhost/materials/go/" in page.text
    officer.post(f"{url}/withdraw", {"reason": "内容过期"})
    assert "已撤回，请停止发放" in bank.get(url).text
    assert "刷单返利都是诈骗" not in browser().get("materials.materials").text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "请填写"),
        ({"title": "甲" * 81}, "最多80个字"),
        ({"link": "ftp://example.org"}, "http"),
        ({"link": "不是网址"}, "http"),
        ({"kind": "tank"}, ""),
        ({"types": "nothing"}, ""),
        ({"victim_groups": "martians"}, ""),
    ],
)
def test_a_draft_that_cannot_be_kept_comes_back_with_its_words_and_what_was_typed(officer, change, words):
    page = officer.post("materials.begin", WRITTEN | change, status=422)
    assert page.title.startswith("错误：")
    assert words in page.html.split('id="error-summary"')[1].split("</div>")[0]
    assert page.form("/new").values["words"] == WRITTEN["words"]


def test_a_draft_is_opened_again_as_it_was_kept(officer, ground):
    version_id = ground.draft(types=ground.type_ids(2))
    form = officer.get("materials.edit", **ground.address(version_id)).form("/edit").values
    assert (form["title"], form["link"], form["victim_groups"]) == (TEXT.title, TEXT.link, ["student"])
    assert sorted(form["types"]) == sorted(map(str, ground.type_ids(2)))
    officer.post("materials.change", form | {"title": "改过的标题"}, **ground.address(version_id))
    assert ground.stored(version_id).title == "改过的标题"
    del form["idempotency_key"]
    officer.post("materials.change", form, status=409, **ground.address(version_id))


def test_a_next_version_says_what_changes(officer, ground):
    address = ground.address(ground.standing())
    page = officer.follow(officer.post("materials.begin_next", **address))
    form = page.form("/edit").values
    again = officer.post(page.form("/edit").action, form, status=422)
    assert "请写明较上一版有何修改" in again.text
    officer.post(page.form("/edit").action, form | {"changes": "更正电话", "idempotency_key": "k" * 32})


def test_what_is_not_there_is_not_given_back_or_withdrawn(officer, browser, ground):
    second = browser(ground.second)
    drafted, approved = ground.draft(), ground.standing()
    officer.get("materials.withdrawing", **ground.address(approved))
    officer.get("materials.withdrawing", status=403, **ground.address(drafted))
    second.get("materials.giving_back", status=409, **ground.address(approved))
    officer.get("materials.edit", status=303, **ground.address(approved))
    with_words = {"reason": "x"}
    second.post("materials.withdraw", {"reason": ""}, status=422, **ground.address(approved))
    second.post("materials.withdraw", with_words, **ground.address(approved))
    second.post("materials.withdraw", with_words, status=409, **ground.address(approved))


def test_who_began_it_is_told_in_words_why_another_one_approves(officer, ground):
    version_id = ground.standing(State.PROPOSED)
    page = officer.post("materials.approve", {"version": "2"}, status=403, **ground.address(version_id))
    assert "由未起草、未修改过该版本的中心人员审定" in page.text


def test_what_holds_nothing_is_not_proposed_and_says_why(officer, ground):
    page = officer.post("materials.propose", {"version": "1"}, status=422, **ground.address(ground.draft(link="")))
    assert "尚无可发放的内容" in page.text


def test_from_its_own_link_a_member_tells_of_publicity_with_it(bank, ground):
    version_id = ground.standing()
    ground.link(version_id)
    page = bank.get("materials.material", **ground.address(version_id))
    form = bank.get(next(link for link in page.links if link.startswith("/outreach/new"))).forms[-1]
    assert form.values["material"] == str(ground.stored(version_id).material_id)


def test_the_code_is_had_as_a_picture_and_on_a_sheet(bank, ground):
    version_id = ground.standing()
    address = ground.address(version_id)
    for endpoint, more in (("materials.code_sheet", {}), ("materials.code", {"ending": "svg"})):
        bank.get(endpoint, status=404, **more, **address)
    code = ground.link(version_id)
    drawn = bank.client.get(bank.address("materials.code", ending="svg", **address), headers={"Host": "localhost"})
    assert drawn.mimetype == "image/svg+xml"
    assert b"<svg" in drawn.data
    assert f"material-{code}-1.svg" in drawn.headers["Content-Disposition"]
    drawn = bank.client.get(bank.address("materials.code", ending="png", **address), headers={"Host": "localhost"})
    assert drawn.data.startswith(b"\x89PNG")
    sheet = bank.get("materials.code_sheet", **address)
    assert f"http://localhost/materials/go/{code}/1" in sheet.text
    assert "<svg" in unquote(sheet.html)


def test_every_code_of_a_link_leads_to_the_material_and_is_counted_for_the_member(bank, ground, browser):
    version_id = ground.standing()
    code, address = ground.link(version_id), ground.address(version_id)
    pictures = [bank.get("materials.code", ending=ending, **address).get_data() for ending in ("svg", "png")]
    assert b"viewBox=" in pictures[0], "else it is cut off in a smaller frame"
    pages = [bank.get(endpoint, **address).html for endpoint in ("materials.material", "materials.code_sheet")]
    read = [*scanner.on_drawing(pictures[0]), *scanner.on_picture(pictures[1]), *map(scanner.on_page, pages)]
    expected = f"http://localhost/materials/go/{code}/1"
    assert read == [expected, expected, [expected], [expected]]
    assert browser().get(scanner.path_of(expected)).headings == [TEXT.title]
    assert ground.looks(code) == 1


@pytest.mark.parametrize("role", [Role.CENTER_OFFICER, Role.INSPECTOR, Role.VOLUNTEER])
def test_only_members_take_a_link(browser, ground, role):
    address = ground.address(ground.standing())
    visitor = browser(ground.make.person(role))
    assert "/link" not in {form.action[-5:] for form in visitor.get("materials.material", **address).forms}
    visitor.post("materials.take_link", status=403, **address)


def test_what_is_for_members_only_is_handed_out_by_no_link(bank, ground):
    address = ground.address(ground.standing(public=False))
    assert "领取本单位链接和二维码" not in bank.get("materials.material", **address).text
    bank.post("materials.take_link", status=403, **address)


def test_the_shelf_is_narrowed_by_kind_type_and_words(browser, ground):
    first, second = ground.type_ids(2)
    ground.standing(title="第一份", types=(first,))
    ground.standing(title="第二份", types=(second,), words="写给老人")
    visitor = browser()
    assert "第二份" not in visitor.get("materials.materials", type=first).text
    assert "第一份" in visitor.get("materials.materials", type=first).text
    assert "第二份" in visitor.get("materials.materials", q="老人").text
    assert "第一份" not in visitor.get("materials.materials", q="老人").text
    assert "没有符合条件的物料" in visitor.get("materials.materials", kind="video").text
    assert "没有符合条件的物料" in visitor.get("materials.materials", q="%").text
    visitor.get("materials.materials", kind="tank", status=400)
    visitor.get("materials.materials", type="nothing", status=400)
    visitor.get("materials.materials", after="nothing", status=400)


def test_the_shelf_goes_on_where_it_stopped(browser, ground, monkeypatch):
    monkeypatch.setattr(shelf, "PAGE_ROWS", 2)
    titles = [f"物料之{number}" for number in range(5)]
    for title in titles:
        ground.standing(title=title)
    visitor, seen = browser(), []
    page = visitor.get("materials.materials")
    while True:
        seen += [title for title in titles if f">{title}<" in page.html]
        onward = [link for link in page.links if "after=" in link]
        if not onward or len(seen) >= len(titles):
            break
        page = visitor.get(onward[-1])
    assert sorted(seen) == titles


def test_pages_cost_as_much_for_many_as_for_few(ground, officer, bank, browser):
    version_id = ground.standing(file=True, types=ground.type_ids())
    code, address = ground.link(version_id), ground.address(version_id)
    budgets = [
        (officer, "materials.materials", {}, 5),
        (browser(), "materials.materials", {}, 3),
        (bank, "materials.material", address, 7),
        (browser(), "materials.material", address, 5),
        (browser(), "materials.opened", {"code": code, "number": 1}, 5),
        (officer, "materials.every_reach", {}, 4),
        (bank, "materials.ours", {}, 4),
    ]
    for visitor, endpoint, values, most in budgets:
        visitor.get(endpoint, **values)
        visitor.get(endpoint, queries=most, **values)
        before = visitor.queries
        if not values:
            ground.link(ground.standing(types=ground.type_ids(3)))
        visitor.get(endpoint, queries=before, **values)


def test_the_desk_names_what_waits(ground, browser):
    ground.standing(State.PROPOSED, ground.liaison)
    assert "审定宣传物料" in browser(ground.second).get("home.desk").text
