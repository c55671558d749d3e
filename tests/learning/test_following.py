"""Following: what is new since the last look, as far as one may read it."""

import pytest

from alliance.audiences.terms import Term, Terms
from alliance.cases.visibility import audiences_reached
from alliance.cases.vocabulary import EditionKind
from alliance.fraudtypes.vocabulary import VictimGroup
from alliance.learning import following
from alliance.learning.following import Follows
from alliance.questions import errands_of

REBATE = Follows(concepts=frozenset({"task_rebate"}))
CARRIERS = Terms.of([Term(alliance="police_telecom")])


@pytest.fixture
def mine(make):
    """The titles of what is new to the person, and what the desk counts."""

    def mine(person):
        with make.work(person.actor) as work:
            titles = [line.title for line in following.new_cases(work).lines]
            counts = [errand.count for errand in errands_of(work, following.questions, audiences_reached(work))]
        assert counts == ([len(titles)] if titles else [])
        return titles

    return mine


def follow(make, person, what=REBATE):
    with make.work(person.actor) as work:
        following.follow(work, what)


def test_what_was_released_before_is_not_new(make, people, case, share, mine):
    share(case(title="旧案").id)
    follow(make, people.liaison)
    assert mine(people.liaison) == []
    share(case(title="新案").id)
    assert mine(people.liaison) == ["新案"]


def test_only_what_one_may_read_is_counted(make, people, case, share, mine):
    for person in (people.liaison, people.outsider, people.district):
        follow(make, person)
    share(case(title="给通信企业").id, terms=CARRIERS)
    share(case(title="公开").id, EditionKind.PUBLIC)
    assert mine(people.liaison) == ["公开"]
    assert mine(people.outsider) == mine(people.district) == ["公开", "给通信企业"]


def test_what_was_seen_is_not_new_and_an_older_page_takes_nothing_back(make, people, case, share, mine):
    follow(make, people.liaison)
    first, second = share(case(title="甲").id), share(case(title="乙").id)
    for up_to in (first.id, second.id, first.id):
        with make.work(people.liaison.actor) as work:
            following.seen(work, up_to)
    assert mine(people.liaison) == []


def test_whoever_follows_nothing_any_more_has_nothing_new(make, people, case, share, mine):
    follow(make, people.liaison)
    share(case().id)
    follow(make, people.liaison, Follows())
    assert mine(people.liaison) == []


def test_a_new_choice_takes_the_place_of_the_old_one(make, people):
    follow(make, people.liaison)
    chosen = Follows(frozenset({"fake_authority", "task_rebate"}), frozenset({VictimGroup.ELDER}))
    follow(make, people.liaison, chosen)
    with make.work(people.liaison.actor) as work:
        assert following.follows(work) == chosen


def test_the_desk_asks_once_for_whoever_follows_nothing(portal, make, people):
    from tests.screenless import Counted

    with make.work(people.liaison.actor) as work, Counted(portal) as counted:
        errands_of(work, following.questions, frozenset())
    assert counted.statements == 1


def test_a_new_case_stands_on_the_desk_and_goes_when_it_was_seen(people, case, share, browser):
    reader = browser(people.liaison)
    form = reader.get("learning.follows").form("/follows").values | {"concepts": ["task_rebate"], "groups": ["elder"]}
    reader.post("learning.follow", form)
    again = reader.get("learning.follows").form("/follows").values
    assert (again["concepts"], again["groups"]) == (["task_rebate"], ["elder"])
    share(case().id)
    assert "/learning/follows" in reader.get("home.desk").links
    page = reader.get("learning.follows")
    assert "刷单返利骗走存款" in page.text
    reader.post("learning.seen", page.form("/follows/seen").values)
    assert "刷单返利骗走存款" not in reader.get("learning.follows").text


@pytest.mark.parametrize("sent", [{"concepts": ["no_such_concept"]}, {"groups": ["nobody"]}])
def test_what_cannot_be_followed_is_refused(people, browser, sent):
    browser(people.liaison).post("learning.follow", sent, status=422)


@pytest.mark.parametrize("up_to", ["", "1", "x", "9" * 30])
def test_a_damaged_mark_of_what_was_seen_is_refused(people, browser, up_to):
    browser(people.liaison).post("learning.seen", {"up_to": up_to}, status=400)


@pytest.mark.parametrize("who", ["officer", "inspector", "volunteer"])
def test_whoever_releases_or_reads_everything_follows_nothing(people, browser, who):
    visitor = browser(getattr(people, who))
    visitor.get("learning.follows", status=403)
    visitor.post("learning.follow", {}, status=403)
