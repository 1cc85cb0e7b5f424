from datetime import datetime, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import NetworkArea, Person
from surveys.models import Survey
from trainings.models.groups import ReservedSeat, SeatState
from trainings.models.modules import Module, ModuleKind
from trainings.models.registrations import Registration, RegistrationState
from trainings.models.terms import CancellationPolicy

LONGEST_WAIT = 3  # seconds for one's turn


class EditionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class Promotion(models.TextChoices):
    """What happens with a seat that comes free while people wait."""

    DIRECT = "direct", _("give it to who is next")
    OFFER = "offer", _("offer it to who is next, who has two working days to answer")


class SelfService(models.TextChoices):
    """Who may register somebody without help of staff."""

    EVERYBODY = "everybody", _("people themselves, and colleagues for them")
    OWN = "own", _("people themselves only")
    NOBODY = "nobody", _("staff only")


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("trainings.plan") else self.exclude(state=EditionState.DRAFT)

    def hold(self, pk):
        """The edition, held until the transaction ends: others wait for their turn."""
        wait_no_longer_than(LONGEST_WAIT)
        self.filter(pk=pk).update(turn=F("turn") + 1)  # a write first: a real lock on PostgreSQL and on SQLite
        return self.get(pk=pk)

    def with_dates(self):
        """Adds `first_day` and `last_day`."""
        days = HalfDay.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
        return self.annotate(
            first_day=Subquery(days.annotate(day=Min("date")).values("day")),
            last_day=Subquery(days.annotate(day=Max("date")).values("day")),
        )

    def with_seats_taken(self):
        """Adds `seats_taken`, those that wait for a name too, and `people_waiting`."""
        return self.annotate(
            seats_taken=_number_of(Registration.objects.holding_a_seat()) + _number_of_seats_kept(),
            people_waiting=_number_of(Registration.objects.filter(state=RegistrationState.WAITLISTED)),
        )

    def coming(self, day):
        """Not over on `day`, the first to start on top; an edition without dates comes last."""
        undated = Q(last_day__isnull=True) & ~Q(state=EditionState.CANCELLED)
        return (
            self.with_dates().filter(Q(last_day__gte=day) | undated).order_by(F("first_day").asc(nulls_last=True), "pk")
        )

    def with_a_free_seat_and_a_queue(self):
        """Those that may have a seat for who waits; whether they can come, `rules.next_in_line` says."""
        planned = self.filter(state__in=[EditionState.OPEN, EditionState.CLOSED]).with_seats_taken()
        return planned.filter(people_waiting__gt=0, seats_taken__lt=F("seats"))

    def going_on(self):
        """Those that were not called off."""
        return self.exclude(state=EditionState.CANCELLED)

    def announced(self):
        """Those that are sure to come and have no dates yet; the first to come on top."""
        return self.filter(state=EditionState.ANNOUNCED).order_by("expected_year", "module__order", "pk")

    def starting_in(self, year):
        return self.with_dates().filter(first_day__year=year)

    def network_moments_in(self, year):
        """The network moments of an area in a year that were not called off, with `first_day`."""
        moments = self.going_on().filter(module__kind=ModuleKind.NETWORK_MOMENT, network_area__isnull=False)
        return moments.starting_in(year).select_related("module")

    def attended_by(self, user):
        """Those of which the user keeps the attendance: all for who plans, for a trainer their own."""
        if user.has_perm("trainings.plan"):
            return self
        taught = self.filter(trainers__user=user) if user.is_authenticated else self.none()
        return taught.exclude(state__in=[EditionState.DRAFT, EditionState.CANCELLED])

    def to_complete(self, day):
        """Those that were over before `day` and were not completed yet."""
        going_on = self.exclude(state__in=[EditionState.DRAFT, EditionState.CANCELLED])
        return going_on.filter(completed_on__isnull=True).with_dates().filter(last_day__lt=day)

    def open_on(self, day):
        """Those for which people may register on `day`."""
        return self.filter(state=EditionState.OPEN, closes_on__gte=day)


class Edition(models.Model):
    """A module, held once: its half-days, place, seats and price."""

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="editions", verbose_name=_("module"))
    state = models.CharField(_("state"), max_length=10, choices=EditionState, default=EditionState.DRAFT)
    is_online = models.BooleanField(_("online"), default=False)
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    trainers = models.ManyToManyField(Person, blank=True, related_name="editions_taught", verbose_name=_("trainers"))
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])
    network_area = models.ForeignKey(
        NetworkArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("network area"),
    )  # of a network moment: the area for which it counts
    price_member = models.DecimalField(_("price for members"), max_digits=7, decimal_places=2)
    price_other = models.DecimalField(_("price for others"), max_digits=7, decimal_places=2)
    cancellation_policy = models.ForeignKey(
        CancellationPolicy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cancellation policy"),
    )
    free_exit_until = models.DateField(null=True, editable=False)  # after we moved it, leaving is free for a while
    closes_on = models.DateField(_("last day to register"), null=True)  # empty only without dates
    expected_year = models.PositiveSmallIntegerField(_("expected in"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, editable=False)  # when people could register for the first time
    interested_first_until = models.DateTimeField(null=True, editable=False)  # who asked for it registers before others
    promotion = models.CharField(
        _("a seat that comes free"), max_length=10, choices=Promotion, default=Promotion.DIRECT
    )
    promotion_stops_hours = models.PositiveSmallIntegerField(
        _("hours before the start without automatic seats"), default=24
    )
    queue_limit = models.PositiveSmallIntegerField(_("longest waiting list"), null=True, blank=True)  # empty: no limit
    seats_per_municipality = models.PositiveSmallIntegerField(
        _("seats for one municipality at most"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    spread_until = models.DateField(_("until"), null=True, blank=True)  # from this day on the seats are for everybody
    asks_approval = models.BooleanField(_("the municipality approves first"), default=False)
    request_holds_seat = models.BooleanField(_("a request holds a seat"), default=False)
    self_service = models.CharField(
        _("who registers"), max_length=10, choices=SelfService, default=SelfService.EVERYBODY
    )
    min_half_days = models.PositiveSmallIntegerField(_("half-days for a certificate"), null=True, blank=True)
    min_hours_percent = models.PositiveSmallIntegerField(
        _("percentage of the hours for a certificate"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    completed_on = models.DateField(_("completed on"), null=True, blank=True, editable=False)
    evaluation = models.ForeignKey(
        Survey, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    form_key = models.UUIDField(null=True, unique=True, editable=False)  # the same form sent twice is one edition
    kept_above_seats = models.PositiveSmallIntegerField(default=0, editable=False)  # seats held that are not there
    turn = models.PositiveBigIntegerField(default=0, editable=False)  # written by hold(), read by nobody

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1), name="edition_has_a_seat"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=False) | Q(state__in=[EditionState.ANNOUNCED, EditionState.CANCELLED]),
                name="edition_closes_unless_only_announced",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.ANNOUNCED) | Q(expected_year__isnull=False),
                name="announced_edition_says_the_year",
            ),
            models.CheckConstraint(condition=Q(state__in=EditionState.values), name="edition_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(price_member__gte=0, price_other__gte=0), name="edition_price_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(seats_per_municipality__isnull=True, spread_until__isnull=True)
                | Q(seats_per_municipality__gte=1, spread_until__isnull=False),
                name="spread_has_a_number_and_a_day",
            ),
        ]

    def __str__(self):
        return self.module.title

    def get_absolute_url(self):
        return reverse("trainings:edition_detail", args=[self.pk])

    @property
    def place(self):
        return _("Online") if self.is_online else ", ".join(filter(None, (self.venue, self.city)))

    @property
    def short_place(self):
        return _("Online") if self.is_online else self.city or self.venue

    def count_seats_held(self):
        """The seats that somebody holds, and those that are kept for a name to follow; counted anew each time."""
        kept = ReservedSeat.objects.kept().in_edition(self)
        return self.registrations.holding_a_seat().count() + kept.count()

    @property
    def seats_left(self):
        """Needs `with_seats_taken()`."""
        return max(0, self.seats - self.seats_taken)

    @property
    def offers_seats(self):
        return self.promotion == Promotion.OFFER

    @property
    def gives_certificate(self):
        return self.min_half_days is not None or self.min_hours_percent is not None

    @property
    def is_free(self):
        return not self.price_member and not self.price_other


class PartOfDay(models.TextChoices):
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")


class HalfDayState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")


class HalfDayQuerySet(models.QuerySet):
    def going_on(self):
        """Those that were not called off."""
        return self.filter(state=HalfDayState.SCHEDULED)

    def visible_to(self, user):
        return self.filter(edition__in=Edition.objects.visible_to(user))

    def between(self, first, last):
        return self.filter(date__range=(first, last))

    def from_day(self, day):
        return self.filter(date__gte=day)

    def of_editions_going_on(self):
        """Those of editions that were not called off."""
        return self.exclude(edition__state=EditionState.CANCELLED)

    def taught_by(self, person):
        """Those of editions that go on, where `person` is a trainer."""
        taught = self.filter(edition__trainers=person) if person else self.none()
        return taught.exclude(edition__state=EditionState.CANCELLED)

    def change_for_agendas(self, *, now, **fields):
        """Write these fields so that every agenda sees that something changed."""
        return self.update(sequence=F("sequence") + 1, changed_at=now, **fields)

    def of_module(self, code):
        """Those of one module; all of them without a code."""
        return self.filter(edition__module__code=code) if code else self

    def overlapping(self, half_days):
        """Those that share time with one of `half_days`."""
        shared = Q(pk__in=[])
        for half_day in half_days:
            shared |= Q(date=half_day.date, starts_at__lt=half_day.ends_at, ends_at__gt=half_day.starts_at)
        return self.filter(shared)


class HalfDayManager(models.Manager.from_queryset(HalfDayQuerySet)):  # type: ignore[misc]
    """What was called off is left out, so that nobody who counts half-days can forget to."""

    def get_queryset(self):
        return super().get_queryset().going_on()


class HalfDay(models.Model):
    """A morning, an afternoon or an evening of an edition, in local time."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="half_days")
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    state = models.CharField(_("state"), max_length=10, choices=HalfDayState, default=HalfDayState.SCHEDULED)
    sequence = models.PositiveIntegerField(default=0, editable=False)  # rises with moment, place and state, for agendas
    changed_at = models.DateTimeField(default=timezone.now, editable=False)  # when the sequence rose last
    is_mandatory = models.BooleanField(_("needed for the certificate"), default=False)

    objects = HalfDayManager()
    with_cancelled = HalfDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("half-day")
        verbose_name_plural = _("half-days")
        ordering = ["date", "starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="half_day_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(state__in=HalfDayState.values), name="half_day_has_a_known_state"),
            models.UniqueConstraint(
                fields=["edition", "date", "starts_at"],
                condition=Q(state=HalfDayState.SCHEDULED),
                name="an_edition_starts_a_half_day_once",
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.starts_at:%H:%M}-{self.ends_at:%H:%M}"

    @property
    def is_cancelled(self):
        return self.state == HalfDayState.CANCELLED

    @property
    def minutes(self):
        return int((self.finishes - self.begins).total_seconds() // 60)

    @property
    def part(self):
        if self.starts_at < time(12):
            return PartOfDay.MORNING
        return PartOfDay.AFTERNOON if self.starts_at < time(17) else PartOfDay.EVENING

    @property
    def begins(self):
        """The moment of its start."""
        return timezone.make_aware(datetime.combine(self.date, self.starts_at))

    @property
    def finishes(self):
        return timezone.make_aware(datetime.combine(self.date, self.ends_at))


def _number_of(registrations):
    registrations = registrations.filter(edition=OuterRef("pk")).order_by()
    number = registrations.values("edition").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


def wait_no_longer_than(seconds):
    """Let this transaction give up on a lock sooner than others; the page then asks to try again.

    SQLite has one lock for all, taken when the transaction begins, and its own time in the settings.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{seconds}s"])


def _number_of_seats_kept():
    seats = ReservedSeat.objects.filter(group__edition=OuterRef("pk"), state=SeatState.KEPT).order_by()
    return Coalesce(Subquery(seats.values("group__edition").annotate(number=Count("pk")).values("number")), 0)
