"""Files with answers: added, shown, removed, sent, and thrown away with the draft."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.refused import Refused
from surveys import actions, rules
from surveys.models import AnswerFile, Response
from surveys.tests import factories as surveys
from surveys.tests.factories import PDF, question
from surveys.tests.test_response_section import Answering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

BY_NAME = {"confidentiality": "identified"}


def asked(**fields):
    return question("q1", "file", **fields)


def answering(*questions):
    return Answering(surveys.invitation(surveys.survey(*(questions or (asked(),)), **BY_NAME)))


def sent(*contents, name="nota.pdf"):
    return [SimpleUploadedFile(name, content, "text/html") for content in contents or (PDF,)]


def office(*names):
    """An office file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        for name in ("[Content_Types].xml", *names):
            parts.writestr(name, "<xml/>")
    return file.getvalue()


DOCX = office("word/document.xml")


def today():
    return timezone.localdate()


def stored(file):
    return file.file.storage.exists(file.file.name)


# --- On the page ------------------------------------------------------------------------------------


def test_a_file_is_kept_with_the_draft_and_shown_by_its_name():
    me = answering()

    me.post(go="stay", q1=sent())

    file = AnswerFile.objects.get()
    assert me.draft == {"q1": [str(file.pk)]}
    assert (file.name, file.kind, file.size) == ("nota.pdf", "pdf", len(PDF))
    assert "nota.pdf" in me.read().content.decode()


def test_it_is_sent_with_the_answers():
    me = answering()

    me.post(q1=sent())

    file = AnswerFile.objects.get()
    assert Response.objects.get().answers == {"q1": [str(file.pk)]}
    assert file.file.read() == PDF


def test_it_can_be_removed_before_that():
    me = answering()
    me.post(go="stay", q1=sent())
    file = AnswerFile.objects.get()

    page = me.browser.post(me.address(1), {"invitation": me.invitation.pk, "remove": str(file.pk)})

    assert (page.status_code, me.draft["q1"], AnswerFile.objects.count()) == (302, [], 0)


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_is_gone_from_the_storage_too():
    me = answering()
    me.post(go="stay", q1=sent())
    file = AnswerFile.objects.get()
    assert stored(file)

    me.browser.post(me.address(1), {"invitation": me.invitation.pk, "remove": str(file.pk)})

    assert not stored(file)


@pytest.mark.parametrize("nonsense", ["no-such-file", "../../etc/passwd", "0b4f8e8e-0000-4000-8000-000000000000"])
def test_removing_what_is_not_there_changes_nothing(nonsense):
    me = answering()
    me.post(go="stay", q1=sent())

    assert me.browser.post(me.address(1), {"invitation": me.invitation.pk, "remove": nonsense}).status_code == 302
    assert AnswerFile.objects.count() == 1


def test_a_file_of_somebody_else_is_neither_removed_nor_sent():
    other = answering()
    other.post(go="stay", q1=sent())
    theirs = AnswerFile.objects.get()
    me = Answering(surveys.invitation(other.invitation.survey))

    me.browser.post(me.address(1), {"invitation": me.invitation.pk, "remove": str(theirs.pk)})
    actions.submit(me.invitation, answers={"q1": [str(theirs.pk)]}, today=today(), language="nl")

    assert AnswerFile.objects.get() == theirs
    assert Response.objects.get().answers == {}


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ\x90\x00", "nota.pdf", "This is no file of a kind that we can read"),
        (b"<script>alert(1)</script>", "nota.pdf", "This is no file of a kind that we can read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "This is no file of a kind that we can read"),
        (office("word/document.xml", "word/vbaProject.bin"), "a.docx", "This is no file of a kind that we can read"),
        (office("evil.exe"), "a.docx", "This is no file of a kind that we can read"),
        (b"PK\x03\x04 broken", "a.docx", "This is no file of a kind that we can read"),
        (b"%PDF-" + b"x" * rules.uploads.LARGEST, "a.pdf", "This file is larger than 10 MB"),
    ],
)
def test_what_is_no_file_of_that_kind_is_said_at_the_question(content, name, sentence):
    me = answering(asked(), question("q2"))

    page = me.post(q1=sent(content, name=name), q2="yes")

    (mistake,) = page.context["form"].mistakes
    assert (page.status_code, mistake.code) == (200, "q1")
    assert sentence in mistake.fault
    assert (AnswerFile.objects.count(), me.draft) == (0, {"q2": "yes"})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (DOCX, "docx"),
        (office("xl/workbook.xml"), "xlsx"),
    ],
)
def test_the_content_decides_what_a_file_is(content, kind):
    me = answering()

    me.post(go="stay", q1=sent(content, name="what I said it was.exe"))

    file = AnswerFile.objects.get()
    assert (file.kind, file.name) == (kind, f"what I said it was.exe.{kind}")


def test_a_question_takes_the_kinds_that_it_asks_for():
    me = answering(asked(accept=["docx"]))

    refused, taken = me.post(go="stay", q1=sent()), me.post(go="stay", q1=sent(DOCX, name="a.docx"))

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert AnswerFile.objects.get().kind == "docx"


def test_three_files_and_no_more():
    me = answering()

    page = me.post(go="stay", q1=sent(PDF, PDF, PDF, PDF))

    assert AnswerFile.objects.count() == 3
    assert "Add at most 3 files." in page.context["form"].mistakes[0].fault


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("nota\u202efdp.exe", "notafdp.exe.pdf"),
        ("<b>nota</b>.pdf", "<b>nota<b>.pdf"),
        ("x" * 300 + ".pdf", "x" * 90 + ".pdf"),
        ("...", "file.pdf"),
    ],
)
def test_a_name_is_shown_without_what_hides_or_lies(name, shown):
    assert rules.readable_name(name, "pdf") == shown


def test_a_needed_file_keeps_one_on_the_page():
    me = answering(asked(required=True))

    missing, given = me.post(), me.post(q1=sent())

    assert [each.code for each in missing.context["form"].mistakes] == ["q1"]
    assert given.url.endswith("/bedankt/")


# --- Not for everybody ------------------------------------------------------------------------------


@pytest.mark.parametrize("confidentiality", ["confidential", "anonymous"])
def test_a_survey_that_is_not_by_name_takes_no_file(confidentiality):
    invitation = surveys.invitation(surveys.survey(asked(), confidentiality=confidentiality))

    with pytest.raises(Refused) as refused:
        actions.add_file(invitation, "q1", surveys.upload(), today=today())

    assert refused.value.reasons == [rules.Refusal.NO_FILES]


def test_another_question_takes_no_file():
    invitation = surveys.invitation(surveys.survey(asked(), question("q2", "open"), **BY_NAME))

    with pytest.raises(Refused):
        actions.add_file(invitation, "q2", surveys.upload(), today=today())
    actions.add_file(invitation, "q1", surveys.upload(), today=today())

    assert AnswerFile.objects.get().question == "q1"


def test_after_sending_nothing_is_added_or_removed():
    me = answering()
    me.post(q1=sent())

    with pytest.raises(Refused):
        actions.add_file(me.invitation, "q1", surveys.upload(), today=today())
    with pytest.raises(Refused):
        actions.remove_file(me.invitation, AnswerFile.objects.get().pk, today=today())


# --- Thrown away ------------------------------------------------------------------------------------


def test_a_file_of_a_question_that_was_not_asked_in_the_end_is_thrown_away():
    me = answering(question("q0"), asked(show_if={"question": "q0", "has": ["yes"]}))
    me.post(go="stay", q0="yes")
    me.post(go="stay", q0="yes", q1=sent())

    me.post(q0="no")

    response = Response.objects.get()
    assert (response.answers, response.asked, AnswerFile.objects.count()) == ({"q0": "no"}, ["q0"], 0)


@pytest.mark.django_db(transaction=True)
def test_closing_throws_away_the_files_of_drafts_and_keeps_those_that_were_sent():
    survey = surveys.survey(asked(), **BY_NAME)
    halfway, done = Answering(surveys.invitation(survey)), Answering(surveys.invitation(survey))
    halfway.post(go="stay", q1=sent())
    done.post(q1=sent())
    gone = AnswerFile.objects.get(invitation=halfway.invitation)

    actions.close_survey(survey, today=today())

    assert AnswerFile.objects.get().invitation == done.invitation
    assert not stored(gone)
