"""All migrations up to 0016 in one; a database that had all of those counts this one as applied."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import employers.models.plain_text

# Text for searching: lower case, no accents, punctuation to spaces. Immutable, so that generated columns may use it.
PLAIN_TEXT = r"""
CREATE FUNCTION employers_plain_text(raw text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(
    translate(lower(coalesce(raw, '')),
      'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ''’`´',
      'aaaaaaceeeeiiiinoooooouuuuyy'),
    '[^a-z0-9]+', ' ', 'g'))
$$
"""


class Migration(migrations.Migration):
    replaces = [
        ("employers", "0001_initial"),
        ("employers", "0003_search_text_of_company_and_person"),
        ("employers", "0004_merges_and_scans"),
        ("employers", "0005_index_for_counting"),
        ("employers", "0006_accreditations_and_member_lists"),
        ("employers", "0007_lists_of_sbb_uwv_and_networks"),
        ("employers", "0008_pairs_of_one_company"),
        ("employers", "0009_precedence"),
        ("employers", "0010_networks_kept_by_people"),
        ("employers", "0011_effective_size_changes"),
        ("employers", "0012_census"),
        ("employers", "0013_erased_people"),
        ("employers", "0014_day_on_which_an_entry_was_gone"),
        ("employers", "0015_retention_of_contact_persons"),
        ("employers", "0016_newest_employers"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0002_mail_about_work"),
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(PLAIN_TEXT, "DROP FUNCTION employers_plain_text(text)"),
        migrations.CreateModel(
            name="Census",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counted_at", models.DateTimeField(verbose_name="geteld op")),
                ("employers", models.PositiveIntegerField(verbose_name="werkgevers")),
            ],
            options={
                "verbose_name": "telling",
                "verbose_name_plural": "tellingen",
                "ordering": ["-counted_at"],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="naam")),
                ("cbs_code", models.CharField(max_length=6, unique=True, verbose_name="CBS-code")),
            ],
            options={
                "verbose_name": "gemeente",
                "verbose_name_plural": "gemeenten",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="naam")),
                ("slug", models.SlugField(unique=True, verbose_name="code")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "sector",
                "verbose_name_plural": "sectoren",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "working_people",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen"),
                ),
                (
                    "size_minimum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen vanaf"),
                ),
                (
                    "size_maximum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen tot en met"),
                ),
                (
                    "size_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employer", "Eigen opgave"),
                            ("adviser", "Schatting adviseur"),
                            ("list", "Lijst"),
                            ("api", "KvK-dienst"),
                        ],
                        max_length=10,
                        verbose_name="bron omvang",
                    ),
                ),
                ("size_source_name", models.CharField(blank=True, max_length=60, verbose_name="naam van de bron")),
                ("size_reference_date", models.DateField(blank=True, null=True, verbose_name="peildatum omvang")),
                ("kvk_number", models.CharField(blank=True, max_length=8, null=True, verbose_name="KvK-nummer")),
                ("legal_name", models.CharField(blank=True, max_length=255, verbose_name="statutaire naam")),
                ("legal_form", models.CharField(blank=True, max_length=80, verbose_name="rechtsvorm")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=employers.models.plain_text.PlainText("legal_name"),
                        output_field=models.TextField(),
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "onderneming",
                "verbose_name_plural": "ondernemingen",
                "ordering": ["legal_name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kvk_number",),
                        name="company_kvk_number_unique",
                        violation_error_message="Er is al een onderneming met dit KvK-nummer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kvk_number__isnull", True), ("kvk_number__regex", "^[0-9]{8}$"), _connector="OR"
                        ),
                        name="company_kvk_number_8_digits",
                        violation_error_message="Een KvK-nummer heeft 8 cijfers.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("working_people__isnull", True),
                            models.Q(
                                ("size_maximum", models.F("working_people")),
                                ("size_minimum", models.F("working_people")),
                            ),
                            _connector="OR",
                        ),
                        name="company_size_number_in_bounds",
                        violation_error_message="Het aantal werkzame personen en de klasse spreken elkaar tegen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size_maximum__isnull", True),
                            ("size_maximum__gte", models.F("size_minimum")),
                            _connector="OR",
                        ),
                        name="company_size_bounds_ordered",
                        violation_error_message="De bovengrens van de omvang ligt onder de ondergrens.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DuplicateScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="begonnen op")),
                ("heartbeat_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("found", models.PositiveIntegerField(default=0, verbose_name="nieuwe paren")),
                ("removed", models.PositiveIntegerField(default=0, verbose_name="vervallen paren")),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "zoektocht naar dubbelen",
                "verbose_name_plural": "zoektochten naar dubbelen",
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "working_people",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen"),
                ),
                (
                    "size_minimum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen vanaf"),
                ),
                (
                    "size_maximum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen tot en met"),
                ),
                (
                    "size_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employer", "Eigen opgave"),
                            ("adviser", "Schatting adviseur"),
                            ("list", "Lijst"),
                            ("api", "KvK-dienst"),
                        ],
                        max_length=10,
                        verbose_name="bron omvang",
                    ),
                ),
                ("size_source_name", models.CharField(blank=True, max_length=60, verbose_name="naam van de bron")),
                ("size_reference_date", models.DateField(blank=True, null=True, verbose_name="peildatum omvang")),
                ("establishment_number", models.CharField(blank=True, max_length=12, verbose_name="vestigingsnummer")),
                ("trade_name", models.CharField(max_length=255, verbose_name="naam")),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="straat")),
                ("house_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="huisnummer")),
                ("house_letter", models.CharField(blank=True, max_length=1, verbose_name="huisletter")),
                ("house_number_addition", models.CharField(blank=True, max_length=10, verbose_name="toevoeging")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="postcode")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="plaats")),
                ("sbi_code", models.CharField(blank=True, max_length=6, verbose_name="SBI-code")),
                (
                    "sbi_version",
                    models.CharField(
                        blank=True,
                        choices=[("2008", "SBI 2008"), ("2025", "SBI 2025")],
                        max_length=4,
                        verbose_name="SBI-versie",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("website", models.CharField(blank=True, max_length=120, verbose_name="website")),
                ("size_unknown_reason", models.CharField(blank=True, max_length=160, verbose_name="waarom onbekend")),
                ("is_non_mailing", models.BooleanField(default=False, verbose_name="geen ongevraagde post (NMI)")),
                ("is_address_shielded", models.BooleanField(default=False, verbose_name="adres afgeschermd")),
                ("is_opted_out", models.BooleanField(default=False, verbose_name="niet benaderen")),
                ("opted_out_reason", models.CharField(blank=True, max_length=160, verbose_name="reden niet benaderen")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
                ("remarks", models.TextField(blank=True, verbose_name="opmerkingen")),
                ("provenance", models.JSONField(blank=True, default=dict, verbose_name="herkomst")),
                ("version", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("effective_minimum", models.PositiveIntegerField(editable=False, null=True)),
                ("effective_maximum", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "size_band",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("effective_minimum__gte", 0), ("effective_maximum__lte", 0)),
                                then=models.Value("0"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 1), ("effective_maximum__lte", 1)),
                                then=models.Value("1"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 2), ("effective_maximum__lte", 4)),
                                then=models.Value("2-4"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 5), ("effective_maximum__lte", 9)),
                                then=models.Value("5-9"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 10), ("effective_maximum__lte", 14)),
                                then=models.Value("10-14"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 15), ("effective_maximum__lte", 19)),
                                then=models.Value("15-19"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 20), ("effective_maximum__lte", 25)),
                                then=models.Value("20-25"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 26), ("effective_maximum__lte", 49)),
                                then=models.Value("26-49"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 50), ("effective_maximum__lte", 99)),
                                then=models.Value("50-99"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 100), ("effective_maximum__lte", 249)),
                                then=models.Value("100-249"),
                            ),
                            models.When(models.Q(("effective_minimum__gte", 250)), then=models.Value("250+")),
                            models.When(
                                models.Q(("effective_minimum__gte", 10), ("effective_maximum__lte", 19)),
                                then=models.Value("10-19"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 20), ("effective_maximum__lte", 49)),
                                then=models.Value("20-49"),
                            ),
                            models.When(
                                models.Q(("effective_minimum__gte", 200), ("effective_maximum__lte", 499)),
                                then=models.Value("200-499"),
                            ),
                            default=models.Value("unknown"),
                            output_field=models.CharField(max_length=10),
                        ),
                        output_field=models.CharField(max_length=10),
                    ),
                ),
                (
                    "own_size_band",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("size_minimum__gte", 0), ("size_maximum__lte", 0)), then=models.Value("0")
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 1), ("size_maximum__lte", 1)), then=models.Value("1")
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 2), ("size_maximum__lte", 4)), then=models.Value("2-4")
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 5), ("size_maximum__lte", 9)), then=models.Value("5-9")
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 10), ("size_maximum__lte", 14)),
                                then=models.Value("10-14"),
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 15), ("size_maximum__lte", 19)),
                                then=models.Value("15-19"),
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 20), ("size_maximum__lte", 25)),
                                then=models.Value("20-25"),
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 26), ("size_maximum__lte", 49)),
                                then=models.Value("26-49"),
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 50), ("size_maximum__lte", 99)),
                                then=models.Value("50-99"),
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 100), ("size_maximum__lte", 249)),
                                then=models.Value("100-249"),
                            ),
                            models.When(models.Q(("size_minimum__gte", 250)), then=models.Value("250+")),
                            models.When(
                                models.Q(("size_minimum__gte", 10), ("size_maximum__lte", 19)),
                                then=models.Value("10-19"),
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 20), ("size_maximum__lte", 49)),
                                then=models.Value("20-49"),
                            ),
                            models.When(
                                models.Q(("size_minimum__gte", 200), ("size_maximum__lte", 499)),
                                then=models.Value("200-499"),
                            ),
                            default=models.Value("unknown"),
                            output_field=models.CharField(max_length=10),
                        ),
                        output_field=models.CharField(max_length=10),
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=employers.models.plain_text.PlainText(
                            django.db.models.functions.text.Concat(
                                "trade_name",
                                models.Value(" "),
                                "street",
                                models.Value(" "),
                                "postcode",
                                models.Value(" "),
                                "place",
                                models.Value(" "),
                                "establishment_number",
                                models.Value(" "),
                                "website",
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "search_vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            employers.models.plain_text.PlainText(
                                django.db.models.functions.text.Concat(
                                    "trade_name",
                                    models.Value(" "),
                                    "street",
                                    models.Value(" "),
                                    "postcode",
                                    models.Value(" "),
                                    "place",
                                    models.Value(" "),
                                    "establishment_number",
                                    models.Value(" "),
                                    "website",
                                )
                            ),
                            config="simple",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employers",
                        to="employers.company",
                        verbose_name="onderneming",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="employers.employer",
                        verbose_name="samengevoegd met",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employers",
                        to="employers.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employers",
                        to="employers.sector",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "werkgever",
                "verbose_name_plural": "werkgevers",
                "ordering": ["trade_name", "pk"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["search_vector"], name="employer_search"),
                    models.Index(fields=["trade_name", "id"], name="employer_by_name"),
                    models.Index(fields=["-created_at", "id"], name="employer_newest"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True), ("merged_into__isnull", True)),
                        fields=["municipality", "sector", "size_band"],
                        include=("id", "own_size_band", "is_opted_out"),
                        name="employer_active_segment",
                    ),
                    models.Index(fields=["size_band"], name="employer_size_band"),
                    models.Index(fields=["postcode", "house_number"], name="employer_address"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True), models.Q(("establishment_number", ""), _negated=True)
                        ),
                        fields=("company", "establishment_number"),
                        name="employer_establishment_unique",
                        violation_error_message="Deze vestiging van deze onderneming staat al in het register.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("establishment_number", ""),
                            ("establishment_number__regex", "^[0-9]{12}$"),
                            _connector="OR",
                        ),
                        name="employer_establishment_number_12_digits",
                        violation_error_message="Een vestigingsnummer heeft 12 cijfers.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("postcode", ""), ("postcode__regex", "^[1-9][0-9]{3} [A-Z]{2}$"), _connector="OR"
                        ),
                        name="employer_postcode_form",
                        violation_error_message="Een postcode is vier cijfers, een spatie en twee letters, zoals 3311 AB.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="employer_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("working_people__isnull", True),
                            models.Q(
                                ("size_maximum", models.F("working_people")),
                                ("size_minimum", models.F("working_people")),
                            ),
                            _connector="OR",
                        ),
                        name="employer_size_number_in_bounds",
                        violation_error_message="Het aantal werkzame personen en de klasse spreken elkaar tegen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size_maximum__isnull", True),
                            ("size_maximum__gte", models.F("size_minimum")),
                            _connector="OR",
                        ),
                        name="employer_size_bounds_ordered",
                        violation_error_message="De bovengrens van de omvang ligt onder de ondergrens.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EffectiveSizeChange",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("effective_minimum", models.PositiveIntegerField(editable=False, null=True)),
                ("effective_maximum", models.PositiveIntegerField(editable=False, null=True)),
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
                        related_name="effective_size_changes",
                        to="employers.employer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("abbreviation", models.CharField(blank=True, max_length=30, verbose_name="afkorting")),
                ("kind", models.CharField(blank=True, max_length=60, verbose_name="soort")),
                ("audience", models.CharField(blank=True, max_length=160, verbose_name="doelgroep")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="opmerking")),
                ("own_remarks", models.TextField(blank=True, max_length=4000, verbose_name="eigen opmerkingen")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "member_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="employers.network",
                        verbose_name="lid van",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="employers.municipality",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "netwerk",
                "verbose_name_plural": "netwerken",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="NetworkChange",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("abbreviation", models.CharField(blank=True, max_length=30, verbose_name="afkorting")),
                ("kind", models.CharField(blank=True, max_length=60, verbose_name="soort")),
                ("audience", models.CharField(blank=True, max_length=160, verbose_name="doelgroep")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("own_remarks", models.TextField(blank=True, max_length=4000, verbose_name="eigen opmerkingen")),
                (
                    "member_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.network",
                        verbose_name="lid van",
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
                        related_name="name_abbreviation_kind_audience_municipality_website_email_member_of_own_remarks_events",
                        to="employers.network",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NetworkMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_on", models.DateField(blank=True, null=True, verbose_name="lid sinds")),
                ("source_name", models.CharField(blank=True, max_length=60, verbose_name="bron")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="eraf gehaald op")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="network_memberships",
                        to="employers.employer",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="employers.network"
                    ),
                ),
            ],
            options={
                "ordering": ["network"],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "employer"), name="network_membership_unique")
                ],
            },
        ),
        migrations.AddField(
            model_name="network",
            name="employers",
            field=models.ManyToManyField(
                related_name="networks", through="employers.NetworkMembership", to="employers.employer"
            ),
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("key", models.CharField(max_length=80, unique=True, verbose_name="zoeksleutel")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="employers.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "plaats",
                "verbose_name_plural": "plaatsen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PossibleDuplicate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField(default=0, verbose_name="score")),
                ("reasons", models.JSONField(default=list, verbose_name="redenen")),
                (
                    "answer",
                    models.CharField(
                        choices=[("open", "Nog beoordelen"), ("different", "Niet dezelfde"), ("same", "Dezelfde")],
                        default="open",
                        max_length=10,
                        verbose_name="antwoord",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("is_postponed", models.BooleanField(default=False, verbose_name="later")),
                (
                    "shared_company",
                    models.JSONField(
                        blank=True, editable=False, null=True, verbose_name="samen in één onderneming gezet"
                    ),
                ),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicates_as_first",
                        to="employers.employer",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicates_as_second",
                        to="employers.employer",
                    ),
                ),
            ],
            options={
                "ordering": ["-score"],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="possible_duplicate_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="possible_duplicate_ordered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shared_company__isnull", True),
                            models.Q(("answer", "open"), _negated=True),
                            _connector="OR",
                        ),
                        name="possible_duplicate_shares_company_when_answered",
                        violation_error_message="Alleen een beoordeeld paar is samen in één onderneming gezet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrecedenceChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("trade_name", "Naam"),
                            ("numbers", "KvK- en vestigingsnummer"),
                            ("address", "Adres"),
                            ("size", "Werkzame personen"),
                            ("sector", "Sector"),
                            ("activity", "SBI-code"),
                            ("phone", "Telefoon"),
                            ("email", "E-mailadres"),
                            ("website", "Website"),
                            ("remarks", "Opmerkingen"),
                            ("ended_on", "Gestopt op"),
                            ("is_non_mailing", "Geen ongevraagde post (NMI)"),
                            ("is_address_shielded", "Adres afgeschermd"),
                            ("company", "Statutaire naam en rechtsvorm"),
                            ("contact_person", "Contactpersoon"),
                        ],
                        max_length=30,
                        verbose_name="gegeven",
                    ),
                ),
                ("before", models.JSONField(default=list, verbose_name="was")),
                ("after", models.JSONField(default=list, verbose_name="werd")),
                ("changed_at", models.DateTimeField(auto_now_add=True, verbose_name="gewijzigd op")),
                (
                    "is_for_register",
                    models.BooleanField(default=False, verbose_name="ook wat al in het register staat"),
                ),
                ("heartbeat_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("employers_changed", models.PositiveIntegerField(default=0, verbose_name="gewijzigde werkgevers")),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=255, verbose_name="melding")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van voorrang",
                "verbose_name_plural": "wijzigingen van voorrang",
                "ordering": ["-changed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                (
                    "partners",
                    models.ManyToManyField(related_name="regions", to="accounts.organisation", verbose_name="partners"),
                ),
            ],
            options={
                "verbose_name": "regio",
                "verbose_name_plural": "regio's",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="RegionMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="geldig vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="employers.municipality",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="employers.region"
                    ),
                ),
            ],
            options={
                "ordering": ["region", "municipality", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "valid_from"), name="region_membership_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("own_key", models.CharField(max_length=200, verbose_name="eigen sleutel")),
                ("raw", models.JSONField(default=dict, verbose_name="waarden uit de lijst")),
                ("first_seen_on", models.DateField(verbose_name="voor het eerst gezien")),
                ("last_seen_on", models.DateField(verbose_name="voor het laatst gezien")),
                ("is_current", models.BooleanField(default=True, verbose_name="staat nog op de lijst")),
                ("gone_on", models.DateField(blank=True, null=True, verbose_name="niet meer op de lijst sinds")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="employers.employer",
                    ),
                ),
            ],
            options={
                "verbose_name": "registratie",
                "verbose_name_plural": "registraties",
                "ordering": ["source", "own_key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gone_on", None), ("is_current", False), _connector="OR"),
                        name="registration_gone_is_not_current",
                        violation_error_message="Een registratie die nog op de lijst staat, is niet verdwenen.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="networkmembership",
            name="registration",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="network_memberships",
                to="employers.registration",
            ),
        ),
        migrations.CreateModel(
            name="RetentionPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(6, "Kies ten minste 6 maanden."),
                            django.core.validators.MaxValueValidator(120, "Kies ten hoogste 120 maanden."),
                        ],
                        verbose_name="bewaartermijn in maanden",
                    ),
                ),
                ("set_at", models.DateTimeField(auto_now_add=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn",
                "verbose_name_plural": "bewaartermijnen",
                "ordering": ["-set_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 6), ("months__lte", 120)),
                        name="retention_period_months",
                        violation_error_message="Kies 6 tot en met 120 maanden.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("query", models.CharField(max_length=2000, verbose_name="filter")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "name"),
                        name="saved_view_name_unique",
                        violation_error_message="U hebt al een weergave met deze naam.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SbiDivision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.CharField(
                        choices=[("2008", "SBI 2008"), ("2025", "SBI 2025")], max_length=4, verbose_name="versie"
                    ),
                ),
                ("division", models.CharField(max_length=2, verbose_name="afdeling")),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="divisions", to="employers.sector"
                    ),
                ),
            ],
            options={
                "ordering": ["version", "division"],
                "constraints": [models.UniqueConstraint(fields=("version", "division"), name="sbi_division_unique")],
            },
        ),
        migrations.CreateModel(
            name="EmployerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("establishment_number", models.CharField(blank=True, max_length=12, verbose_name="vestigingsnummer")),
                ("trade_name", models.CharField(max_length=255, verbose_name="naam")),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="straat")),
                ("house_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="huisnummer")),
                ("house_letter", models.CharField(blank=True, max_length=1, verbose_name="huisletter")),
                ("house_number_addition", models.CharField(blank=True, max_length=10, verbose_name="toevoeging")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="postcode")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="plaats")),
                ("sbi_code", models.CharField(blank=True, max_length=6, verbose_name="SBI-code")),
                (
                    "sbi_version",
                    models.CharField(
                        blank=True,
                        choices=[("2008", "SBI 2008"), ("2025", "SBI 2025")],
                        max_length=4,
                        verbose_name="SBI-versie",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("website", models.CharField(blank=True, max_length=120, verbose_name="website")),
                (
                    "working_people",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen"),
                ),
                (
                    "size_minimum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen vanaf"),
                ),
                (
                    "size_maximum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="werkzame personen tot en met"),
                ),
                (
                    "size_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employer", "Eigen opgave"),
                            ("adviser", "Schatting adviseur"),
                            ("list", "Lijst"),
                            ("api", "KvK-dienst"),
                        ],
                        max_length=10,
                        verbose_name="bron omvang",
                    ),
                ),
                ("size_source_name", models.CharField(blank=True, max_length=60, verbose_name="naam van de bron")),
                ("size_reference_date", models.DateField(blank=True, null=True, verbose_name="peildatum omvang")),
                ("size_unknown_reason", models.CharField(blank=True, max_length=160, verbose_name="waarom onbekend")),
                ("is_non_mailing", models.BooleanField(default=False, verbose_name="geen ongevraagde post (NMI)")),
                ("is_address_shielded", models.BooleanField(default=False, verbose_name="adres afgeschermd")),
                ("is_opted_out", models.BooleanField(default=False, verbose_name="niet benaderen")),
                ("opted_out_reason", models.CharField(blank=True, max_length=160, verbose_name="reden niet benaderen")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
                ("remarks", models.TextField(blank=True, verbose_name="opmerkingen")),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.company",
                        verbose_name="onderneming",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.employer",
                        verbose_name="samengevoegd met",
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
                        related_name="company_establishment_number_trade_name_street_house_number_house_letter_house_number_addition_postcode_place_municipality_sbi_code_sbi_version_sector_phone_email_website_working_people_size_minimum_size_maximum_size_source_size_source_name_size_reference_date_size_unknown_reason_is_non_mailing_is_address_shielded_is_opted_out_opted_out_reason_ended_on_remarks_merged_into_events",
                        to="employers.employer",
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
            name="CensusLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size_band", models.CharField(max_length=10)),
                ("own_size_band", models.CharField(max_length=10)),
                ("is_opted_out", models.BooleanField()),
                ("is_on_list", models.BooleanField()),
                ("is_accredited", models.BooleanField()),
                ("is_in_overlap", models.BooleanField()),
                (
                    "reached_by",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "reached_ever_by",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "in_view_of",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "census",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="employers.census"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="employers.municipality",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="employers.sector"
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van een telling",
                "verbose_name_plural": "regels van een telling",
            },
        ),
        migrations.CreateModel(
            name="SourceList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="naam")),
                ("slug", models.SlugField(unique=True, verbose_name="code")),
                ("rank", models.PositiveSmallIntegerField(default=50, verbose_name="voorrang")),
                (
                    "network",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="list",
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
                        related_name="lists",
                        to="accounts.organisation",
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "lijst",
                "verbose_name_plural": "lijsten",
                "ordering": ["rank"],
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="employers.sourcelist"
            ),
        ),
        migrations.CreateModel(
            name="PrecedenceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("trade_name", "Naam"),
                            ("numbers", "KvK- en vestigingsnummer"),
                            ("address", "Adres"),
                            ("size", "Werkzame personen"),
                            ("sector", "Sector"),
                            ("activity", "SBI-code"),
                            ("phone", "Telefoon"),
                            ("email", "E-mailadres"),
                            ("website", "Website"),
                            ("remarks", "Opmerkingen"),
                            ("ended_on", "Gestopt op"),
                            ("is_non_mailing", "Geen ongevraagde post (NMI)"),
                            ("is_address_shielded", "Adres afgeschermd"),
                            ("company", "Statutaire naam en rechtsvorm"),
                            ("contact_person", "Contactpersoon"),
                        ],
                        max_length=30,
                        verbose_name="gegeven",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="plaats")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="precedence",
                        to="employers.sourcelist",
                        verbose_name="lijst",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorrangsregel",
                "verbose_name_plural": "voorrangsregels",
                "ordering": ["unit", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "source"),
                        name="precedence_rule_unique",
                        violation_error_message="Deze lijst heeft bij dit gegeven al een plaats.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Accreditation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leerbedrijf_id", models.CharField(max_length=40, verbose_name="leerbedrijf-ID")),
                ("crebo", models.CharField(max_length=5, verbose_name="crebocode")),
                ("qualification", models.CharField(blank=True, max_length=160, verbose_name="kwalificatie")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="niveau",
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="erkend vanaf")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="erkend tot en met")),
                ("checked_on", models.DateField(verbose_name="gecontroleerd op")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accreditations",
                        to="employers.employer",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accreditations",
                        to="employers.registration",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accreditations",
                        to="employers.sourcelist",
                    ),
                ),
            ],
            options={
                "verbose_name": "erkenning",
                "verbose_name_plural": "erkenningen",
                "ordering": ["qualification", "crebo"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("leerbedrijf_id", "crebo"),
                        name="accreditation_unique",
                        violation_error_message="Dit leerbedrijf heeft al een erkenning voor deze crebocode.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("crebo__regex", "^[0-9]{5}$")),
                        name="accreditation_crebo",
                        violation_error_message="Een crebocode heeft 5 cijfers.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leerbedrijf_id", ""), _negated=True),
                        name="accreditation_leerbedrijf",
                        violation_error_message="Vul het leerbedrijf-ID in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level", None), ("level__range", (1, 4)), _connector="OR"),
                        name="accreditation_level",
                        violation_error_message="Het niveau is 1, 2, 3 of 4.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on", None),
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="accreditation_period",
                        violation_error_message="De erkenning eindigt voordat die begint.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("role", models.CharField(blank=True, max_length=80, verbose_name="functie")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                (
                    "purpose",
                    models.CharField(default="Contact over Leren en Werken", max_length=120, verbose_name="doel"),
                ),
                ("source_name", models.CharField(blank=True, max_length=60, verbose_name="bron")),
                ("source_date", models.DateField(blank=True, null=True, verbose_name="datum bron")),
                ("is_opted_out", models.BooleanField(default=False, verbose_name="wil niet benaderd worden")),
                ("kept_until", models.DateField(blank=True, null=True, verbose_name="bewaren tot en met")),
                ("kept_reason", models.CharField(blank=True, max_length=160, verbose_name="waarom bewaren")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=employers.models.plain_text.PlainText("name"),
                        output_field=models.TextField(),
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_persons",
                        to="employers.employer",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactpersoon",
                "verbose_name_plural": "contactpersonen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kept_by__isnull", True), ("kept_reason", ""), ("kept_until__isnull", True)),
                            models.Q(
                                ("kept_by__isnull", False),
                                ("kept_until__isnull", False),
                                models.Q(("kept_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contact_person_kept_for_a_reason",
                        violation_error_message="Vul in waarom en tot wanneer u deze persoon bewaart.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=64, verbose_name="kenmerk")),
                ("erased_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="verwijderd op")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erased_people",
                        to="employers.employer",
                    ),
                ),
                (
                    "erased_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "verwijderde contactpersoon",
                "verbose_name_plural": "verwijderde contactpersonen",
                "ordering": ["erased_on", "pk"],
                "indexes": [models.Index(fields=["employer", "mark"], name="erased_person_mark")],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("journal", models.JSONField(default=list, verbose_name="wat er veranderd is")),
                ("merged_at", models.DateTimeField(auto_now_add=True, verbose_name="samengevoegd op")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="ongedaan gemaakt op")),
                ("stayed", models.JSONField(default=list, verbose_name="wat bleef staan")),
                (
                    "drop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_dropped",
                        to="employers.employer",
                    ),
                ),
                (
                    "keep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_kept", to="employers.employer"
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "samenvoeging",
                "verbose_name_plural": "samenvoegingen",
                "ordering": ["-merged_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("keep", models.F("drop")), _negated=True), name="merge_of_two"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."abbreviation" IS DISTINCT FROM (NEW."abbreviation") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."member_of_id" IS DISTINCT FROM (NEW."member_of_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."own_remarks" IS DISTINCT FROM (NEW."own_remarks") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "employers_networkchange" ("abbreviation", "audience", "email", "kind", "member_of_id", "municipality_id", "name", "own_remarks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "website") VALUES (OLD."abbreviation", OLD."audience", OLD."email", OLD."kind", OLD."member_of_id", OLD."municipality_id", OLD."name", OLD."own_remarks", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."website"); RETURN NULL;',
                    hash="b309c85f279d9d0b556f486abe41128e6a35f3b3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5c71b",
                    table="employers_network",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "employers_employerevent" ("company_id", "email", "ended_on", "establishment_number", "house_letter", "house_number", "house_number_addition", "is_address_shielded", "is_non_mailing", "is_opted_out", "merged_into_id", "municipality_id", "opted_out_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "postcode", "remarks", "sbi_code", "sbi_version", "sector_id", "size_maximum", "size_minimum", "size_reference_date", "size_source", "size_source_name", "size_unknown_reason", "street", "trade_name", "website", "working_people") VALUES (NEW."company_id", NEW."email", NEW."ended_on", NEW."establishment_number", NEW."house_letter", NEW."house_number", NEW."house_number_addition", NEW."is_address_shielded", NEW."is_non_mailing", NEW."is_opted_out", NEW."merged_into_id", NEW."municipality_id", NEW."opted_out_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."place", NEW."postcode", NEW."remarks", NEW."sbi_code", NEW."sbi_version", NEW."sector_id", NEW."size_maximum", NEW."size_minimum", NEW."size_reference_date", NEW."size_source", NEW."size_source_name", NEW."size_unknown_reason", NEW."street", NEW."trade_name", NEW."website", NEW."working_people"); RETURN NULL;',
                    hash="de03894a9696c990e957c97ebb2dc43a623cd246",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_27d23",
                    table="employers_employer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."establishment_number" IS DISTINCT FROM (NEW."establishment_number") OR OLD."house_letter" IS DISTINCT FROM (NEW."house_letter") OR OLD."house_number" IS DISTINCT FROM (NEW."house_number") OR OLD."house_number_addition" IS DISTINCT FROM (NEW."house_number_addition") OR OLD."is_address_shielded" IS DISTINCT FROM (NEW."is_address_shielded") OR OLD."is_non_mailing" IS DISTINCT FROM (NEW."is_non_mailing") OR OLD."is_opted_out" IS DISTINCT FROM (NEW."is_opted_out") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."opted_out_reason" IS DISTINCT FROM (NEW."opted_out_reason") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."postcode" IS DISTINCT FROM (NEW."postcode") OR OLD."remarks" IS DISTINCT FROM (NEW."remarks") OR OLD."sbi_code" IS DISTINCT FROM (NEW."sbi_code") OR OLD."sbi_version" IS DISTINCT FROM (NEW."sbi_version") OR OLD."sector_id" IS DISTINCT FROM (NEW."sector_id") OR OLD."size_maximum" IS DISTINCT FROM (NEW."size_maximum") OR OLD."size_minimum" IS DISTINCT FROM (NEW."size_minimum") OR OLD."size_reference_date" IS DISTINCT FROM (NEW."size_reference_date") OR OLD."size_source" IS DISTINCT FROM (NEW."size_source") OR OLD."size_source_name" IS DISTINCT FROM (NEW."size_source_name") OR OLD."size_unknown_reason" IS DISTINCT FROM (NEW."size_unknown_reason") OR OLD."street" IS DISTINCT FROM (NEW."street") OR OLD."trade_name" IS DISTINCT FROM (NEW."trade_name") OR OLD."website" IS DISTINCT FROM (NEW."website") OR OLD."working_people" IS DISTINCT FROM (NEW."working_people"))',
                    func='INSERT INTO "employers_employerevent" ("company_id", "email", "ended_on", "establishment_number", "house_letter", "house_number", "house_number_addition", "is_address_shielded", "is_non_mailing", "is_opted_out", "merged_into_id", "municipality_id", "opted_out_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "postcode", "remarks", "sbi_code", "sbi_version", "sector_id", "size_maximum", "size_minimum", "size_reference_date", "size_source", "size_source_name", "size_unknown_reason", "street", "trade_name", "website", "working_people") VALUES (NEW."company_id", NEW."email", NEW."ended_on", NEW."establishment_number", NEW."house_letter", NEW."house_number", NEW."house_number_addition", NEW."is_address_shielded", NEW."is_non_mailing", NEW."is_opted_out", NEW."merged_into_id", NEW."municipality_id", NEW."opted_out_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."place", NEW."postcode", NEW."remarks", NEW."sbi_code", NEW."sbi_version", NEW."sector_id", NEW."size_maximum", NEW."size_minimum", NEW."size_reference_date", NEW."size_source", NEW."size_source_name", NEW."size_unknown_reason", NEW."street", NEW."trade_name", NEW."website", NEW."working_people"); RETURN NULL;',
                    hash="2e1ae39670914cef7ac5be725bf90fa19fdc4245",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b6c1a",
                    table="employers_employer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employer",
            trigger=pgtrigger.compiler.Trigger(
                name="size_replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."effective_maximum" IS DISTINCT FROM (NEW."effective_maximum") OR OLD."effective_minimum" IS DISTINCT FROM (NEW."effective_minimum"))',
                    func='INSERT INTO "employers_effectivesizechange" ("effective_maximum", "effective_minimum", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."effective_maximum", OLD."effective_minimum", _pgh_attach_context(), NOW(), \'size_replaced\', OLD."id"); RETURN NULL;',
                    hash="ce1a5911e988dbd17ce5d20047798f9ec0e3ed93",
                    operation="UPDATE",
                    pgid="pgtrigger_size_replaced_update_ddbea",
                    table="employers_employer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(fields=("source", "own_key"), name="registration_own_key_unique"),
        ),
    ]
