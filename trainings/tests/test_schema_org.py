import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from trainings import schema_org
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def data_at(address):
    (text,) = BLOCK.findall(visit_as().get(address).content.decode()) or ("null",)
    return json.loads(text)


def test_an_edition_says_when_and_where_it_is_with_each_half_day():
    edition = trainings.edition(first_day=date(2027, 3, 1), half_days=2, city="Gent")

    data = data_at(edition.get_absolute_url())

    assert (data["@type"], data["startDate"], data["endDate"]) == (
        "EducationEvent",
        "2027-03-01T09:30:00+01:00",
        "2027-03-01T16:30:00+01:00",
    )
    assert data["location"]["address"]["addressLocality"] == "Gent"
    assert len(data["subEvent"]) == 2


def test_a_text_cannot_leave_its_block():
    module = trainings.module(title_nl="</script><script>alert(1)</script>", title_en="</script><b>")
    edition = trainings.edition(module=module)

    text = visit_as().get(edition.get_absolute_url()).content.decode()

    assert "</script><b>" not in text
    assert data_at(edition.get_absolute_url())["name"] == "</script><b>"


@pytest.mark.parametrize("address", ["/", "/vormingen/"])
def test_the_pages_of_what_is_on_offer_list_it(address):
    edition = trainings.edition(first_day=timezone.localdate() + timedelta(days=20))
    trainings.edition(state="draft")

    names = [each["item"]["name"] for each in data_at(address)["itemListElement"]]

    assert names == [edition.module.title_en]


def test_a_draft_and_an_edition_without_dates_say_nothing():
    assert schema_org.edition(trainings.edition(state="draft")) is None
    assert schema_org.edition(trainings.edition(half_days=0)) is None
    assert schema_org.edition(trainings.edition()) is not None
