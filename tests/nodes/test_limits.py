"""How often somebody may try is counted by all nodes together, and by each for itself while Redis is away."""

from tests.nodes.processes import await_that

DOOR = "/certificates/check/nobody-knows-this"
MOST = 30


def knocked(visitor, nodes, times):
    """Both nodes in turn: [(status, how many tries are left)]."""
    answers = [visitor.get(f"{(nodes.a, nodes.b)[number % 2]}{DOOR}") for number in range(times)]
    return [(answer.status_code, int(answer.headers["X-RateLimit-Remaining"])) for answer in answers]


def test_tries_on_two_nodes_are_counted_together(nodes, visitor):
    assert knocked(visitor(), nodes, MOST + 2) == [
        *((404, left) for left in reversed(range(MOST))),
        *[(429, 0)] * 2,
    ]


def test_while_redis_is_away_each_node_counts_and_when_it_is_back_both_together(nodes, visitor):
    someone = visitor()
    knocked(someone, nodes, 2)
    nodes.redis.stop()
    try:
        alone = knocked(someone, nodes, 6)
    finally:
        nodes.redis.start()
    assert [status for status, _left in alone] == [404] * 6
    lefts = [left for _status, left in alone]
    assert [lefts[0] - left for left in lefts[::2]] == [lefts[1] - left for left in lefts[1::2]] == [0, 1, 2]

    def together():
        (_, first), (_, second), (_, third) = knocked(someone, nodes, 3)
        return (first - second, second - third) == (1, 1)

    await_that(together)
