from random import Random

import numpy as np
import pytest

from surveys import breakdowns, frames
from surveys.frames import Row
from surveys.tests.factories import document, question


def counted(rows, asked, groups=None, width=1, item=""):
    frame = frames.build(rows, [document(asked)])
    groups = np.zeros(frame.size, int) if groups is None else np.array(groups)
    return breakdowns.tally(frame, frame.codebook.questions[0], item, groups, width)


def test_not_asked_and_not_answered_are_in_no_base_of_answers():
    rows = [Row({"q1": "yes"}, ["q1"]), Row({}, ["q1"]), Row({}, [])]

    tally = counted(rows, question("q1"))

    assert (tally.asked.tolist(), tally.answered.tolist(), tally.no_answer.tolist()) == ([2], [1], [1])


def test_who_does_not_know_answered_but_is_in_no_mean():
    rows = [Row({"q1": code}) for code in ("5", "4", "dk")]

    tally = counted(rows, question("q1", "likert", dont_know=True))

    assert (tally.answered.tolist(), tally.substantive.tolist()) == ([3], [2])
    assert tally.description.mean.tolist() == [4.5]


def test_shares_of_several_answers_are_of_people_not_of_mentions():
    rows = [Row({"q1": ["a", "b"]}), Row({"q1": ["a"]}), Row({})]

    tally = counted(rows, question("q1", "multiple", options=("a", "b")))

    assert tally.shares[:, 0].tolist() == [1, 0.5]
    assert tally.mentions.tolist() == [3]


def test_none_of_these_is_an_answer_and_no_mention():
    rows = [Row({"q1": ["a"]}), Row({"q1": ["none"]})]

    tally = counted(rows, question("q1", "multiple", options=("a", "b"), none=True))

    assert (tally.answered.tolist(), tally.mentions.tolist()) == ([2], [1])


def test_each_item_of_a_matrix_has_its_own_base():
    rows = [Row({"q1": {"here": "1", "there": "2"}}), Row({"q1": {"here": "1"}})]
    asked = question("q1", "matrix", options=("1", "2"), items=("here", "there"))

    answered = [counted(rows, asked, item=item).answered.tolist() for item in ("here", "there")]

    assert answered == [[2], [1]]


def test_the_figures_of_one_answer_have_no_spread_and_of_none_nothing_at_all():
    rows = [Row({"q1": 4}), Row({})]

    tally = counted(rows, question("q1", "number"), groups=[0, 1], width=2)

    assert (tally.description.mean[0], tally.description.median[0]) == (4, 4)
    assert np.isnan(tally.description.sd[0])
    assert np.isnan([tally.description.mean[1], tally.description.median[1]]).all()


def test_who_is_in_no_group_is_counted_nowhere():
    rows = [Row({"q1": "yes"}), Row({"q1": "no"})]

    tally = counted(rows, question("q1"), groups=[0, -1])

    assert tally.counts[:, 0].tolist() == [1, 0]


def test_the_base_of_a_later_option_is_who_was_offered_it():
    versions = [document(question("q1", options=("a",))), document(question("q1", options=("a", "b")))]
    rows = [Row({"q1": "a"}, None, 0), Row({"q1": "b"}, None, 1), Row({"q1": "a"}, None, 1)]
    frame = frames.build(rows, versions)

    tally = breakdowns.tally(frame, frame.codebook.questions[0], "", np.zeros(3, int), 1)

    assert tally.option_answered[:, 0].tolist() == [3, 2]
    assert tally.shares[:, 0].tolist() == [2 / 3, 0.5]


@pytest.mark.parametrize("type", ["single", "multiple", "likert", "nps", "number"])
def test_counts_are_those_of_a_plain_loop(type):
    random = Random(type)
    options = [str(number) for number in range(7)]
    asked = question("q1", type, options=tuple(options))
    draw = {
        "single": lambda: random.choice(options),
        "likert": lambda: random.choice(options),
        "multiple": lambda: random.sample(options, 3),
        "nps": lambda: random.randrange(11),
        "number": lambda: random.randrange(100) / 8,
    }[type]
    answers = [draw() if random.random() < 0.9 else None for _ in range(400)]
    groups = [random.randrange(5) for _ in answers]
    rows = [Row({} if answer is None else {"q1": answer}) for answer in answers]

    tally = counted(rows, asked, groups, 5)

    for group in range(5):
        given = [answer for answer, its in zip(answers, groups, strict=True) if its == group and answer is not None]
        assert tally.answered[group] == len(given)
        if type == "number":
            assert tally.description.mean[group] == pytest.approx(sum(given) / len(given))
            assert tally.description.median[group] == pytest.approx(float(np.median(given)))
            assert tally.description.sd[group] == pytest.approx(float(np.std(given, ddof=1)))
        else:
            codes = range(11) if type == "nps" else options
            found = [
                sum(code in answer if type == "multiple" else code == answer for answer in given) for code in codes
            ]
            assert tally.counts[:, group].tolist() == found


# --- An order ---------------------------------------------------------------------------------------

ORDER = question("q1", "ranking", options=("a", "b", "c", "d"))


def test_an_order_counts_who_came_first_and_the_mean_place():
    tally = counted([Row({"q1": ["a", "b", "c", "d"]}), Row({"q1": ["b", "a", "d", "c"]}), Row({})], ORDER)

    assert tally.counts[:, 0].tolist() == [1, 1, 0, 0]
    assert tally.mean_ranks[:, 0].tolist() == [1.5, 1.5, 3.5, 3.5]
    assert (tally.answered.tolist(), tally.asked.tolist()) == ([2], [3])


def test_in_a_partial_order_what_got_no_place_shares_what_is_left():
    tally = counted([Row({"q1": ["a"]}), Row({"q1": ["b", "a"]})], ORDER)

    assert tally.mean_ranks[:, 0].tolist() == [(1 + 2) / 2, (3 + 1) / 2, (3 + 3.5) / 2, (3 + 3.5) / 2]
    assert tally.mean_ranks[:, 0].sum() == 1 + 2 + 3 + 4


def test_every_answer_weighs_the_same_however_many_places_it_gives():
    random = Random(7)
    rows = [Row({"q1": random.sample("abcd", random.randint(1, 4))}) for _ in range(40)]

    tally = counted(rows, ORDER, [number % 3 for number in range(40)], 3)

    assert tally.mean_ranks.sum(axis=0) == pytest.approx([10, 10, 10])


def test_several_answers_a_row_are_counted_of_who_answered_that_row():
    asked = question("q1", "matrix_multiple", options=("a", "b"), items=("r1", "r2"))
    rows = [Row({"q1": {"r1": ["a", "b"], "r2": ["b"]}}), Row({"q1": {"r1": ["a"]}}), Row({})]

    first, second = (counted(rows, asked, item=item) for item in ("r1", "r2"))

    assert (first.answered.tolist(), first.shares[:, 0].tolist()) == ([2], [1, 0.5])
    assert (second.answered.tolist(), second.shares[:, 0].tolist()) == ([1], [0, 1])
