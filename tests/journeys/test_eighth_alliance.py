"""An eighth alliance is added on a page, without code, and seated."""

from alliance.foundation.kernel.actor import Role


def test_an_eighth_alliance_is_added_and_seated(make, browser):
    university = make.organisation("甲大学", sector_code="school")
    admin = browser(make.person(Role.CENTER_ADMIN))
    form = admin.get("matrix.found", kind="alliances").form("/matrix/found/alliances")
    added = form.values | {"code": "police_school", "zh": "警校", "en": "Police and schools", "position": "8"}
    admin.post(form.action, added)
    assert "警校" in browser().get("matrix.alliance", code="police_school").text

    officer = browser(make.person(Role.CENTER_OFFICER))
    page = officer.get("matrix.seats", organisation_id=university.id)
    form = page.form(f"/matrix/seats/{university.id}")
    chosen = form.values | {"alliance_code": "police_school", "seated_as": "member"}
    officer.post(form.action, chosen | {"duties-publicity_matrix": "functional"})

    front = browser().get("home.front")
    assert "警校" in front.text
    listed = browser().get("directory.members", alliance="police_school", matrix="publicity_matrix")
    assert "甲大学" in listed.text
