import pytest

from portal.jobs import rules
from portal.jobs.models import Job, JobState
from portal.jobs.tests import factories as jobs
from portal.models import User

NOOR, ALI = User(pk=1), User(pk=2)
QUESTION = {
    "kind": "export",
    "arguments": {"survey": 1, "by": "province"},
    "by": NOOR,
    "language": "nl",
    "data_key": "",
}


def test_the_same_question_has_the_same_key_in_whatever_order_it_is_put():
    turned = QUESTION | {"arguments": {"by": "province", "survey": 1}}

    assert rules.key_of(**turned) == rules.key_of(**QUESTION)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "report"},
        {"arguments": {"survey": 2, "by": "province"}},
        {"by": ALI},
        {"language": "en"},
        {"data_key": "90 responses"},
    ],
)
def test_another_question_has_another_key(other):
    assert rules.key_of(**QUESTION | other) != rules.key_of(**QUESTION)


@pytest.mark.parametrize(
    ("value", "total", "is_further"),
    [(5, 10, True), (6, 10, True), (4, 10, False), (50, 100, True), (49, 100, False), (1, 1, True)],
)
def test_progress_never_goes_back_whatever_it_is_counted_in(value, total, is_further):
    assert rules.is_further(Job(progress_value=5, progress_max=10), value, total) == is_further


@pytest.mark.django_db
def test_the_owner_may_open_the_file_and_somebody_else_may_not():
    job = jobs.done()

    assert (rules.may_open(job.asked_by, job), rules.may_open(jobs.user(), job)) == (True, False)


@pytest.mark.django_db
def test_who_sees_all_may_open_the_file_of_another():
    assert rules.may_open(jobs.user(is_superuser=True), jobs.done())


@pytest.mark.django_db
def test_an_owner_who_has_lost_the_right_may_no_longer_open_the_file():
    owner = jobs.user()

    assert rules.may_open(owner, jobs.done(owner))
    assert not rules.may_open(owner, jobs.done(owner, right="reports.ask"))


@pytest.mark.django_db
@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING, JobState.FAILED, JobState.CANCELLED])
def test_only_what_is_done_has_a_file(state):
    assert (rules.has_file(jobs.done()), rules.has_file(jobs.job(state=state))) == (True, False)
