"""Files of answers and of mended problems: attached while one prepares, handed out behind the door of the thing."""

from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import select

from alliance.files.model import FILES_MOST, StoredFile
from alliance.supervision import problems
from alliance.supervision.model import MeasureFile
from alliance.supervision.problem_model import ProblemFile
from alliance.supervision.vocabulary import ProblemState
from tests.files.sound import png

KINDS = {
    "answer": ("measure_id", MeasureFile, "attach_to_answer", "detach_from_answer", "answer_file"),
    "problem": ("problem_id", ProblemFile, "attach_to_problem", "detach_from_problem", "problem_file"),
}


@pytest.fixture(params=KINDS)
def thing(request, desk):
    """What is being prepared: its address and the endpoints of its files."""
    name, link, attach, detach, one = KINDS[request.param]
    thing_id = desk.letter() if request.param == "answer" else desk.problem_in(ProblemState.PLANNED)

    def finish():
        desk.answer(thing_id) if request.param == "answer" else desk.rectify(thing_id)

    return {name: thing_id}, link, [f"supervision.{each}" for each in (attach, detach, one)], finish


def attach(visitor, endpoint, address, count=1, status=303):
    files = [(BytesIO(png()), f"{number}.png") for number in range(count)]
    sent = {"csrf_token": visitor.csrf_token(), "files": files}
    answer = visitor.client.post(visitor.address(endpoint, **address), data=sent, headers={"Host": "localhost"})
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return answer


def file_ids(desk, link):
    with desk.make.work() as work:
        return work.session.scalars(select(link.file_id)).all()


def test_a_file_is_attached_read_back_and_taken_away(desk, browser, thing):
    address, link, (add, take_away, one), _finish = thing
    member = browser(desk.liaison)
    attach(member, add, address)
    file_id = file_ids(desk, link)[0]
    got = member.client.get(member.address(one, file_id=file_id, **address), headers={"Host": "localhost"})
    assert got.headers["Content-Disposition"].startswith("attachment")
    member.post(take_away, file_id=file_id, **address)
    assert file_ids(desk, link) == []
    with desk.make.work() as work:
        assert work.session.get(StoredFile, file_id) is None


def test_others_read_it_once_the_organisation_has_spoken(desk, browser, thing):
    address, link, (add, _take_away, one), finish = thing
    attach(browser(desk.liaison), add, address)
    file_id, center, neighbour = file_ids(desk, link)[0], browser(desk.officer), browser(desk.ground.liaisons[1])
    center.get(one, status=404, file_id=file_id, **address)
    finish()
    assert center.client.get(center.address(one, file_id=file_id, **address)).status_code == 200
    neighbour.get(one, status=404, file_id=file_id, **address)
    center.get(one, status=404, file_id=uuid4(), **address)


def test_what_was_said_keeps_its_files(desk, browser, thing):
    address, link, (add, take_away, _one), finish = thing
    member = browser(desk.liaison)
    attach(member, add, address)
    finish()
    attach(member, add, address, status=409)
    member.post(take_away, status=409, file_id=file_ids(desk, link)[0], **address)
    assert len(file_ids(desk, link)) == 1


def test_nobody_else_attaches_and_too_many_are_refused(desk, browser, thing):
    address, link, (add, take_away, _one), _finish = thing
    attach(browser(desk.officer), add, address, status=403)
    attach(browser(desk.ground.liaisons[1]), add, address, status=404)
    member = browser(desk.liaison)
    attach(member, add, address, count=FILES_MOST)
    answer = attach(member, add, address, status=422)
    assert "最多附 10 个文件" in answer.get_data(as_text=True)
    member.post(add, {}, status=422, **address)
    member.post(take_away, status=404, file_id=uuid4(), **address)
    assert len(file_ids(desk, link)) == FILES_MOST


def test_what_is_added_after_a_problem_was_sent_back_waits_until_it_is_reported_again(desk, browser):
    problem_id = desk.problem_in(ProblemState.RECTIFIED)
    with desk.problem(problem_id, desk.third) as (work, problem):
        problems.send_back(work, problem, "仍未张贴")
    address = {"problem_id": problem_id}
    attach(browser(desk.liaison), "supervision.attach_to_problem", address)
    center, [file_id] = browser(desk.officer), file_ids(desk, ProblemFile)
    one = center.address("supervision.problem_file", file_id=file_id, **address)
    assert center.client.get(one).status_code == 404
    assert "0.png" not in center.get("supervision.problem", **address).text
    desk.rectify(problem_id)
    assert center.client.get(one).status_code == 200


@pytest.fixture
def sent_back(desk, browser):
    """A problem that was reported as mended with a file, and sent back; the address, and the file."""
    problem_id = desk.problem_in(ProblemState.PLANNED)
    address = {"problem_id": problem_id}
    attach(browser(desk.liaison), "supervision.attach_to_problem", address)
    desk.rectify(problem_id)
    with desk.problem(problem_id, desk.third) as (work, problem):
        problems.send_back(work, problem, "仍未张贴")
    return address, file_ids(desk, ProblemFile)[0]


def test_a_file_that_was_sent_stays_and_only_what_was_added_since_goes(desk, browser, sent_back):
    address, sent = sent_back
    member, take_away = browser(desk.liaison), "supervision.detach_from_problem"
    attach(member, "supervision.attach_to_problem", address)
    [added] = set(file_ids(desk, ProblemFile)) - {sent}
    page = member.get("supervision.mending", **address)
    assert "随此前上报" in page.text
    assert [one.action.split("/")[-2] for one in page.forms if one.action.endswith("/detach")] == [str(added)]
    assert "已随此前的上报" in member.post(take_away, status=409, file_id=sent, **address).text
    member.post(take_away, file_id=added, **address)
    assert file_ids(desk, ProblemFile) == [sent]
    with desk.make.work() as work:
        assert work.session.get(StoredFile, sent) is not None


def test_what_was_sent_before_takes_no_room_from_what_is_added(desk, browser, sent_back):
    address, _sent = sent_back
    member = browser(desk.liaison)
    attach(member, "supervision.attach_to_problem", address, count=FILES_MOST)
    attach(member, "supervision.attach_to_problem", address, status=422)
    assert len(file_ids(desk, ProblemFile)) == FILES_MOST + 1
