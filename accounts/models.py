"""Who works with the register, for which organisation, in which role."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property


class OrganisationQuerySet(models.QuerySet):
    def partners(self):
        """Takes part in a region."""
        return self.filter(regions__isnull=False).distinct()

    def active(self):
        return self.filter(is_active=True)


class Organisation(models.Model):
    """A partner that approaches employers, such as the LeerWerkLoket. Data, never code."""

    class Accent(models.TextChoices):
        TEAL = "teal", "Groen"
        VIOLET = "violet", "Paars"

    name = models.CharField("naam", max_length=120, unique=True)
    short_name = models.CharField("korte naam", max_length=30, unique=True)
    slug = models.SlugField("code", unique=True)
    accent = models.CharField("kleur", max_length=10, choices=Accent.choices, default=Accent.TEAL)
    is_active = models.BooleanField("actief", default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["short_name"]
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self):
        return self.short_name


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def of_partners(self):
        """Of an organisation that takes part in a region."""
        return self.filter(organisation__in=Organisation.objects.partners())

    def with_organisation(self):
        """With the organisation, and with `is_partner`, both in the same query."""
        partners = Organisation.objects.partners().active().filter(pk=OuterRef("organisation"))
        return self.select_related("organisation").annotate(is_partner=Exists(partners))

    def advisers(self):
        """Everybody who can hold a portfolio: managers and admins do not."""
        return self.active().filter(role=Role.ADVISER)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Store a new user; without a password the account can only be used after a password reset."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Role(models.TextChoices):
    ADVISER = "adviser", "Adviseur"
    MANAGER = "manager", "Manager"
    ADMIN = "admin", "Beheerder"


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in with an e-mail address; invited by an admin, never self-registered."""

    email = models.EmailField(
        "e-mailadres", unique=True, error_messages={"unique": "Dit e-mailadres is al in gebruik."}
    )
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=10, choices=Role.choices, default=Role.ADVISER)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="users", verbose_name="organisatie"
    )
    is_active = models.BooleanField("actief", default=True)
    has_shortcuts = models.BooleanField("sneltoetsen aan", default=True)
    wants_mail = models.BooleanField("mail over werk aan", default=True)
    joined_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def is_adviser(self):
        return self.role == Role.ADVISER

    @property
    def is_manager(self):
        """Managers and admins: both steer targets, portfolios and overlaps."""
        return self.role in (Role.MANAGER, Role.ADMIN)

    @property
    def is_admin(self):
        return self.role == Role.ADMIN

    @cached_property
    def is_partner(self):
        """Of an active organisation that takes part in a region; asked once, since every list wants to know."""
        return Organisation.objects.partners().active().filter(pk=self.organisation_id).exists()

    @property
    def initials(self):
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"

    @property
    def short_name(self):
        """Write "Sanne van Dijk" as "S. van Dijk", for tables."""
        first, _, rest = self.name.partition(" ")
        return f"{first[:1]}. {rest}" if rest else first
