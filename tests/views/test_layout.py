from hypothesis import given, settings
from hypothesis import strategies as st
from networkx import Graph, star_graph

from kg.views.layout import part, positions

names = st.sampled_from([f"n{i}" for i in range(12)])


@given(st.lists(st.tuples(names, names), max_size=20), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_picture_does_not_depend_on_the_order_of_edges(edges, random):
    shuffled = list(edges)
    random.shuffle(shuffled)
    assert positions(Graph(edges)) == positions(Graph(shuffled))


def test_nodes_do_not_lie_on_each_other():
    star = Graph((f"a{x}", f"a{y}") for x, y in star_graph(30).edges)
    spots = positions(star)
    assert len(set(spots.values())) == len(star)
    pairs = [(p, q) for p in spots.values() for q in spots.values() if p < q]
    assert min((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 for p, q in pairs) > 20**2


def test_components_are_apart():
    spots = positions(Graph([("a", "b"), ("c", "d")]))
    assert len({spots[n] for n in "abcd"}) == 4


def test_an_empty_graph_has_no_positions():
    assert positions(Graph()) == {}


@given(st.dictionaries(names, st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=8))
@settings(max_examples=40, deadline=None)
def test_boxes_are_pushed_apart(spots):
    parted = part(spots, dict.fromkeys(spots, (100, 40)))
    pairs = [(parted[a], parted[b]) for a in parted for b in parted if a < b]
    assert all(abs(p[0] - q[0]) >= 98 or abs(p[1] - q[1]) >= 38 for p, q in pairs)
