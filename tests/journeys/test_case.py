"""A case on its way: from a teller's phone to those who must know, and to nobody else."""

from alliance.foundation.kernel.actor import Role

STORY = (
    "一名客户称接到“客服”电话，对方说她开通了会员，不取消每月扣800元，随后让她下载会议软件打开屏幕共享，"
    "看着她输入验证码，账户被转走 23 万元。客户手机号13800138000。"
)


def posted(browser, teller, **more):
    """The teller writes and submits; returns the path of the case."""
    page = browser(teller)
    edit = page.follow(page.post("cases.begin", {"idempotency_key": "k" * 20}))
    fields = edit.form("/edit").values
    kind = next(value for value, label in options(edit, "fraud_type_id") if "电商" in label)
    fields |= {
        "title": "屏幕共享转走存款",
        "story": STORY,
        "fraud_type_id": kind,
        "lost_fen": "23",
        "lost_fen-unit": "wan",
    }
    path = edit.response.request.path.removesuffix("/edit")
    check = page.follow(page.post(f"{path}/edit", fields | more))
    assert "230,000 元" in check.text
    page.post(f"{path}/submit", check.form("/submit").values)
    return path


def options(page, name):
    """The choices of a select on the page: (value, label)."""
    import re

    block = re.search(rf'<select[^>]*name="{name}".*?</select>', page.html, re.DOTALL)
    return re.findall(r'<option[^>]*value="([^"]*)">([^<]*)</option>', block[0])


def test_a_bank_posts_the_center_shares_it_with_two_alliances_and_the_public_edition_comes_later(make, browser):
    bank, carrier = make.organisation("甲银行（测试）"), make.organisation("丙通信（测试）", sector_code="carrier")
    media = make.organisation("丁日报（测试）", sector_code="media")
    make.seat(bank), make.seat(carrier, "police_telecom"), make.seat(media, "police_media")
    teller = make.person(Role.STAFF, organisation=bank)
    officer, admin = make.person(), make.person(Role.CENTER_ADMIN)
    phone, press = make.person(Role.LIAISON, organisation=carrier), make.person(Role.LIAISON, organisation=media)
    path = posted(browser, teller)

    masking = browser(officer)
    case = masking.get(path)
    assert "138****8000" in case.text
    assert "13800138000" not in case.html
    preparing = masking.get(f"{path}/prepare/members")
    fields = preparing.form("/prepare/members").values
    fields |= {"tlp": "amber", "terms-0-how": "added", "terms-0-alliance": "police_bank"}
    fields |= {"terms-1-how": "added", "terms-1-alliance": "police_telecom"}
    edition = masking.follow(masking.post(f"{path}/prepare/members", fields))
    assert "2 个单位" in edition.text or "2" in edition.text
    reader, journalist, nobody = browser(phone), browser(press), browser()
    for early in (reader, journalist):
        early.get(f"{path}/members", status=404)

    releasing = browser(admin)
    releasing.post(
        edition.response.request.path + "/release", releasing.get(edition.response.request.path).form("/release").values
    )
    assert "屏幕共享转走存款" in reader.get("cases.shelf").text
    assert "打开屏幕共享" in reader.get(f"{path}/members").text
    journalist.get(f"{path}/members", status=404)
    assert "屏幕共享" not in journalist.get("cases.shelf").text
    assert "屏幕共享" not in nobody.get("cases.shelf").text

    fields = masking.get(f"{path}/prepare/public").form("/prepare/public").values
    fields["story"] = "有人冒充客服，让人打开屏幕共享，转走存款。"
    edition = masking.follow(masking.post(f"{path}/prepare/public", fields))
    where = edition.response.request.path
    masking.post(f"{where}/release", {}, status=403)
    releasing.post(f"{where}/release", releasing.get(where).form("/release").values)
    assert "冒充客服" in journalist.get(f"{path}/public").text
    assert "冒充客服" in nobody.get(f"{path}/public").text
    journalist.get(f"{path}/members", status=404)
