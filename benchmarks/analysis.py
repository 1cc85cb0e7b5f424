"""How long results take: `python -m benchmarks.analysis [responses …]`; prints a table and judges nothing.

read       the stored answers become a frame (JSON decoded, codes checked)
bare       one numpy bincount for every closed column by every breakdown: the least that can be done
tabulate   all published tables of a survey by name: bases, shares, means, medians
protect    the same for a confidential survey: groups covered, breakdowns compared
workbook   the whole file, from reading to bytes, rows included up to 20,000 responses
"""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from random import Random

SIZES = (300, 10_000, 100_000)
GROUPS = {"province": 5, "population_band": 3, "fte_band": 4, "years_band": 4, "youth_region": 15}


def main(sizes):
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="portal.settings",
            DATABASE_URL=f"sqlite:///{folder}/benchmark.sqlite3",
            MEDIA_ROOT=folder,
        )
        os.environ.setdefault("SECRET_KEY", "for-a-benchmark")
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        heads = (
            ("responses", 10),
            ("read", 8),
            ("bare", 8),
            ("tabulate", 9),
            ("ratio", 6),
            ("protect", 8),
            ("workbook", 9),
        )
        say(" ".join(f"{head:>{width}}" for head, width in (*heads, ("MB", 6))))
        for size in sizes:
            say(row_of(size))


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def row_of(size):
    from django.core.cache import cache

    from surveys import banners, disclosure, frames, workbook
    from surveys.models import Confidentiality

    survey = a_survey(size)
    labels = banners.labels_of(frames.BANNERS)
    reading, frame = timed(lambda: frames.of_survey(survey))
    bare, _ = timed(lambda: bare_counts(frame))
    by_name = Confidentiality.IDENTIFIED
    tabulating, _ = timed(lambda: disclosure.publish(frame, labels, confidentiality=by_name))
    protecting, _ = timed(lambda: disclosure.publish(frame, labels))
    cache.clear()  # so that the workbook begins with reading
    writing, made = timed(lambda: workbook.write(survey, "nl"))
    del made
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # of the process so far
    return (
        f"{size:>10,} {reading:>7.2f}s {bare:>7.3f}s {tabulating:>8.2f}s {tabulating / bare:>6.1f} {protecting:>7.2f}s "
        f"{writing:>8.2f}s {memory:>6.0f}"
    )


def timed(work):
    start = time.perf_counter()
    outcome = work()
    return time.perf_counter() - start, outcome


def bare_counts(frame):
    """One bincount for each closed column by each breakdown, and nothing else."""
    import numpy as np

    columns = [codes for name, codes in frame.codes.items() if name.startswith(("s", "l", "x", "n"))]
    columns += [chosen for each in frame.chosen.values() for chosen in each.T]
    for groups in (np.zeros(frame.size, np.int16), *frame.banners.values()):
        for codes in columns:
            np.bincount(groups.astype(np.int64) * 16 + codes + 2)


def a_survey(size):
    """A survey by name of 130 columns: 40 questions with one answer, 8 of 8 options, 2 matrices of 6, 8 others."""
    from django.utils import timezone

    from surveys import documents
    from surveys.models import Confidentiality, Response, Survey, SurveyState, SurveyVersion

    asked = document()
    today = timezone.localdate()
    survey = Survey.objects.create(
        title_nl=f"{size} antwoorden",
        confidentiality=Confidentiality.IDENTIFIED,
        state=SurveyState.CLOSED,
        opens_on=today,
    )
    version = SurveyVersion.objects.create(
        survey=survey, number=1, document=asked, content_hash=documents.hash_of(asked), published_at=timezone.now()
    )
    random = Random(size)  # noqa: S311 - the same answers every time
    questions = documents.questions(asked)
    codes = [question["code"] for question in questions]
    made = (
        Response(
            survey=survey,
            confidentiality=survey.confidentiality,
            version=version,
            answers=answers_to(questions, random),
            asked=codes,
            language="nl",
            submitted_on=today,
            **{banner: f"{banner[:3]}{random.randrange(number)}" for banner, number in GROUPS.items()},
        )
        for _ in range(size)
    )
    while batch := [response for _, response in zip(range(1000), made, strict=False)]:
        Response.objects.bulk_create(batch)
    return survey


def document():
    def labels(text):
        return {"nl": text, "en": text}

    def question(code, kind, options=0, items=0):
        return {
            "code": code,
            "type": kind,
            "text": labels(f"Vraag {code}?"),
            "options": [{"code": f"o{number}", "label": labels(f"Optie {number}")} for number in range(options)],
            "items": [{"code": f"i{number}", "label": labels(f"Stelling {number}")} for number in range(items)],
        }

    questions = [question(f"s{number}", "likert" if number % 2 else "single", options=5) for number in range(40)]
    questions += [question(f"m{number}", "multiple", options=8) for number in range(8)]
    questions += [question(f"x{number}", "matrix", options=5, items=6) for number in range(2)]
    questions += [
        question("n0", "nps"),
        *(question(f"g{number}", "number") for number in range(6)),
        question("t0", "open"),
    ]
    sections = [
        {"code": f"deel{number}", "title": labels(f"Deel {number}"), "questions": questions[number::4]}
        for number in range(4)
    ]
    return json.loads(json.dumps({"languages": ["nl", "en"], "sections": sections}))


def answers_to(questions, random):
    answers = {}
    for question in questions:
        options = [option["code"] for option in question["options"]]
        if random.random() < 0.05:
            continue
        match question["type"]:
            case "single" | "likert":
                answers[question["code"]] = random.choice(options)
            case "multiple":
                answers[question["code"]] = random.sample(options, random.randrange(1, 5))
            case "matrix":
                answers[question["code"]] = {item["code"]: random.choice(options) for item in question["items"]}
            case "nps":
                answers[question["code"]] = random.randrange(11)
            case "number":
                answers[question["code"]] = random.randrange(400) / 4
            case "open":
                answers[question["code"]] = f"Antwoord {random.randrange(10**6)}"
    return answers


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
