from hypothesis import given
from hypothesis import strategies as st

from portal.search import highlight
from portal.search.words import normal


def marked(fragments):
    return [fragment.text for fragment in fragments if fragment.hit]


def test_words_are_marked_in_the_form_they_have():
    fragments = highlight("Des bateaux à l'École de l’île", "ecole bateau ile")
    assert marked(fragments) == ["bateaux", "École", "île"]


def test_breton_mutations_are_marked():
    assert marked(highlight("War an di kozh, e c'halon", "ti kalon")) == ["di", "c'halon"]


def test_stop_words_are_marked_only_when_nothing_else_was_typed():
    assert marked(highlight("le phare de la mer", "le phare")) == ["phare"]
    assert marked(highlight("le phare de la mer", "de la")) == ["de", "la"]


def test_the_passage_is_where_the_words_are():
    text = "mot " * 300 + "le phare dans la tempête " + "fin " * 300
    fragments = highlight(text, "tempête phare", length=100)
    assert marked(fragments) == ["phare", "tempête"]
    assert sum(len(fragment.text) for fragment in fragments) < 140
    assert fragments[0].text == fragments[-1].text == "…"


def test_markup_stays_plain_text():
    assert highlight("<b>phare</b>", "phare")[0].text == "<b>"


@given(st.text(max_size=300), st.text(max_size=30))
def test_the_pieces_of_a_short_text_give_the_text(text, query):
    fragments = highlight(text, query, length=1000)
    assert "".join(fragment.text for fragment in fragments) == normal(text)
