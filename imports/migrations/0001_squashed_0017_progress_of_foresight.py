"""All migrations up to 0017 in one; a database that had all of those counts this one as applied."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("imports", "0001_initial"),
        ("imports", "0002_file_kind_notices_and_job"),
        ("imports", "0003_corrections_groups_sisters_and_who_looks"),
        ("imports", "0004_return_files"),
        ("imports", "0005_several_sheets_and_header_rows"),
        ("imports", "0006_what_a_delivery_wrote"),
        ("imports", "0007_rows_that_made_an_employer"),
        ("imports", "0008_large_deliveries"),
        ("imports", "0009_apply_per_category"),
        ("imports", "0010_category_of_a_row"),
        ("imports", "0011_undo_lines_and_foresight"),
        ("imports", "0012_deliveries_without_writes"),
        ("imports", "0013_fewer_indexes"),
        ("imports", "0014_reason_of_the_reference_date"),
        ("imports", "0015_values_and_twins_indexed"),
        ("imports", "0016_row_is_not_read"),
        ("imports", "0017_progress_of_foresight"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("employers", "0001_squashed_0016_newest_employers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filename", models.CharField(max_length=255, verbose_name="bestand")),
                ("kind", models.CharField(blank=True, max_length=10, verbose_name="soort bestand")),
                ("sha256", models.CharField(max_length=64)),
                ("reference_date", models.DateField(default=django.utils.timezone.localdate, verbose_name="peildatum")),
                (
                    "reference_date_reason",
                    models.CharField(blank=True, max_length=255, verbose_name="waar de peildatum vandaan komt"),
                ),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="tabblad")),
                ("more_sheets", models.JSONField(default=list, verbose_name="ook gelezen tabbladen")),
                ("header_row", models.PositiveIntegerField(default=1, verbose_name="kopregel")),
                ("header_rows", models.PositiveSmallIntegerField(default=1, verbose_name="aantal kopregels")),
                ("header", models.JSONField(default=list, verbose_name="kolommen")),
                ("mapping", models.JSONField(default=dict, verbose_name="gekozen velden")),
                ("notices", models.JSONField(default=list, verbose_name="opmerkingen over het bestand")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Kolommen kiezen"),
                            ("reading", "Wordt gelezen"),
                            ("preview", "Klaar om te controleren"),
                            ("applying", "Wordt doorgevoerd"),
                            ("applied", "Doorgevoerd"),
                            ("undoing", "Wordt ongedaan gemaakt"),
                            ("undone", "Ongedaan gemaakt"),
                            ("failed", "Niet gelukt"),
                        ],
                        default="uploaded",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("error", models.TextField(blank=True, verbose_name="melding")),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("job_started_at", models.DateTimeField(blank=True, null=True)),
                ("heartbeat_at", models.DateTimeField(blank=True, null=True)),
                (
                    "matched_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vergeleken met het register op"),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="geüpload op")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="doorgevoerd op")),
                (
                    "undo_started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ongedaan maken begonnen op"),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="ongedaan gemaakt op")),
                ("categories", models.JSONField(blank=True, null=True, verbose_name="wat nu wordt doorgevoerd")),
                ("is_addition", models.BooleanField(default=False, verbose_name="aanvulling, niet de hele lijst")),
                ("is_tracked", models.BooleanField(default=True, verbose_name="bewaard wat zij veranderde")),
                ("foresight_done", models.PositiveIntegerField(default=0, verbose_name="uitgerekende stappen")),
                ("foresight_total", models.PositiveIntegerField(default=0, verbose_name="uit te rekenen stappen")),
                (
                    "foresight_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gevraagd wat ongedaan maken doet"),
                ),
                (
                    "foreseen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="uitgerekend wat ongedaan maken doet"),
                ),
                ("forgotten", models.JSONField(default=list, verbose_name="vergeten antwoorden")),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="employers.sourcelist",
                        verbose_name="lijst",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "aanlevering",
                "verbose_name_plural": "aanleveringen",
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="GroupDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decision", models.CharField(max_length=10, verbose_name="besluit")),
                ("reasons", models.JSONField(default=list, verbose_name="redenen")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="rijen")),
                ("decided_at", models.DateTimeField(auto_now_add=True, verbose_name="besloten op")),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="teruggezet op")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_decisions",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit over een groep",
                "verbose_name_plural": "besluiten over groepen",
                "ordering": ["-decided_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at__isnull", True), ("taken_back_by__isnull", True)),
                            models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="group_decision_taken_back_by_somebody",
                        violation_error_message="Wie een besluit terugzet, staat erbij met de dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["same", "other"])),
                        name="group_decision_same_or_other",
                        violation_error_message="Een groep is dezelfde werkgever of een andere werkgever.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="tabblad")),
                ("row_number", models.PositiveIntegerField(verbose_name="rij")),
                ("column", models.PositiveSmallIntegerField(verbose_name="kolomnummer")),
                ("title", models.CharField(max_length=255, verbose_name="kolom")),
                ("before", models.TextField(blank=True, verbose_name="zoals geleverd")),
                ("after", models.TextField(blank=True, verbose_name="verbeterd")),
                ("own_key", models.CharField(blank=True, max_length=200, verbose_name="sleutel vóór de verbetering")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="verbeterd op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="vervallen op")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "verbetering",
                "verbose_name_plural": "verbeteringen",
                "ordering": ["batch", "row_number", "column", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("batch", "row_number", "column"),
                        name="correction_one_a_cell",
                        violation_error_message="Deze cel is net al verbeterd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="correction_changes_something",
                        violation_error_message="Een verbetering verandert de cel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_by__isnull", True), ("ended_at__isnull", False), _connector="OR"),
                        name="correction_ended_by_on_a_moment",
                        violation_error_message="Wie een verbetering terugzet, staat erbij met de dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField()),
                ("is_packed", models.BooleanField(default=False)),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="file", to="imports.importbatch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_number", models.PositiveIntegerField(verbose_name="rij")),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="tabblad")),
                ("sheet_row", models.PositiveIntegerField(blank=True, null=True, verbose_name="rij op het tabblad")),
                ("raw", models.JSONField(default=list, verbose_name="zoals geleverd")),
                ("cleaned", models.JSONField(default=dict, verbose_name="opgeschoond")),
                ("problems", models.JSONField(default=list, verbose_name="meldingen")),
                ("repairs", models.JSONField(default=list, verbose_name="herstelde waarden")),
                ("own_key", models.CharField(blank=True, max_length=200)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("certain", "Zeker dezelfde"),
                            ("likely", "Waarschijnlijk dezelfde"),
                            ("several", "Meer mogelijkheden"),
                            ("new", "Nieuw"),
                            ("unchanged", "Ongewijzigd"),
                            ("rejected", "Niet ingelezen"),
                        ],
                        max_length=10,
                        verbose_name="oordeel",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(default=0, verbose_name="score")),
                ("reasons", models.JSONField(default=list, verbose_name="redenen")),
                ("candidates", models.JSONField(default=list, verbose_name="mogelijke werkgevers")),
                ("twin_row", models.PositiveIntegerField(blank=True, null=True, verbose_name="zelfde als rij")),
                (
                    "sister_row",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="zelfde onderneming als rij"),
                ),
                ("changes", models.JSONField(default=list, verbose_name="wijzigingen")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "Zelfde werkgever"),
                            ("other", "Andere werkgever"),
                            ("sister", "Andere werkgever, zelfde onderneming"),
                            ("skip", "Niet inlezen"),
                        ],
                        max_length=10,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("is_postponed", models.BooleanField(default=False, verbose_name="later")),
                ("shown_at", models.DateTimeField(blank=True, null=True)),
                ("made_employer", models.BooleanField(default=False, verbose_name="maakte de werkgever")),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "category",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("verdict", "rejected"), ("decision", "skip"), _connector="OR"),
                                then=models.Value("rejected"),
                            ),
                            models.When(
                                models.Q(("decision__in", ["other", "sister"]), ("verdict", "new"), _connector="OR"),
                                then=models.Value("new"),
                            ),
                            models.When(
                                models.Q(
                                    models.Q(("decision", "same"), ("verdict", "certain"), _connector="OR"),
                                    ("twin_row__isnull", False),
                                ),
                                then=models.Value("new"),
                            ),
                            models.When(
                                models.Q(
                                    models.Q(("decision", "same"), ("verdict", "certain"), _connector="OR"),
                                    models.Func(
                                        models.F("changes"),
                                        output_field=models.BooleanField(),
                                        template='jsonb_path_exists(%(expressions)s, \'$[*] ? (@.applied == true && @.field == "address" && @.before != "")\'::jsonpath)',
                                    ),
                                ),
                                then=models.Value("moved"),
                            ),
                            models.When(
                                models.Q(
                                    models.Q(("decision", "same"), ("verdict", "certain"), _connector="OR"),
                                    models.Func(
                                        models.F("changes"),
                                        output_field=models.BooleanField(),
                                        template="jsonb_path_exists(%(expressions)s, '$[*] ? (@.applied == true && @.field == \"size\")'::jsonpath)",
                                    ),
                                ),
                                then=models.Value("size"),
                            ),
                            models.When(
                                models.Q(
                                    models.Q(("decision", "same"), ("verdict", "certain"), _connector="OR"),
                                    models.Func(
                                        models.F("changes"),
                                        output_field=models.BooleanField(),
                                        template="jsonb_path_exists(%(expressions)s, '$[*] ? (@.applied == true)'::jsonpath)",
                                    ),
                                ),
                                then=models.Value("changed"),
                            ),
                            models.When(
                                models.Q(("decision", "same"), ("verdict", "certain"), _connector="OR"),
                                then=models.Value("linked"),
                            ),
                            models.When(then=models.Value("unchanged"), verdict="unchanged"),
                            default=models.Value("review"),
                        ),
                        output_field=models.CharField(max_length=10, verbose_name="soort"),
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="imports.importbatch",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows",
                        to="employers.employer",
                        verbose_name="werkgever",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rows",
                        to="imports.groupdecision",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rows",
                        to="employers.registration",
                    ),
                ),
                (
                    "shown_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sister",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows_as_sister",
                        to="employers.employer",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel",
                "verbose_name_plural": "regels",
                "ordering": ["batch", "row_number"],
                "indexes": [
                    models.Index(fields=["batch", "verdict", "decision"], name="import_row_verdict"),
                    models.Index(fields=["batch", "category", "applied_at"], name="import_row_category"),
                    models.Index(
                        condition=models.Q(("applied_at__isnull", True)), fields=["batch"], name="import_row_to_apply"
                    ),
                    models.Index(
                        condition=models.Q(("decision", ""), ("verdict__in", ["likely", "several"])),
                        fields=["own_key"],
                        name="import_row_open_question",
                    ),
                    models.Index(
                        condition=models.Q(("changes", []), _negated=True),
                        fields=["batch"],
                        name="import_row_with_changes",
                    ),
                    models.Index(
                        condition=models.Q(("problems", []), _negated=True),
                        fields=["batch"],
                        name="import_row_with_problems",
                    ),
                    models.Index(
                        condition=models.Q(("repairs", []), _negated=True),
                        fields=["batch"],
                        name="import_row_with_repairs",
                    ),
                    models.Index(
                        condition=models.Q(("twin_row__isnull", False)),
                        fields=["batch", "twin_row"],
                        name="import_row_twin",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "row_number"), name="import_row_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("sister__isnull", True), ("sister_row__isnull", True), _connector="OR"),
                        name="import_row_one_sister",
                        violation_error_message="Een rij heeft één werkgever van dezelfde onderneming, niet twee.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("group__isnull", True), models.Q(("decision", ""), _negated=True), _connector="OR"
                        ),
                        name="import_row_group_is_decided",
                        violation_error_message="Een rij van een groep is beoordeeld.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RememberedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("own_key", models.CharField(max_length=200)),
                ("is_same", models.BooleanField()),
                ("is_sister", models.BooleanField(default=False, verbose_name="zelfde onderneming")),
                ("answered_at", models.DateTimeField(auto_now=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="import_answers",
                        to="employers.employer",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="employers.sourcelist"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "own_key", "employer"), name="remembered_answer_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("is_same", True), ("is_sister", True), _negated=True),
                        name="remembered_answer_same_or_sister",
                        violation_error_message="Dezelfde werkgever is geen andere werkgever van dezelfde onderneming.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[("xlsx", "Excel"), ("csv", "csv")], default="xlsx", max_length=4, verbose_name="vorm"
                    ),
                ),
                ("is_complete", models.BooleanField(default=False, verbose_name="ook wat hetzelfde is")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("heartbeat_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="gemaakt op")),
                ("error", models.CharField(blank=True, max_length=255, verbose_name="melding")),
                ("counts", models.JSONField(default=dict, verbose_name="rijen met iets nieuws per kolom")),
                ("rows_by_column", models.JSONField(default=dict)),
                ("content", models.BinaryField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="return_files",
                        to="imports.importbatch",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="return_files",
                        to="employers.sourcelist",
                        verbose_name="lijst",
                    ),
                ),
            ],
            options={
                "verbose_name": "retourbestand",
                "verbose_name_plural": "retourbestanden",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="UndoLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_done", models.BooleanField(default=False, verbose_name="gedaan")),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="naam")),
                ("employer_number", models.PositiveBigIntegerField(null=True, verbose_name="werkgever")),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("weg", "Verdwijnt"),
                            ("terug", "Gaat terug"),
                            ("blijft", "Blijft, of een deel ervan"),
                        ],
                        default="terug",
                        max_length=10,
                        verbose_name="wat ermee gebeurt",
                    ),
                ),
                ("reasons", models.JSONField(default=list, verbose_name="waarom")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="undo_lines", to="imports.importbatch"
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van het ongedaan maken",
                "verbose_name_plural": "regels van het ongedaan maken",
                "ordering": [django.db.models.functions.text.Lower("name"), "pk"],
                "indexes": [
                    models.Index(
                        models.F("batch"),
                        models.F("is_done"),
                        models.F("fate"),
                        django.db.models.functions.text.Lower("name"),
                        name="import_undo_line",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Write",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "Toegevoegd"),
                            ("updated", "Gewijzigd"),
                            ("gone", "Niet meer op de lijst"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("model", models.CharField(max_length=40, verbose_name="tabel")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="nummer")),
                ("employer_number", models.PositiveBigIntegerField(null=True, verbose_name="over werkgever")),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="naam")),
                ("before", models.JSONField(default=dict, verbose_name="stond er")),
                ("after", models.JSONField(default=dict, verbose_name="kenmerk van wat is geschreven")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("back", "Teruggezet"), ("stayed", "Bleef staan")],
                        max_length=10,
                        verbose_name="afloop",
                    ),
                ),
                ("left", models.JSONField(default=list, verbose_name="bleef staan")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="ongedaan gemaakt op")),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writes",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "geschreven rij",
                "verbose_name_plural": "geschreven rijen",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["model", "object_id"], name="import_write_object"),
                    models.Index(fields=["batch", "undone_at"], name="import_write_batch"),
                    models.Index(condition=models.Q(("kind", "gone")), fields=["batch"], name="import_write_gone"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signature", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_mappings",
                        to="employers.sourcelist",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "signature"), name="column_mapping_unique")],
            },
        ),
    ]
