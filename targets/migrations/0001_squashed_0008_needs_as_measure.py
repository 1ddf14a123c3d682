"""All migrations up to 0008 in one; a database that had all of those counts this one as applied."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("targets", "0001_initial"),
        ("targets", "0002_start_withdrawal_and_version"),
        ("targets", "0003_half_year_report"),
        ("targets", "0004_plan_of_approach"),
        ("targets", "0005_snoozes"),
        ("targets", "0006_measures_shares_and_reasons"),
        ("targets", "0007_snapshots"),
        ("targets", "0008_needs_as_measure"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0002_mail_about_work"),
        ("accounts", "__first__"),
        ("employers", "0001_squashed_0016_newest_employers"),
        ("outreach", "0001_squashed_0027_planned_and_written"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="HalfYearReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="van")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                ("texts", models.JSONField(default=dict, verbose_name="teksten")),
                ("figures", models.JSONField(verbose_name="cijfers")),
                ("counted_at", models.DateTimeField(verbose_name="geteld op")),
                (
                    "status",
                    models.CharField(
                        choices=[("concept", "Concept"), ("final", "Vastgesteld")],
                        default="concept",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "halfjaarrapport",
                "verbose_name_plural": "halfjaarrapporten",
                "ordering": ["-until_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="half_year_report_dates_ordered",
                        violation_error_message="De einddatum moet na de begindatum liggen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HalfYearReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("from_on", models.DateField(verbose_name="van")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                ("texts", models.JSONField(default=dict, verbose_name="teksten")),
                ("counted_at", models.DateTimeField(verbose_name="geteld op")),
                (
                    "status",
                    models.CharField(
                        choices=[("concept", "Concept"), ("final", "Vastgesteld")],
                        default="concept",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="targets.halfyearreport",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanPhase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("goal", models.TextField(max_length=1000, verbose_name="wat we willen bereiken")),
                ("result", models.TextField(blank=True, max_length=2000, verbose_name="wat het heeft opgeleverd")),
                ("from_on", models.DateField(verbose_name="van")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "sectors",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="employers.sector", verbose_name="sectoren"
                    ),
                ),
            ],
            options={
                "verbose_name": "fase",
                "verbose_name_plural": "fasen",
                "ordering": ["from_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="plan_phase_dates_ordered",
                        violation_error_message="De einddatum moet na de begindatum liggen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="wat gaan we doen")),
                ("result", models.CharField(max_length=255, verbose_name="wat moet het opleveren")),
                ("due_on", models.DateField(verbose_name="klaar op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Nog niet begonnen"),
                            ("busy", "Bezig"),
                            ("done", "Klaar"),
                            ("dropped", "Vervallen"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("call_list", models.CharField(blank=True, max_length=2000, verbose_name="bellijst")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="plan_activities",
                        to="outreach.networkevent",
                        verbose_name="bijeenkomst",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="trekker",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="targets.planphase",
                        verbose_name="fase",
                    ),
                ),
            ],
            options={
                "verbose_name": "activiteit",
                "verbose_name_plural": "activiteiten",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanPhaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("goal", models.TextField(max_length=1000, verbose_name="wat we willen bereiken")),
                ("result", models.TextField(blank=True, max_length=2000, verbose_name="wat het heeft opgeleverd")),
                ("from_on", models.DateField(verbose_name="van")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="targets.planphase",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000, verbose_name="rol")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_role",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "rol in het plan",
                "verbose_name_plural": "rollen in het plan",
                "ordering": ["organisation"],
            },
        ),
        migrations.CreateModel(
            name="PlanRoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.TextField(max_length=2000, verbose_name="rol")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="targets.planrole",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="niet op")),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="snoozes", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="snoozes", to="employers.employer"
                    ),
                ),
            ],
            options={
                "verbose_name": "niet vandaag",
                "verbose_name_plural": "niet vandaag",
                "ordering": ["-on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("adviser", "on", "employer"),
                        name="snooze_once_a_day",
                        violation_error_message="Deze werkgever staat vandaag al niet op uw lijst.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("reached", "Kleine werkgevers bereikt"),
                            ("newly_reached", "Kleine werkgevers voor het eerst bereikt"),
                            ("talks", "Gesprekken over Leren en Werken"),
                            ("size_known", "Werkgevers met bekende omvang"),
                            ("interested", "Werkgevers met interesse in een vorm"),
                            ("started", "Werkgevers die een vorm gebruiken"),
                            ("informed", "Werkgevers geïnformeerd over een vorm"),
                            ("blind_closed", "Blinde vlekken gesloten"),
                            ("events", "Bijeenkomsten bezocht"),
                            ("prevented", "Dubbele benaderingen voorkomen"),
                            ("needs_met", "Hulpvragen opgelost"),
                        ],
                        max_length=20,
                        verbose_name="wat tellen we",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("number", "Een aantal"), ("share", "Een percentage van het segment")],
                        default="number",
                        max_length=10,
                        verbose_name="aantal of percentage",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="hoeveel")),
                ("from_on", models.DateField(verbose_name="van")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                (
                    "size_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Zzp"),
                            ("1-4", "1 tot en met 4"),
                            ("5-9", "5 tot en met 9"),
                            ("10-14", "10 tot en met 14"),
                            ("15-19", "15 tot en met 19"),
                            ("20-25", "20 tot en met 25"),
                            ("26+", "26 of meer"),
                        ],
                        max_length=10,
                        verbose_name="omvang",
                    ),
                ),
                (
                    "variant",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("bpv", "Bpv (bol of bbl)"),
                            ("higher", "Hbo- of wo-stage"),
                            ("short", "Kort traject met baangarantie"),
                            ("evc", "EVC"),
                            ("other", "Andere vorm"),
                        ],
                        max_length=15,
                        verbose_name="vorm",
                    ),
                ),
                ("agreed_by", models.CharField(max_length=120, verbose_name="afgesproken door")),
                ("agreed_on", models.DateField(verbose_name="afgesproken op")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("start_count", models.PositiveIntegerField(default=0, verbose_name="stand bij het begin")),
                ("start_on", models.DateField(blank=True, null=True, verbose_name="dag van die stand")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("change_reason", models.CharField(blank=True, max_length=255, verbose_name="reden van de wijziging")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "adviser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="adviseur",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="employers.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="employers.network",
                        verbose_name="netwerk",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="employers.sector",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "doelstelling",
                "verbose_name_plural": "doelstellingen",
                "ordering": ["until_on", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="target_dates_ordered",
                        violation_error_message="De einddatum moet na de begindatum liggen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)),
                        name="target_number_positive",
                        violation_error_message="Een doel is ten minste 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", "share"), _negated=True),
                            models.Q(
                                (
                                    "measure__in",
                                    [
                                        "reached",
                                        "newly_reached",
                                        "blind_closed",
                                        "size_known",
                                        "interested",
                                        "started",
                                        "informed",
                                    ],
                                ),
                                ("number__lte", 100),
                            ),
                            _connector="OR",
                        ),
                        name="target_share_of_employers",
                        violation_error_message="Een percentage is hoogstens 100 en gaat over werkgevers.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=160, verbose_name="wat gaan we doen")),
                ("result", models.CharField(max_length=255, verbose_name="wat moet het opleveren")),
                ("due_on", models.DateField(verbose_name="klaar op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Nog niet begonnen"),
                            ("busy", "Bezig"),
                            ("done", "Klaar"),
                            ("dropped", "Vervallen"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("call_list", models.CharField(blank=True, max_length=2000, verbose_name="bellijst")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outreach.networkevent",
                        verbose_name="bijeenkomst",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="trekker",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="targets.planactivity",
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="targets.planphase",
                        verbose_name="fase",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="targets.target",
                        verbose_name="doel",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="planactivity",
            name="target",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="activities",
                to="targets.target",
                verbose_name="doel",
            ),
        ),
        migrations.CreateModel(
            name="TargetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("reached", "Kleine werkgevers bereikt"),
                            ("newly_reached", "Kleine werkgevers voor het eerst bereikt"),
                            ("talks", "Gesprekken over Leren en Werken"),
                            ("size_known", "Werkgevers met bekende omvang"),
                            ("interested", "Werkgevers met interesse in een vorm"),
                            ("started", "Werkgevers die een vorm gebruiken"),
                            ("informed", "Werkgevers geïnformeerd over een vorm"),
                            ("blind_closed", "Blinde vlekken gesloten"),
                            ("events", "Bijeenkomsten bezocht"),
                            ("prevented", "Dubbele benaderingen voorkomen"),
                            ("needs_met", "Hulpvragen opgelost"),
                        ],
                        max_length=20,
                        verbose_name="wat tellen we",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("number", "Een aantal"), ("share", "Een percentage van het segment")],
                        default="number",
                        max_length=10,
                        verbose_name="aantal of percentage",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="hoeveel")),
                ("from_on", models.DateField(verbose_name="van")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                (
                    "size_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Zzp"),
                            ("1-4", "1 tot en met 4"),
                            ("5-9", "5 tot en met 9"),
                            ("10-14", "10 tot en met 14"),
                            ("15-19", "15 tot en met 19"),
                            ("20-25", "20 tot en met 25"),
                            ("26+", "26 of meer"),
                        ],
                        max_length=10,
                        verbose_name="omvang",
                    ),
                ),
                (
                    "variant",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("bpv", "Bpv (bol of bbl)"),
                            ("higher", "Hbo- of wo-stage"),
                            ("short", "Kort traject met baangarantie"),
                            ("evc", "EVC"),
                            ("other", "Andere vorm"),
                        ],
                        max_length=15,
                        verbose_name="vorm",
                    ),
                ),
                ("agreed_by", models.CharField(max_length=120, verbose_name="afgesproken door")),
                ("agreed_on", models.DateField(verbose_name="afgesproken op")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("start_count", models.PositiveIntegerField(default=0, verbose_name="stand bij het begin")),
                ("start_on", models.DateField(blank=True, null=True, verbose_name="dag van die stand")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("change_reason", models.CharField(blank=True, max_length=255, verbose_name="reden van de wijziging")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "adviser",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="adviseur",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.network",
                        verbose_name="netwerk",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="targets.target",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.sector",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="peildatum")),
                ("name", models.CharField(max_length=120, verbose_name="doel")),
                ("terms", models.JSONField(verbose_name="afspraak")),
                ("asked", models.PositiveIntegerField(verbose_name="afgesproken aantal")),
                ("number", models.PositiveIntegerField(verbose_name="geteld")),
                ("population", models.PositiveIntegerField(null=True, verbose_name="kunnen meetellen")),
                ("is_final", models.BooleanField(default=False, verbose_name="eindstand")),
                ("taken_at", models.DateTimeField(auto_now_add=True, verbose_name="vastgelegd op")),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="targets.target"
                    ),
                ),
            ],
            options={
                "verbose_name": "vastgelegde stand",
                "verbose_name_plural": "vastgelegde standen",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_final", True)),
                        fields=("target",),
                        name="snapshot_one_final",
                        violation_error_message="De eindstand van dit doel is al vastgelegd.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=255, verbose_name="naam")),
                ("kvk_number", models.CharField(blank=True, max_length=8, verbose_name="KvK-nummer")),
                ("establishment_number", models.CharField(blank=True, max_length=12, verbose_name="vestigingsnummer")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="plaats")),
                ("sector", models.CharField(blank=True, max_length=120, verbose_name="sector")),
                ("size", models.CharField(blank=True, max_length=40, verbose_name="omvang")),
                ("counted_on", models.DateField(null=True, verbose_name="telt sinds")),
                ("how", models.CharField(max_length=500, verbose_name="waardoor")),
                ("is_confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="targets.targetsnapshot"
                    ),
                ),
            ],
            options={
                "verbose_name": "geteld",
                "verbose_name_plural": "geteld",
                "ordering": ["snapshot", "position"],
                "constraints": [models.UniqueConstraint(fields=("snapshot", "position"), name="snapshot_row_position")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="halfyearreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "targets_halfyearreportevent" ("counted_at", "created_at", "created_by_id", "from_on", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "texts", "until_on", "updated_at", "updated_by_id", "version") VALUES (NEW."counted_at", NEW."created_at", NEW."created_by_id", NEW."from_on", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."texts", NEW."until_on", NEW."updated_at", NEW."updated_by_id", NEW."version"); RETURN NULL;',
                    hash="05aea3deba1eb529bdccf3bc4e9bd17d1ec5d89e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9396e",
                    table="targets_halfyearreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="halfyearreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."counted_at" IS DISTINCT FROM (NEW."counted_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."texts" IS DISTINCT FROM (NEW."texts") OR OLD."until_on" IS DISTINCT FROM (NEW."until_on") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."updated_by_id" IS DISTINCT FROM (NEW."updated_by_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "targets_halfyearreportevent" ("counted_at", "created_at", "created_by_id", "from_on", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "texts", "until_on", "updated_at", "updated_by_id", "version") VALUES (NEW."counted_at", NEW."created_at", NEW."created_by_id", NEW."from_on", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."texts", NEW."until_on", NEW."updated_at", NEW."updated_by_id", NEW."version"); RETURN NULL;',
                    hash="48157806a37e2d253ce1b795cb04aa7369b870a9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1709f",
                    table="targets_halfyearreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planphase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "targets_planphaseevent" ("from_on", "goal", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "until_on", "version") VALUES (NEW."from_on", NEW."goal", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."until_on", NEW."version"); RETURN NULL;',
                    hash="43ccbcae29a5f5542360a08deea83d8757d0249e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ba12",
                    table="targets_planphase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planphase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "targets_planphaseevent" ("from_on", "goal", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "until_on", "version") VALUES (NEW."from_on", NEW."goal", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."until_on", NEW."version"); RETURN NULL;',
                    hash="dde21269c48a1d0e64f7dcbfd272304928be8e46",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eb799",
                    table="targets_planphase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planrole",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "targets_planroleevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                    hash="6e9b520bfbfdfbb6951e3b17da970177c0e0e2e1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ceb6d",
                    table="targets_planrole",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planrole",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "targets_planroleevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                    hash="e79c29b375a7ae7b5be024282742bf5e839bc261",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94027",
                    table="targets_planrole",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "targets_targetevent" ("adviser_id", "agreed_by", "agreed_on", "change_reason", "created_at", "created_by_id", "from_on", "id", "measure", "municipality_id", "name", "network_id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id", "size_band", "start_count", "start_on", "unit", "until_on", "updated_at", "variant", "version", "withdrawn_at") VALUES (NEW."adviser_id", NEW."agreed_by", NEW."agreed_on", NEW."change_reason", NEW."created_at", NEW."created_by_id", NEW."from_on", NEW."id", NEW."measure", NEW."municipality_id", NEW."name", NEW."network_id", NEW."number", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sector_id", NEW."size_band", NEW."start_count", NEW."start_on", NEW."unit", NEW."until_on", NEW."updated_at", NEW."variant", NEW."version", NEW."withdrawn_at"); RETURN NULL;',
                    hash="5f5329358305f5e278b9c5e27074302706c80b08",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5c297",
                    table="targets_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "targets_targetevent" ("adviser_id", "agreed_by", "agreed_on", "change_reason", "created_at", "created_by_id", "from_on", "id", "measure", "municipality_id", "name", "network_id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id", "size_band", "start_count", "start_on", "unit", "until_on", "updated_at", "variant", "version", "withdrawn_at") VALUES (NEW."adviser_id", NEW."agreed_by", NEW."agreed_on", NEW."change_reason", NEW."created_at", NEW."created_by_id", NEW."from_on", NEW."id", NEW."measure", NEW."municipality_id", NEW."name", NEW."network_id", NEW."number", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sector_id", NEW."size_band", NEW."start_count", NEW."start_on", NEW."unit", NEW."until_on", NEW."updated_at", NEW."variant", NEW."version", NEW."withdrawn_at"); RETURN NULL;',
                    hash="7d25370a7f4806d4e44809331dd011b45b405b3b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b8d6",
                    table="targets_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "targets_planactivityevent" ("call_list", "due_on", "event_id", "id", "lead_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "result", "status", "target_id", "version") VALUES (NEW."call_list", NEW."due_on", NEW."event_id", NEW."id", NEW."lead_id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase_id", NEW."result", NEW."status", NEW."target_id", NEW."version"); RETURN NULL;',
                    hash="5f4e01ee1cd5afc954d3b97d3bf61e20b6012a14",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cd102",
                    table="targets_planactivity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "targets_planactivityevent" ("call_list", "due_on", "event_id", "id", "lead_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "result", "status", "target_id", "version") VALUES (NEW."call_list", NEW."due_on", NEW."event_id", NEW."id", NEW."lead_id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase_id", NEW."result", NEW."status", NEW."target_id", NEW."version"); RETURN NULL;',
                    hash="4e9ccde85b22fd43e209f97de747c2c394c9976e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_da75e",
                    table="targets_planactivity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetsnapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3cdfd585cf3e08ab0c1a54b03a7cc9991a85e0ab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_e2825",
                    table="targets_targetsnapshot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="snapshotrow",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3c304df88a3b58b20356610506f958302eb3fefc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_5e37f",
                    table="targets_snapshotrow",
                    when="BEFORE",
                ),
            ),
        ),
    ]
