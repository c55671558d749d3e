"""An audience is a value: however it is written, it is one form with one digest, and means the same organisations."""

import json

from hypothesis import given
from hypothesis import strategies as st

from alliance.audiences.terms import Standing, Term, Terms

FEW = ("", "a", "b")
SOME_TERM = st.builds(Term, *(st.sampled_from(FEW) for _ in range(5)))
SOME_TERMS = st.builds(Terms.of, st.lists(SOME_TERM, max_size=5), st.lists(SOME_TERM, max_size=4))
SOMEBODY = st.builds(
    Standing,
    st.sampled_from("ab"),
    st.sampled_from("ab"),
    st.sampled_from("ab"),
    st.frozensets(st.tuples(st.sampled_from("ab"), st.frozensets(st.sampled_from("ab"))), max_size=3),
)


@given(SOME_TERMS)
def test_the_canonical_form_is_its_own_canonical_form(terms):
    assert terms.canonical().canonical() == terms.canonical()


@given(SOME_TERMS, st.lists(SOMEBODY, max_size=8))
def test_the_canonical_form_means_the_same_organisations(terms, everybody):
    assert [terms.include(one) for one in everybody] == [terms.canonical().include(one) for one in everybody]


@given(st.lists(SOME_TERM, max_size=5), st.lists(SOME_TERM, max_size=4), st.randoms())
def test_order_and_duplicates_do_not_matter(added, taken, random):
    shuffled, doubled = random.sample(added, len(added)) + added, taken + random.sample(taken, len(taken))
    assert Terms.of(shuffled, doubled).digest() == Terms.of(added, taken).digest()


@given(SOME_TERMS)
def test_it_survives_being_written_as_json(terms):
    read = Terms.from_json(json.loads(json.dumps(terms.to_json())))
    assert read == terms.canonical()
    assert read.digest() == terms.digest()


@given(SOME_TERMS, SOME_TERMS)
def test_different_canonical_forms_have_different_digests(one, other):
    assert (one.digest() == other.digest()) == (one.canonical() == other.canonical())


@given(SOME_TERM, SOME_TERM, st.lists(SOMEBODY, max_size=8))
def test_a_term_that_covers_another_means_at_least_its_organisations(wide, narrow, everybody):
    if wide.covers(narrow):
        assert all(one.meets(wide) for one in everybody if one.meets(narrow))


def test_alliance_and_matrix_mean_one_and_the_same_seat():
    one = Standing("o", "bank", "140106", frozenset({("police_bank", frozenset({"governance_matrix"}))}))
    two = Standing("o", "bank", "140106", frozenset({*one.seats, ("police_media", frozenset({"publicity_matrix"}))}))
    assert one.meets(Term(alliance="police_bank", matrix="governance_matrix"))
    assert not two.meets(Term(alliance="police_bank", matrix="publicity_matrix"))
    assert two.meets(Term(matrix="publicity_matrix"))
    assert two.meets(Term())


def test_the_digest_is_stable_because_rows_are_found_by_it():
    terms = Terms.of([Term(alliance="police_bank"), Term(sector="bank", district="140106")], [Term(organisation="x")])
    assert terms.to_json() == {
        "added": [{"sector": "bank", "district": "140106"}, {"alliance": "police_bank"}],
        "taken": [{"organisation": "x"}],
    }
    assert terms.digest() == "b9277c42eaf06300a8d30b4c77b77a59d08778fb48a60fa86a36c243a9577ff6"
