"""A survey whose unit is a person speaks of people, never of municipalities: on pages, in mails and in letters."""

import re

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.tests.visits import visit_as
from surveys import actions
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db

SPOKEN = {"nl": "gemeente", "en": "municipalit"}


def words_of(response):
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"<[^>]+>", " ", main).lower().replace("gemeenteraadslid", "")  # what somebody is, not where


@pytest.mark.parametrize(
    ("language", "confidentiality"), [("nl", "confidential"), ("nl", "anonymous"), ("en", "confidential")]
)
def test_no_page_mail_or_letter_speaks_of_municipalities(language, confidentiality):
    person = members.person(role=Role.OFFICER)
    person.user.language = language
    person.user.save()
    fields = {"unit_of_analysis": "person", "confidentiality": confidentiality}
    draft, survey = surveys.survey(state="draft", **fields), surveys.survey(**fields)
    invited = actions.invite(survey, [(person, surveys.unit(survey))], today=timezone.localdate())[0]
    letter_for = surveys.invitation(survey, unit=surveys.unit(survey), state="queued")
    staff, who = visit_as(members.user_with(Role.STAFF)), visit_as()
    for browser in (staff, who):
        browser.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        browser.cookies["django_language"] = language
    who.get(f"/b/{invited.token}/")

    pages = [staff.get(f"/bevragingen/{survey.pk}/{part}") for part in ("", "veldwerk/", "herinneren/", "doelgroep/")]
    pages += [staff.get(f"/bevragingen/{draft.pk}/{part}") for part in ("", "doelgroep/")]
    letters = staff.post(f"/bevragingen/{survey.pk}/brieven/", {"whom": "unreached"})
    pages += [letters, staff.get(f"/bevragingen/{survey.pk}/analyse/")]
    pages += [who.get(f"/b/{survey.pk}/{part}") for part in ("", "1/")]
    who.post(f"/b/{survey.pk}/1/", {"invitation": invited.pk, "go": "next", "v-q1": "yes"})
    pages.append(who.get(f"/b/{survey.pk}/bedankt/"))

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert str(letter_for.person).lower() in words_of(letters)
    for page in pages:
        assert SPOKEN[language] not in words_of(page), page.request["PATH_INFO"]
    assert [SPOKEN[language] in mail.text.lower() for mail in Mail.objects.all()] == [False]
