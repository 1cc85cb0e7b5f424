"""The rotation before the portal, who asks for which module, and modules that came and went."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from trainings import actions as trainings
from trainings.models import Category, Module, ModuleKind, SlotState, Stage

BEFORE = (  # years back, modules
    (3, ("beleidsparticipatie", "regie-vrijetijdsaanbod", "startcursus", "vormingstweedaagse")),
    (2, ("overtuigend-communiceren", "netwerken-en-lobbyen", "startcursus")),
    (1, ("beleidsparticipatie", "regie-vrijetijdsaanbod", "startcursus", "vormingstweedaagse")),
)
ASKS = (("netwerken-en-lobbyen", 7), ("regie-vrijetijdsaanbod", 3), ("beleidsparticipatie", 2))


def seed(scene):
    staff, year = scene.team["staff"].user, scene.today.year
    modules = {module.code: module for module in Module.objects.all()}

    def remark(code, back, state, note=""):
        trainings.write_slot(modules[code], year - back, state=state, by=staff, today=scene.today, note=note)

    for back, codes in BEFORE:
        for code in codes:
            remark(code, back, SlotState.RAN)
    remark("vormingstweedaagse", 2, SlotState.DROPPED, "Verbouwing van het domein")

    asked = timezone.make_aware(datetime.combine(scene.today - timedelta(days=40), time(9)))
    officers = iter(scene.officers[2:])
    for code, number in ASKS:
        for _number in range(number):
            trainings.keep_informed(modules[code], next(officers), now=asked)
            asked += timedelta(days=2, hours=3)

    Module.objects.create(
        code="jongeren-doen-mee",
        kind=ModuleKind.ROTATING,
        stage=Stage.RETIRED,
        successor=modules["beleidsparticipatie"],
        title_nl="Jongeren doen mee",
        title_en="Young people take part",
        summary_nl="Een themavorming van vroeger; wat je er leerde, zit nu in een module over de competentie.",
        summary_en="A theme training of the past; what you learned there is part of a module on the competence now.",
        category=Category.CORAL,
        order=20,
    )
    Module.objects.create(
        code="leidinggeven",
        kind=ModuleKind.ROTATING,
        stage=Stage.DEVELOPMENT,
        title_nl="Leidinggeven in de jeugddienst",
        title_en="Leading a youth service",
        category=Category.LEAF,
        half_day_count=4,
        order=21,
    )
    if scene.size == "full":
        trainings.announce_edition(modules["netwerken-en-lobbyen"], year=year + 1, today=scene.today)
