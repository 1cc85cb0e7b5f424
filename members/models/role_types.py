from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class Role(models.TextChoices):
    """What somebody is to this portal; computed from dated role assignments, never stored with the account."""

    OFFICER = "officer", _("Youth officer")
    MANAGER = "manager", _("Head of service")
    STAFF = "staff", _("Staff")
    COMMUNICATIONS = "communications", _("Communications director")
    COACH = "coach", _("Trainer and coach")
    DIRECTOR = "director", _("Director")
    ADMIN = "admin", _("Administrator")


class CorePlayer(models.TextChoices):
    """The three core players of local youth policy, and those around them."""

    OFFICIAL = "official", _("official")
    POLITICIAN = "politician", _("politician")
    YOUNG_PERSON = "young-person", _("young person")
    PARTNER = "partner", _("partner")
    INTERNAL = "internal", _("own team")


class RoleSource(models.TextChoices):
    """From whom we know that somebody holds a role."""

    SELF = "self", _("the person")
    MUNICIPALITY = "municipality", _("the municipality")
    IMPORT = "import", _("an import")
    STAFF = "staff", _("our team")


OWN_TEAM = (Role.STAFF, Role.COMMUNICATIONS, Role.COACH, Role.DIRECTOR, Role.ADMIN)  # administrators alone give these


def of_seat(role_type):
    """The condition that a row is about this seat: whoever gives the same rights in the portal fills the same one."""
    return Q(role_type__grants=role_type.grants) if role_type.grants else Q(role_type=role_type)


class RoleTypeQuerySet(models.QuerySet):
    def of_municipalities(self):
        """The roles that one holds in a municipality: none of our own team."""
        return self.exclude(core_player=CorePlayer.INTERNAL).exclude(grants__in=OWN_TEAM)

    def assignable_by(self, user):
        """What this user may give: only an administrator makes somebody a member of the team."""
        return self if user.has_perm("members.give_team_roles") else self.of_municipalities()

    def watched(self):
        """Seats that ought to be filled."""
        return self.filter(is_watched=True)

    def with_code(self, code):
        """The one with this code, if there is one."""
        return self.filter(code=code).first()

    def claimable(self):
        """What somebody may say of themselves: a youth officer, never a head of service or the team."""
        return self.filter(grants=Role.OFFICER)


class RoleType(models.Model):
    """A kind of role, such as alderman for youth, and the portal role that it gives, if any."""

    code = models.SlugField(unique=True)
    title_nl = models.CharField(_("Dutch title"), max_length=80)
    title_en = models.CharField(_("English title"), max_length=80, blank=True)
    core_player = models.CharField(_("core player"), max_length=12, choices=CorePlayer)
    grants = models.CharField(_("role in the portal"), max_length=14, choices=Role, blank=True)
    is_watched = models.BooleanField(
        _("a seat that ought to be filled"),
        default=False,
        help_text=_("Municipalities where nobody holds it stand among the vacancies."),
    )

    objects = RoleTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("role type")
        verbose_name_plural = _("role types")
        ordering = ["code"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")
