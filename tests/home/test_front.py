"""The front page: the board, and the ways in for everybody."""

from alliance.foundation.kernel.actor import Role
from alliance.matrix.model import SeatRole


def test_every_cell_row_and_column_leads_on(make, browser):
    organisation = make.organisation("太原甲银行（示例）")
    make.seat(organisation, "police_bank", "publicity_matrix", role=SeatRole.LEAD)
    visitor = browser()
    page = visitor.get("home.front")
    cell = "/directory/?alliance=police_bank&amp;matrix=publicity_matrix"
    assert cell in page.html
    assert organisation.name in visitor.get(cell.replace("&amp;", "&")).text
    for way in ("/matrix/alliances/police_bank", "/matrix/matrices/publicity_matrix", "/matrix/alliances"):
        assert way in page.links
        visitor.get(way)


def test_a_passer_by_may_check_a_plaque_find_a_member_and_apply(browser):
    visitor = browser()
    page = visitor.get("home.front")
    for way in ("/plaques/check", "/directory/", "/applications/begin"):
        assert way in page.links
        visitor.get(way)


def test_whoever_is_signed_in_is_led_to_the_desk(make, browser):
    page = browser(make.person(Role.CENTER_OFFICER)).get("home.front")
    assert "/desk" in page.links
    assert "/applications/begin" not in page.links


def test_the_board_says_in_words_what_a_cell_holds(make, browser):
    make.seat(make.organisation(), "police_bank", "publicity_matrix", role=SeatRole.LEAD)
    page = browser().get("home.front")
    assert 'aria-label="警银联盟，宣传矩阵：1 家单位，其中牵头 1 家"' in page.html
