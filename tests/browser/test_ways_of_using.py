"""The portal serves whoever uses it otherwise: without script, without a mouse, on paper."""

import pypdfium2
import pytest
from sqlalchemy import update

from alliance.actions.leader import BEHIND_MOST, RED_MOST
from alliance.actions.model import Assignment
from alliance.demonstration.accounts import PASSWORD
from tests.actions.doing import ground_of
from tests.browser.examining import too_wide, violations
from tests.chromium import DESKTOP, PHONE
from tests.days import in_days
from tests.factories import PASSWORD as TEST_PASSWORD

A4 = [595, 842]


@pytest.fixture
def window(windows, demonstration_address):
    return windows(demonstration_address)


@pytest.fixture
def scriptless(windows, demonstration_address):
    return windows(demonstration_address, java_script_enabled=False)


def test_one_signs_in_without_script(scriptless):
    scriptless.sign_in("officer@demo.example", PASSWORD)
    assert scriptless.page.locator("h1").inner_text() == "我的工作台"


def test_one_filters_the_directory_without_script(scriptless):
    scriptless.open("/directory/")
    scriptless.page.locator("select[name=alliance]").select_option("police_telecom")
    scriptless.page.locator("main").get_by_role("button", name="查询").click()
    assert scriptless.page.locator("main tbody tr").count() == 8


def test_a_form_with_an_error_says_so_without_script(scriptless):
    scriptless.open("/applications/follow")
    scriptless.page.locator("#number").fill("SQ-2026-0001")
    scriptless.press("获取验证码")
    assert scriptless.page.title().startswith("错误：")
    assert scriptless.page.locator("#error-summary a").count() == 1
    assert scriptless.page.locator("#number").input_value() == "SQ-2026-0001"


def test_the_menu_of_a_telephone_opens_without_script(windows, demonstration_address):
    window = windows(demonstration_address, PHONE, java_script_enabled=False)
    window.open("/")
    window.go_to("成员单位")
    window.page.locator("h1", has_text="成员单位").wait_for()


@pytest.mark.parametrize("role", ["officer", "center", "district", "bank", "inspector", "volunteer"])
def test_the_ways_stand_in_one_row_on_a_desktop(role, window):
    window.sign_in(f"{role}@demo.example", PASSWORD)
    tops = window.page.eval_on_selector_all(
        "#mainnav > ul > li", "items => items.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) > 5
    assert len(set(tops)) == 1


@pytest.mark.parametrize("sight", [DESKTOP, PHONE], ids=["desktop", "telephone"])
def test_what_stands_behind_the_end_of_the_row_is_reached_without_script(sight, windows, demonstration_address):
    window = windows(demonstration_address, sight, java_script_enabled=False)
    window.sign_in("officer@demo.example", PASSWORD)
    window.go_to("牌匾")
    window.page.locator("h1", has_text="牌匾").wait_for()
    assert window.page.locator("#mainnav summary[aria-current]").inner_text() == "更多"


@pytest.mark.parametrize("sight", [DESKTOP, PHONE], ids=["desktop", "telephone"])
def test_what_is_opened_there_is_accessible_and_fits(sight, windows, demonstration_address):
    window = windows(demonstration_address, sight)
    window.sign_in("officer@demo.example", PASSWORD)
    if sight is PHONE:
        window.page.locator(".menu-button").click()
    window.page.locator("#mainnav summary").click()
    assert window.page.locator("#mainnav details a").first.is_visible()
    assert not [*violations(window.page), *too_wide(window.page)]


def test_the_keys_open_and_close_what_stands_behind_the_end_of_the_row(window):
    window.sign_in("officer@demo.example", PASSWORD)
    more, inside = window.page.locator("#mainnav summary"), window.page.locator("#mainnav details a").first
    more.focus()
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    assert inside.evaluate("link => link === document.activeElement")
    window.page.keyboard.press("Escape")
    assert not inside.is_visible()
    assert more.evaluate("summary => summary === document.activeElement")
    more.click()
    assert inside.is_visible()
    window.page.locator("h1").click()
    assert not inside.is_visible()


def test_with_script_the_filter_answers_without_a_new_page(window):
    window.open("/directory/")
    window.page.evaluate("window.stayed = true")
    window.page.locator("select[name=alliance]").select_option("police_telecom")
    window.page.locator("#chips").get_by_text("警信").wait_for()
    assert window.page.locator("main tbody tr").count() == 8
    assert window.page.url.endswith("alliance=police_telecom") or "alliance=police_telecom&" in window.page.url
    assert window.page.evaluate("window.stayed")


def test_the_first_key_offers_the_way_past_the_navigation(window):
    window.open("/directory/")
    window.page.keyboard.press("Tab")
    skip = window.page.locator(".skip")
    assert skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().top >= 0")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/directory/", "/people/sign-in"])
def test_whatever_has_the_focus_shows_it(path, window):
    window.open(path)
    for _ in range(25):
        window.page.keyboard.press("Tab")
        shown = window.page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
                const after = getComputedStyle(document.activeElement, '::after');
                const toggles = document.activeElement.matches('.menu-toggle');
                return toggles || document.activeElement === document.body || style.boxShadow !== 'none'
                    || [style, after].some(one => one.outlineStyle !== 'none' && one.outlineWidth !== '0px'); }"""
        )
        assert shown, window.page.evaluate("document.activeElement.outerHTML")


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(window):
    window.open("/people/sign-in")
    window.press("登录")
    window.page.locator("#error-summary").wait_for()
    assert window.page.evaluate("document.activeElement.id") == "error-summary"
    window.page.locator("#error-summary a").first.click()
    assert window.page.evaluate("document.activeElement.id") == "email"


def test_the_slash_leads_to_the_search(window):
    window.open("/directory/")
    window.page.keyboard.press("/")
    assert window.page.evaluate("document.activeElement.name") == "q"


def test_the_leaders_page_is_one_sheet_of_paper(window):
    window.sign_in("officer@demo.example", PASSWORD)
    window.open("/actions/leader")
    assert window.page.locator("main tbody tr").count() > 10
    headings = window.page.locator("main h1, main h2").all_inner_texts()
    with pypdfium2.PdfDocument(window.page.pdf(prefer_css_page_size=True)) as document:
        assert [[round(side) for side in page.get_size()] for page in document] == [A4]
        words = "".join(document[0].get_textpage().get_text_bounded().split())
    assert all("".join(heading.split()) in words for heading in headings)


def test_the_leaders_page_stays_one_sheet_however_many_are_late(make, windows, portal_address):
    ground = ground_of(make)
    for number in range(2 * RED_MOST):
        make.seat(make.organisation(f"第{number:02}农村商业银行股份有限公司太原分行（测试）"))
    for number in range(2 * BEHIND_MOST):
        ground.launch(ground.text(title=f"第{number:02}次深入社区校园企业开展反诈宣传防范工作"))
    with make.work() as work:
        work.session.execute(update(Assignment).values(due_on=in_days(-9), receipt_due_on=in_days(-9)))
    window = windows(portal_address)
    window.sign_in(ground.officer.email, TEST_PASSWORD)
    window.open("/actions/leader")
    rows = window.page.locator("main .list tbody tr")
    assert rows.count() >= RED_MOST + BEHIND_MOST
    with pypdfium2.PdfDocument(window.page.pdf(prefer_css_page_size=True)) as document:
        assert len(document) == 1


@pytest.mark.parametrize("path", ["/", "/directory/", "/plaques/FZLM-2022-0001"])
def test_paper_carries_the_content_and_no_navigation(path, window):
    window.open(path)
    window.page.emulate_media(media="print")
    assert not window.page.locator("#mainnav").is_visible()
    assert not window.page.locator(".masthead-tools").is_visible()
    assert window.page.locator("main h1, .hero h1").is_visible()
    assert window.page.locator(".print-url").is_visible()
