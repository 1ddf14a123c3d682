"""All migrations up to 0002 in one; a database that had all of those counts this one as applied."""

import django.db.models.deletion
from django.db import migrations, models

import accounts.models


class Migration(migrations.Migration):
    replaces = [("accounts", "0001_initial"), ("accounts", "0002_mail_about_work")]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("short_name", models.CharField(max_length=30, unique=True, verbose_name="korte naam")),
                ("slug", models.SlugField(unique=True, verbose_name="code")),
                (
                    "accent",
                    models.CharField(
                        choices=[("teal", "Groen"), ("violet", "Paars")],
                        default="teal",
                        max_length=10,
                        verbose_name="kleur",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["short_name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Dit e-mailadres is al in gebruik."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mailadres",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "role",
                    models.CharField(
                        choices=[("adviser", "Adviseur"), ("manager", "Manager"), ("admin", "Beheerder")],
                        default="adviser",
                        max_length=10,
                        verbose_name="rol",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                ("has_shortcuts", models.BooleanField(default=True, verbose_name="sneltoetsen aan")),
                ("wants_mail", models.BooleanField(default=True, verbose_name="mail over werk aan")),
                ("joined_at", models.DateTimeField(auto_now_add=True, verbose_name="toegevoegd op")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebruiker",
                "verbose_name_plural": "gebruikers",
                "ordering": ["name"],
            },
            managers=[
                ("objects", accounts.models.UserManager()),
            ],
        ),
    ]
