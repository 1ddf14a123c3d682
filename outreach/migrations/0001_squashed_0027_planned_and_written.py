"""All migrations up to 0027 in one; a database that had all of those counts this one as applied."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("outreach", "0001_initial"),
        ("outreach", "0002_undo_and_planned"),
        ("outreach", "0003_indexes_for_the_dashboard"),
        ("outreach", "0004_interviews"),
        ("outreach", "0005_first_questions"),
        ("outreach", "0006_alignment_meetings"),
        ("outreach", "0007_sent_mails"),
        ("outreach", "0008_events_and_templates"),
        ("outreach", "0009_first_templates"),
        ("outreach", "0010_ending_agreements"),
        ("outreach", "0011_claims"),
        ("outreach", "0012_support_needs"),
        ("outreach", "0013_schemes"),
        ("outreach", "0014_first_schemes"),
        ("outreach", "0015_sector_sheets"),
        ("outreach", "0016_interests_in_full"),
        ("outreach", "0017_rules_hand_overs_hours_and_leads"),
        ("outreach", "0018_index_with_the_day_of_contacts"),
        ("outreach", "0019_fixed_contact"),
        ("outreach", "0020_contacts_by_day"),
        ("outreach", "0021_newest_open_overlaps"),
        ("outreach", "0022_indexes_of_lists"),
        ("outreach", "0023_employers_of_overlaps"),
        ("outreach", "0024_done_by_day"),
        ("outreach", "0026_words_of_a_talk"),
        ("outreach", "0027_planned_and_written"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0002_mail_about_work"),
        ("accounts", "__first__"),
        ("employers", "0001_squashed_0016_newest_employers"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Barrier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="belemmering")),
                ("position", models.PositiveSmallIntegerField(default=50, verbose_name="volgorde")),
                ("is_active", models.BooleanField(default=True, verbose_name="aan te kiezen")),
            ],
            options={
                "verbose_name": "belemmering",
                "verbose_name_plural": "belemmeringen",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("company", "Het bedrijf en de functies"),
                            ("meaning", "Wat leren en werken voor u is"),
                            ("bpv", "Bpv (bol of bbl)"),
                            ("higher", "Hbo- of wo-stage"),
                            ("short", "Kort traject met baangarantie"),
                            ("evc", "EVC"),
                            ("other", "Andere vormen"),
                            ("older", "Oudere werknemers"),
                            ("literacy", "Taal, lezen en rekenen"),
                            ("balance", "Voordelen en nadelen"),
                            ("support", "Hulp die u wilt"),
                            ("closing", "Tips en afsluiting"),
                        ],
                        max_length=10,
                        verbose_name="onderdeel",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="plaats in het onderdeel")),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Beide"),
                            ("active", "Doet al mee aan Leren en Werken"),
                            ("new", "Doet nog niet mee aan Leren en Werken"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="bij welk gesprek",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("choice", "Eén antwoord kiezen"),
                            ("multiple", "Meer antwoorden kiezen"),
                            ("number", "Een getal"),
                            ("text", "Eigen woorden"),
                        ],
                        max_length=10,
                        verbose_name="soort antwoord",
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
                        default="",
                        max_length=15,
                        verbose_name="vorm",
                    ),
                ),
                (
                    "fills",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Niets"),
                            ("size", "De omvang van de werkgever"),
                            ("awareness", "De bekendheid van de vorm"),
                            ("experience", "De stand van de vorm (ervaring)"),
                            ("since", "Sinds welk jaar"),
                            ("future", "De stand van de vorm (toekomst)"),
                            ("reason", "De reden bij de vorm"),
                            ("needs", "De hulp die de werkgever wil"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="vult",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="wordt gevraagd")),
            ],
            options={
                "verbose_name": "vraag",
                "verbose_name_plural": "vragen",
                "ordering": ["section", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overlap", "Dubbel benaderd"),
                            ("planned", "Komende weken"),
                            ("small", "Zonder vast contact"),
                            ("claim", "Benaderslot loopt af"),
                            ("handover", "Overgedragen"),
                            ("point", "Verder op de agenda"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("object_id", models.BigIntegerField(blank=True, null=True)),
                ("title", models.CharField(max_length=255, verbose_name="agendapunt")),
                ("contents", models.JSONField(blank=True, default=dict)),
                ("is_carried", models.BooleanField(default=False, verbose_name="staat ook op een volgende agenda")),
                (
                    "added_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="agenda_items",
                        to="employers.employer",
                    ),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="notitie")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="outreach.agendaitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "notitie",
                "verbose_name_plural": "notities",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=255, verbose_name="afspraak")),
                ("from_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="vanaf")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="eerder beëindigd op")),
                ("until_before", models.DateField(blank=True, null=True, verbose_name="gold tot en met")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="employers.employer"
                    ),
                ),
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
            ],
            options={
                "verbose_name": "afspraak",
                "verbose_name_plural": "afspraken",
                "ordering": ["-from_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AlignmentMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="begint op")),
                ("duration", models.PositiveSmallIntegerField(default=30, verbose_name="duur in minuten")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="plaats")),
                (
                    "rhythm",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Eenmalig"), (1, "Elke week"), (2, "Elke twee weken")],
                        default=2,
                        verbose_name="herhaling",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afgesloten op")),
                ("minutes", models.JSONField(blank=True, null=True, verbose_name="verslag")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(
                        related_name="meetings", to="accounts.organisation", verbose_name="organisaties"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="employers.region",
                        verbose_name="regio",
                    ),
                ),
                (
                    "started_by",
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
                "verbose_name": "afstemmingsoverleg",
                "verbose_name_plural": "afstemmingsoverleggen",
                "ordering": ["-starts_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "starts_at"),
                        name="meeting_one_at_a_time",
                        violation_error_message="Er staat op dit tijdstip al een overleg gepland.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            models.Q(("minutes__isnull", False), ("started_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_closed_has_minutes",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="outreach.alignmentmeeting"
            ),
        ),
        migrations.CreateModel(
            name="AssignmentRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("small", "Klein (1 tot en met 25)"),
                            ("self_employed", "Zzp (1)"),
                            ("larger", "Groter (26 of meer)"),
                            ("unknown", "Onbekend"),
                        ],
                        max_length=15,
                        verbose_name="omvang",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=10, verbose_name="volgorde")),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignment_rules",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="adviseur",
                    ),
                ),
                (
                    "changed_by",
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
                        related_name="+",
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
                        related_name="+",
                        to="employers.network",
                        verbose_name="netwerk",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="employers.sector",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel voor toewijzen",
                "verbose_name_plural": "regels voor toewijzen",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("municipality__isnull", False),
                            ("sector__isnull", False),
                            ("network__isnull", False),
                            models.Q(("size", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assignment_rule_has_condition",
                        violation_error_message="Vul ten minste één voorwaarde in: gemeente, sector, omvang of netwerk.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Capacity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0, "Vul 0 uur of meer in."),
                            django.core.validators.MaxValueValidator(40, "Vul ten hoogste 40 uur in."),
                        ],
                        verbose_name="uren per week",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "adviser",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="capacity",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "beschikbare uren",
                "verbose_name_plural": "beschikbare uren",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0), ("hours__lte", 40)),
                        name="capacity_within_a_week",
                        violation_error_message="Vul 0 tot en met 40 uur per week in.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("expired", "Vanzelf afgelopen"),
                            ("released", "Vrijgegeven"),
                            ("contact", "Gesproken"),
                            ("merged", "Samengevoegd"),
                        ],
                        max_length=10,
                        verbose_name="waarom",
                    ),
                ),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="employers.employer"
                    ),
                ),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "benaderslot",
                "verbose_name_plural": "benadersloten",
                "ordering": ["made_at", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("ended_at__isnull", True)), fields=["until_on"], name="claim_open")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("subject",),
                        name="claim_one_holder",
                        violation_error_message="Deze werkgever wordt al door een organisatie benaderd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                        ),
                        name="claim_ended_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("yes", "Ja, samen"), ("no", "Nee")], max_length=5, verbose_name="antwoord"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claim_requests",
                        to="outreach.agreement",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="requests", to="outreach.claim"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag om samen te gaan",
                "verbose_name_plural": "vragen om samen te gaan",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "organisation"),
                        name="claim_request_once",
                        violation_error_message="Uw organisatie heeft dit al gevraagd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_request_answered_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactMoment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="in één keer vastgelegd"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telefoon"),
                            ("visit", "Bezoek"),
                            ("email", "E-mail"),
                            ("online", "Online gesprek"),
                            ("event", "Netwerkbijeenkomst"),
                            ("letter", "Brief"),
                            ("mailing", "Mailing"),
                        ],
                        max_length=10,
                        verbose_name="soort contact",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Gepland"), ("done", "Gedaan"), ("cancelled", "Vervallen")],
                        default="done",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="wanneer")),
                (
                    "initiative",
                    models.CharField(
                        choices=[("ours", "Wij"), ("employer", "De werkgever")],
                        default="ours",
                        max_length=10,
                        verbose_name="initiatief",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("spoken", "Gesproken"),
                            ("visited", "Op bezoek geweest"),
                            ("met", "Ontmoet"),
                            ("replied", "Heen en weer gemaild"),
                            ("no_answer", "Niet bereikt"),
                            ("message_left", "Bericht achtergelaten"),
                            ("sent", "Verstuurd, nog geen antwoord"),
                        ],
                        max_length=15,
                        verbose_name="resultaat",
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("learning", "Leren en Werken"),
                                ("vacancy", "Vacature"),
                                ("subsidy", "Regeling of subsidie"),
                                ("introduction", "Kennismaking"),
                                ("guidance", "Begeleiding"),
                                ("other", "Iets anders"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="onderwerpen",
                    ),
                ),
                (
                    "variants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("bpv", "Bpv (bol of bbl)"),
                                ("higher", "Hbo- of wo-stage"),
                                ("short", "Kort traject met baangarantie"),
                                ("evc", "EVC"),
                                ("other", "Andere vorm"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="besproken vormen",
                    ),
                ),
                ("notes", models.TextField(blank=True, max_length=4000, verbose_name="verslag")),
                ("is_joint", models.BooleanField(default=False, verbose_name="samen met de andere organisatie")),
                ("is_confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                ("version", models.PositiveIntegerField(default=0)),
                ("replaced", models.JSONField(blank=True, default=dict, verbose_name="wat dit contact verving")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "about_learning",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Q(
                            ("topics__contains", ["learning"]), ("variants__len__gt", 0), _connector="OR"
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_moments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contact_moments",
                        to="employers.contactperson",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_moments",
                        to="employers.employer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_moments",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactmoment",
                "verbose_name_plural": "contactmomenten",
                "ordering": ["-happened_at", "-pk"],
                "indexes": [
                    models.Index(fields=["employer", "-happened_at"], name="moment_of_employer"),
                    models.Index(fields=["adviser", "-happened_at"], name="moment_of_adviser"),
                    models.Index(
                        fields=["happened_at", "id"],
                        include=("employer", "organisation", "adviser", "status", "initiative", "channel", "is_joint"),
                        name="moment_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("status", "done")),
                        fields=["happened_at", "id"],
                        include=("employer", "organisation", "is_confidential"),
                        name="moment_done_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("batch__isnull", False)), fields=["batch"], name="moment_of_batch"
                    ),
                    models.Index(
                        condition=models.Q(("status", "planned")),
                        fields=["happened_at", "id"],
                        include=("employer", "organisation", "is_confidential"),
                        name="moment_planned",
                    ),
                    models.Index(fields=["created_by", "-created_at"], name="moment_written"),
                    models.Index(
                        condition=models.Q(
                            ("about_learning", True),
                            ("result__in", ["spoken", "visited", "met", "replied"]),
                            ("status", "done"),
                        ),
                        fields=["employer", "happened_at", "organisation"],
                        name="moment_reaching",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("about_learning", True),
                            ("result__in", ["spoken", "visited", "met", "replied"]),
                            ("status", "done"),
                        ),
                        fields=["happened_at"],
                        include=("employer", "organisation", "adviser"),
                        name="moment_reaching_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("status", "done")),
                        fields=["organisation", "employer", "happened_at"],
                        include=("is_confidential",),
                        name="moment_done",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "done"), _negated=True),
                            models.Q(("result", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="moment_done_has_result",
                        violation_error_message="Kies een resultaat voor een contact dat geweest is.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="ended_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="ended_claims",
                to="outreach.contactmoment",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="made_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="made_claims",
                to="outreach.contactmoment",
            ),
        ),
        migrations.CreateModel(
            name="ContactTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=80, verbose_name="tekst op de knop")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telefoon"),
                            ("visit", "Bezoek"),
                            ("email", "E-mail"),
                            ("online", "Online gesprek"),
                            ("event", "Netwerkbijeenkomst"),
                            ("letter", "Brief"),
                            ("mailing", "Mailing"),
                        ],
                        default="phone",
                        max_length=10,
                        verbose_name="soort contact",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("spoken", "Gesproken"),
                            ("visited", "Op bezoek geweest"),
                            ("met", "Ontmoet"),
                            ("replied", "Heen en weer gemaild"),
                            ("no_answer", "Niet bereikt"),
                            ("message_left", "Bericht achtergelaten"),
                            ("sent", "Verstuurd, nog geen antwoord"),
                        ],
                        max_length=15,
                        verbose_name="resultaat",
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("learning", "Leren en Werken"),
                                ("vacancy", "Vacature"),
                                ("subsidy", "Regeling of subsidie"),
                                ("introduction", "Kennismaking"),
                                ("guidance", "Begeleiding"),
                                ("other", "Iets anders"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="onderwerpen",
                    ),
                ),
                (
                    "follow_up_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="opvolgen over zoveel dagen"),
                ),
                ("follow_up_what", models.CharField(blank=True, max_length=255, verbose_name="wat dan")),
                ("is_direct", models.BooleanField(default=True, verbose_name="meteen opslaan")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_templates",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "sjabloon voor een contact",
                "verbose_name_plural": "sjablonen voor contacten",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "label"),
                        name="template_label_unique",
                        nulls_distinct=False,
                        violation_error_message="Er is al een knop met deze tekst.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="opvolgen op")),
                ("what", models.CharField(blank=True, max_length=255, verbose_name="wat")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact_moment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="outreach.contactmoment",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="finished_follow_ups",
                        to="outreach.contactmoment",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="employers.employer"
                    ),
                ),
            ],
            options={
                "verbose_name": "vervolgactie",
                "verbose_name_plural": "vervolgacties",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["adviser", "due_on"],
                        name="follow_up_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("decided", "Besproken"), ("skipped", "Doorgeschoven")],
                        default="decided",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("coordinated", "Afgestemd"),
                            ("deliberate", "Bewust samen benaderd"),
                            ("double", "Echt dubbel"),
                            ("other_employer", "Niet dezelfde werkgever"),
                        ],
                        max_length=15,
                        verbose_name="uitkomst",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="notitie")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="outreach.agreement",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decision", to="outreach.agendaitem"
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="outreach.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True)),
                ("employer_count", models.PositiveIntegerField(verbose_name="werkgevers")),
                ("reason", models.CharField(blank=True, max_length=255, verbose_name="waarom")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "follow_ups",
                    models.ManyToManyField(
                        related_name="handovers", to="outreach.followup", verbose_name="vervolgacties"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_handovers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_handovers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="naar",
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
                "verbose_name": "overdracht",
                "verbose_name_plural": "overdrachten",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True),
                        name="handover_to_somebody_else",
                        violation_error_message="Kies een andere adviseur om aan over te dragen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "variant",
                    models.CharField(
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
                (
                    "awareness",
                    models.CharField(
                        choices=[
                            ("unknown", "Niet besproken"),
                            ("not_aware", "Kende het niet"),
                            ("heard", "Van gehoord"),
                            ("aware", "Kent het goed"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="bekendheid",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "Onbekend"),
                            ("informed", "Geïnformeerd"),
                            ("interested", "Geïnteresseerd"),
                            ("starting", "Wil starten"),
                            ("active", "Actief"),
                            ("none", "Geen interesse"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "experience",
                    models.CharField(
                        blank=True,
                        choices=[("now", "Doet het nu"), ("earlier", "Deed het vroeger"), ("none", "Nog nooit gedaan")],
                        max_length=10,
                        verbose_name="ervaring",
                    ),
                ),
                ("since_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="sinds welk jaar")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("visit", "Bedrijfsbezoek"),
                                ("workshop", "Workshop"),
                                ("group", "Training voor een groep"),
                                ("else", "Iets anders"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="welke andere vorm",
                    ),
                ),
                (
                    "paths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("bol", "Bol (vooral school)"), ("bbl", "Bbl (vooral werk)")], max_length=5
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bol of bbl",
                    ),
                ),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("mbo1", "Mbo 1"),
                                ("mbo2", "Mbo 2"),
                                ("mbo3", "Mbo 3"),
                                ("mbo4", "Mbo 4"),
                                ("hbo", "Hbo"),
                                ("wo", "Wo"),
                            ],
                            max_length=5,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="niveau",
                    ),
                ),
                ("direction", models.CharField(blank=True, max_length=160, verbose_name="richting of opleiding")),
                ("crebo", models.CharField(blank=True, max_length=5, verbose_name="crebocode")),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="aantal plekken")),
                (
                    "seasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("autumn", "Najaar"),
                                ("spring", "Voorjaar"),
                                ("summer", "Zomer"),
                                ("all_year", "Het hele jaar"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="wanneer in het jaar",
                    ),
                ),
                (
                    "barriers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="wat houdt de werkgever tegen",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=255, verbose_name="reden of toelichting")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interests", to="employers.employer"
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
                "verbose_name": "interesse",
                "verbose_name_plural": "interesses",
                "ordering": ["employer", "variant"],
                "indexes": [models.Index(fields=["variant", "status"], name="interest_by_variant")],
                "constraints": [
                    models.UniqueConstraint(fields=("employer", "variant"), name="interest_variant_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("crebo", ""), ("crebo__regex", "^[0-9]{5}$"), _connector="OR"),
                        name="interest_crebo",
                        violation_error_message="Een crebocode heeft 5 cijfers.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "variant",
                    models.CharField(
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
                (
                    "awareness",
                    models.CharField(
                        choices=[
                            ("unknown", "Niet besproken"),
                            ("not_aware", "Kende het niet"),
                            ("heard", "Van gehoord"),
                            ("aware", "Kent het goed"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="bekendheid",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "Onbekend"),
                            ("informed", "Geïnformeerd"),
                            ("interested", "Geïnteresseerd"),
                            ("starting", "Wil starten"),
                            ("active", "Actief"),
                            ("none", "Geen interesse"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "experience",
                    models.CharField(
                        blank=True,
                        choices=[("now", "Doet het nu"), ("earlier", "Deed het vroeger"), ("none", "Nog nooit gedaan")],
                        max_length=10,
                        verbose_name="ervaring",
                    ),
                ),
                ("since_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="sinds welk jaar")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("visit", "Bedrijfsbezoek"),
                                ("workshop", "Workshop"),
                                ("group", "Training voor een groep"),
                                ("else", "Iets anders"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="welke andere vorm",
                    ),
                ),
                (
                    "paths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("bol", "Bol (vooral school)"), ("bbl", "Bbl (vooral werk)")], max_length=5
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bol of bbl",
                    ),
                ),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("mbo1", "Mbo 1"),
                                ("mbo2", "Mbo 2"),
                                ("mbo3", "Mbo 3"),
                                ("mbo4", "Mbo 4"),
                                ("hbo", "Hbo"),
                                ("wo", "Wo"),
                            ],
                            max_length=5,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="niveau",
                    ),
                ),
                ("direction", models.CharField(blank=True, max_length=160, verbose_name="richting of opleiding")),
                ("crebo", models.CharField(blank=True, max_length=5, verbose_name="crebocode")),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="aantal plekken")),
                (
                    "seasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("autumn", "Najaar"),
                                ("spring", "Voorjaar"),
                                ("summer", "Zomer"),
                                ("all_year", "Het hele jaar"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="wanneer in het jaar",
                    ),
                ),
                (
                    "barriers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="wat houdt de werkgever tegen",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=255, verbose_name="reden of toelichting")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.employer",
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
                        to="outreach.interest",
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
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("active", "Doet al mee aan Leren en Werken"),
                            ("new", "Doet nog niet mee aan Leren en Werken"),
                        ],
                        max_length=10,
                        verbose_name="soort gesprek",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("begun", "Begonnen"), ("finished", "Afgerond"), ("dropped", "Weggegooid")],
                        default="begun",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "agreed",
                    models.TextField(blank=True, default="", max_length=1500, verbose_name="wat is afgesproken"),
                ),
                ("is_confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact_moment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="interview",
                        to="outreach.contactmoment",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interviews", to="employers.employer"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "behoeftegesprek",
                "verbose_name_plural": "behoeftegesprekken",
                "ordering": ["-begun_at", "-pk"],
                "indexes": [models.Index(fields=["employer", "-begun_at"], name="interview_of_employer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "finished"), _negated=True),
                            models.Q(("contact_moment__isnull", False), ("finished_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="interview_finished_has_moment",
                        violation_error_message="Een afgerond gesprek hoort bij een contact.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Nog te vragen"),
                            ("answered", "Beantwoord"),
                            ("unknown", "Werkgever weet het niet"),
                            ("not_discussed", "Niet besproken"),
                        ],
                        default="open",
                        max_length=15,
                        verbose_name="stand",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="gekozen",
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="getal")),
                ("text", models.TextField(blank=True, default="", max_length=2000, verbose_name="eigen woorden")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="outreach.interview"
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord",
                "verbose_name_plural": "antwoorden",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_on", models.DateField(verbose_name="leidend sinds")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("chosen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leads", to="employers.employer"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "leidende organisatie",
                "verbose_name_plural": "leidende organisaties",
                "ordering": ["employer", "-since_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("employer",),
                        name="lead_one_organisation",
                        violation_error_message="Bij deze werkgever is al een organisatie leidend.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("since_on")), _connector="OR"
                        ),
                        name="lead_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since_on", models.DateField(verbose_name="leidend sinds")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("chosen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.employer",
                    ),
                ),
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
                        to="outreach.lead",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NetworkEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gathering", "Netwerkbijeenkomst"),
                            ("visit", "Bedrijfsbezoek"),
                            ("workshop", "Workshop"),
                        ],
                        default="gathering",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="naam")),
                ("starts_at", models.DateTimeField(verbose_name="begint")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="eindigt")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="plaats")),
                ("about", models.TextField(blank=True, max_length=2000, verbose_name="waarover")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="employers.network",
                        verbose_name="netwerk",
                    ),
                ),
                (
                    "organisers",
                    models.ManyToManyField(
                        blank=True, related_name="events", to="accounts.organisation", verbose_name="georganiseerd door"
                    ),
                ),
            ],
            options={
                "verbose_name": "bijeenkomst",
                "verbose_name_plural": "bijeenkomsten",
                "ordering": ["-starts_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="event_ends_after_it_begins",
                        violation_error_message="Het einde ligt voor het begin. Kies een latere tijd.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[("invited", "Uitgenodigd"), ("coming", "Komt"), ("been", "Geweest")],
                        default="invited",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="eigen notitie")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "contact_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="event_attendances",
                        to="employers.contactperson",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="event_attendances",
                        to="employers.employer",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="outreach.networkevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanwezige",
                "verbose_name_plural": "aanwezigen",
                "ordering": ["employer__trade_name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "employer"),
                        name="attendance_once_per_event",
                        violation_error_message="Deze werkgever staat al op de lijst van deze bijeenkomst.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="contactmoment",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="contact_moments",
                to="outreach.networkevent",
                verbose_name="bijeenkomst",
            ),
        ),
        migrations.CreateModel(
            name="NetworkKeeper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_networks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keepers", to="employers.network"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_networks",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "wie de relatie onderhoudt",
                "verbose_name_plural": "wie de relaties onderhouden",
                "ordering": ["organisation"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "organisation"),
                        name="network_one_keeper",
                        violation_error_message="Van elke organisatie onderhoudt één adviseur de relatie.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkKeeperEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "adviser",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.network",
                    ),
                ),
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
                        to="outreach.networkkeeper",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Overlap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=40)),
                ("found_at", models.DateTimeField(auto_now_add=True, verbose_name="gevonden op")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("coordinated", "Afgestemd"),
                            ("deliberate", "Bewust samen benaderd"),
                            ("double", "Echt dubbel"),
                            ("other_employer", "Niet dezelfde werkgever"),
                        ],
                        max_length=15,
                        verbose_name="uitkomst",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=255, verbose_name="toelichting")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="overlaps",
                        to="outreach.agreement",
                    ),
                ),
                (
                    "closed_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="overlaps", to="employers.employer"
                    ),
                ),
                (
                    "first_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "second_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "dubbele benadering",
                "verbose_name_plural": "dubbele benaderingen",
                "ordering": ["-found_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["-found_at"],
                        name="overlap_open_newest",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("subject", "first_organisation", "second_organisation"),
                        name="overlap_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_organisation__lt", models.F("second_organisation"))),
                        name="overlap_organisations_ordered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), models.Q(("outcome", ""), _negated=True), _connector="OR"
                        ),
                        name="overlap_closed_has_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OverlapMoment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employer", models.BigIntegerField(editable=False, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Gepland"), ("done", "Gedaan"), ("cancelled", "Vervallen")],
                        default="",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "contactmoment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="outreach.contactmoment"
                    ),
                ),
                (
                    "overlap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="outreach.overlap"
                    ),
                ),
            ],
            options={
                "db_table": "outreach_overlap_moments",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "planned")), fields=["overlap"], name="overlap_preventable"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("overlap", "contactmoment"), name="overlap_moment_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="overlap",
            name="moments",
            field=models.ManyToManyField(
                related_name="overlaps",
                through="outreach.OverlapMoment",
                to="outreach.contactmoment",
                verbose_name="contactmomenten",
            ),
        ),
        migrations.CreateModel(
            name="PortfolioEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_on", models.DateField(verbose_name="vast contact sinds")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("assigned_at", models.DateTimeField(auto_now_add=True)),
                (
                    "opened_in",
                    models.UUIDField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="begonnen bij toewijzing"
                    ),
                ),
                (
                    "closed_in",
                    models.UUIDField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="beëindigd bij toewijzing"
                    ),
                ),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="portfolio_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="portfolio_entries",
                        to="employers.employer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="portfolio_entries",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "vast contact",
                "verbose_name_plural": "vaste contacten",
                "ordering": ["employer", "organisation", "-since_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("employer", "organisation"),
                        name="portfolio_one_adviser",
                        violation_error_message="Deze werkgever heeft al een vast contact bij deze organisatie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("since_on")), _connector="OR"
                        ),
                        name="portfolio_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PortfolioEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since_on", models.DateField(verbose_name="vast contact sinds")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("assigned_at", models.DateTimeField(auto_now_add=True)),
                (
                    "opened_in",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="begonnen bij toewijzing"),
                ),
                (
                    "closed_in",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="beëindigd bij toewijzing"),
                ),
                (
                    "adviser",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.employer",
                    ),
                ),
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
                        to="outreach.portfolioentry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("text", models.CharField(max_length=255, verbose_name="vraag")),
                (
                    "hint",
                    models.CharField(blank=True, default="", max_length=255, verbose_name="uitleg voor de adviseur"),
                ),
                ("options", models.JSONField(blank=True, default=list, verbose_name="antwoorden")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="outreach.question"
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een vraag",
                "verbose_name_plural": "versies van vragen",
                "ordering": ["question", "-number"],
                "constraints": [models.UniqueConstraint(fields=("question", "number"), name="question_version_unique")],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Nog te vragen"),
                            ("answered", "Beantwoord"),
                            ("unknown", "Werkgever weet het niet"),
                            ("not_discussed", "Niet besproken"),
                        ],
                        default="open",
                        max_length=15,
                        verbose_name="stand",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="gekozen",
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="getal")),
                ("text", models.TextField(blank=True, default="", max_length=2000, verbose_name="eigen woorden")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="outreach.answer",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outreach.interview",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outreach.questionversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="outreach.questionversion"
            ),
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                ("what", models.CharField(max_length=400, verbose_name="wat het is")),
                ("for_whom", models.CharField(blank=True, max_length=300, verbose_name="voor wie")),
                ("how_much", models.CharField(blank=True, max_length=300, verbose_name="hoeveel")),
                ("link", models.URLField(blank=True, verbose_name="waar staat meer")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="geldig vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot en met")),
                ("position", models.PositiveSmallIntegerField(default=50, verbose_name="volgorde")),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "updated_by",
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
                "verbose_name": "regeling",
                "verbose_name_plural": "regelingen",
                "ordering": ["position", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="scheme_period",
                        violation_error_message="De regeling eindigt voordat die begint.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("what", models.CharField(max_length=400, verbose_name="wat het is")),
                ("for_whom", models.CharField(blank=True, max_length=300, verbose_name="voor wie")),
                ("how_much", models.CharField(blank=True, max_length=300, verbose_name="hoeveel")),
                ("link", models.URLField(blank=True, verbose_name="waar staat meer")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="geldig vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot en met")),
                ("position", models.PositiveSmallIntegerField(default=50, verbose_name="volgorde")),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                        to="outreach.scheme",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
            name="SchemeExplanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "explained_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="uitgelegd op"),
                ),
                (
                    "contact_moment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scheme_explanations",
                        to="outreach.contactmoment",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scheme_explanations",
                        to="employers.employer",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="explanations", to="outreach.scheme"
                    ),
                ),
            ],
            options={
                "verbose_name": "uitgelegde regeling",
                "verbose_name_plural": "uitgelegde regelingen",
                "ordering": ["-explained_on", "-pk"],
                "indexes": [models.Index(fields=["scheme", "-explained_on"], name="explanation_of_scheme")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact_moment", "scheme"),
                        name="explanation_once_a_contact",
                        violation_error_message="Deze regeling staat al bij dit contact.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SectorSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_form", models.CharField(blank=True, max_length=120, verbose_name="hoe spreekt u hen aan")),
                ("culture", models.TextField(blank=True, max_length=600, verbose_name="hoe gaat het eraan toe")),
                ("theme", models.CharField(blank=True, max_length=300, verbose_name="wat speelt er nu")),
                ("theme_until", models.DateField(blank=True, null=True, verbose_name="speelt tot en met")),
                ("works", models.TextField(blank=True, max_length=600, verbose_name="wat werkt")),
                ("zzp_note", models.CharField(blank=True, max_length=400, verbose_name="zzp en erkenning")),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "sector",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheet", to="employers.sector"
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
                "verbose_name": "sectorblad",
                "verbose_name_plural": "sectorbladen",
                "ordering": ["sector"],
            },
        ),
        migrations.CreateModel(
            name="SectorSheetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("address_form", models.CharField(blank=True, max_length=120, verbose_name="hoe spreekt u hen aan")),
                ("culture", models.TextField(blank=True, max_length=600, verbose_name="hoe gaat het eraan toe")),
                ("theme", models.CharField(blank=True, max_length=300, verbose_name="wat speelt er nu")),
                ("theme_until", models.DateField(blank=True, null=True, verbose_name="speelt tot en met")),
                ("works", models.TextField(blank=True, max_length=600, verbose_name="wat werkt")),
                ("zzp_note", models.CharField(blank=True, max_length=400, verbose_name="zzp en erkenning")),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                        to="outreach.sectorsheet",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.sector",
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
            name="SentMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=60, verbose_name="waarover")),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="verstuurd op")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_mails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verstuurde mail",
                "verbose_name_plural": "verstuurde mails",
                "constraints": [models.UniqueConstraint(fields=("user", "about"), name="sent_mail_once")],
            },
        ),
        migrations.CreateModel(
            name="SupportNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("financial", "Geld of een regeling"),
                            ("guidance", "Begeleiding van leerlingen"),
                            ("work_skills", "Werkhouding van leerlingen"),
                            ("administration", "Papierwerk"),
                            ("information", "Informatie"),
                            ("other", "Iets anders"),
                        ],
                        max_length=15,
                        verbose_name="soort hulp",
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
                        verbose_name="voor welke vorm",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=255, verbose_name="wat de werkgever vraagt")),
                ("action", models.CharField(blank=True, max_length=255, verbose_name="wat wij doen")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="uiterlijk op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("underway", "Mee bezig"),
                            ("met", "Geholpen"),
                            ("dropped", "Vervallen"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=255, verbose_name="resultaat")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afgerond op")),
                ("version", models.PositiveIntegerField(default=0)),
                ("noted_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="gevraagd op")),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_needs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie dit doet",
                    ),
                ),
                (
                    "contact_moment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="support_needs",
                        to="outreach.contactmoment",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support_needs",
                        to="employers.employer",
                    ),
                ),
                (
                    "follow_up",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="support_need",
                        to="outreach.followup",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
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
                "verbose_name": "hulpvraag",
                "verbose_name_plural": "hulpvragen",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(fields=["status", "due_on"], name="need_by_status"),
                    models.Index(
                        condition=models.Q(("ended_on", None)), fields=["adviser", "due_on"], name="need_open"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("status__in", ["open", "underway"])),
                            models.Q(("ended_on__isnull", False), ("status__in", ["met", "dropped"])),
                            _connector="OR",
                        ),
                        name="need_ended_has_day",
                        violation_error_message="Een afgeronde hulpvraag heeft een einddatum, een open hulpvraag niet.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportNeedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("financial", "Geld of een regeling"),
                            ("guidance", "Begeleiding van leerlingen"),
                            ("work_skills", "Werkhouding van leerlingen"),
                            ("administration", "Papierwerk"),
                            ("information", "Informatie"),
                            ("other", "Iets anders"),
                        ],
                        max_length=15,
                        verbose_name="soort hulp",
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
                        verbose_name="voor welke vorm",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=255, verbose_name="wat de werkgever vraagt")),
                ("action", models.CharField(blank=True, max_length=255, verbose_name="wat wij doen")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="uiterlijk op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("underway", "Mee bezig"),
                            ("met", "Geholpen"),
                            ("dropped", "Vervallen"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=255, verbose_name="resultaat")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afgerond op")),
                ("version", models.PositiveIntegerField(default=0)),
                ("noted_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="gevraagd op")),
                (
                    "adviser",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie dit doet",
                    ),
                ),
                (
                    "contact_moment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outreach.contactmoment",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.employer",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outreach.followup",
                    ),
                ),
                (
                    "noted_by",
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
                        to="outreach.supportneed",
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
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("object_id__isnull", False)),
                fields=("meeting", "kind", "object_id"),
                name="agenda_item_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_interestevent" ("awareness", "barriers", "crebo", "direction", "employer_id", "experience", "id", "kinds", "levels", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reason", "seasons", "since_year", "status", "updated_at", "updated_by_id", "variant") VALUES (NEW."awareness", NEW."barriers", NEW."crebo", NEW."direction", NEW."employer_id", NEW."experience", NEW."id", NEW."kinds", NEW."levels", NEW."paths", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."reason", NEW."seasons", NEW."since_year", NEW."status", NEW."updated_at", NEW."updated_by_id", NEW."variant"); RETURN NULL;',
                    hash="fa4b89111dd14f76761966bf0a3d15fcd1b06779",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a787a",
                    table="outreach_interest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_interestevent" ("awareness", "barriers", "crebo", "direction", "employer_id", "experience", "id", "kinds", "levels", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reason", "seasons", "since_year", "status", "updated_at", "updated_by_id", "variant") VALUES (NEW."awareness", NEW."barriers", NEW."crebo", NEW."direction", NEW."employer_id", NEW."experience", NEW."id", NEW."kinds", NEW."levels", NEW."paths", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."reason", NEW."seasons", NEW."since_year", NEW."status", NEW."updated_at", NEW."updated_by_id", NEW."variant"); RETURN NULL;',
                    hash="c161e62caef1869455cd58326a3e1961f311a14a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b38d",
                    table="outreach_interest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lead",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_leadevent" ("chosen_at", "chosen_by_id", "employer_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_on", "until_on") VALUES (NEW."chosen_at", NEW."chosen_by_id", NEW."employer_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since_on", NEW."until_on"); RETURN NULL;',
                    hash="0e437409f8d9c49bddb06a8045ad9d99daa660d2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4c4aa",
                    table="outreach_lead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lead",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_leadevent" ("chosen_at", "chosen_by_id", "employer_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_on", "until_on") VALUES (NEW."chosen_at", NEW."chosen_by_id", NEW."employer_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since_on", NEW."until_on"); RETURN NULL;',
                    hash="ac280ec8ba26312a86e170d3ea72831922f4d2eb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_07e8a",
                    table="outreach_lead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="networkkeeper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_networkkeeperevent" ("adviser_id", "id", "network_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."adviser_id", NEW."id", NEW."network_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="c9024e20d5f546e870bbf1954af4fe9ac8b223ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_90969",
                    table="outreach_networkkeeper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="networkkeeper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_networkkeeperevent" ("adviser_id", "id", "network_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."adviser_id", NEW."id", NEW."network_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="9eb0be390a53fe7513f6fa16bbb6cf0ac9a64402",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c25c5",
                    table="outreach_networkkeeper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="networkkeeper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_networkkeeperevent" ("adviser_id", "id", "network_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."adviser_id", OLD."id", OLD."network_id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="01bc83e741f178f3b6a7985ea4be95f7a37d8870",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1418a",
                    table="outreach_networkkeeper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="portfolioentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_portfolioentryevent" ("adviser_id", "assigned_at", "assigned_by_id", "closed_in", "employer_id", "id", "opened_in", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_on", "until_on") VALUES (NEW."adviser_id", NEW."assigned_at", NEW."assigned_by_id", NEW."closed_in", NEW."employer_id", NEW."id", NEW."opened_in", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since_on", NEW."until_on"); RETURN NULL;',
                    hash="db2a7c5a6bb0e2cd9fd3f3a33dfec8d71411f914",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a3aa2",
                    table="outreach_portfolioentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="portfolioentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_portfolioentryevent" ("adviser_id", "assigned_at", "assigned_by_id", "closed_in", "employer_id", "id", "opened_in", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_on", "until_on") VALUES (NEW."adviser_id", NEW."assigned_at", NEW."assigned_by_id", NEW."closed_in", NEW."employer_id", NEW."id", NEW."opened_in", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since_on", NEW."until_on"); RETURN NULL;',
                    hash="dd12953376933e45df71302052457344e3fe05af",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4bf85",
                    table="outreach_portfolioentry",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["version", "state"], name="answer_of_version"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("interview", "version"), name="answer_once_each"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_answerevent" ("answered_at", "answered_by_id", "choices", "id", "interview_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state", "text", "version_id") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."choices", NEW."id", NEW."interview_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision", NEW."state", NEW."text", NEW."version_id"); RETURN NULL;',
                    hash="1c9598bcd85a751b069e78746f793b47f473c4b2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25eb9",
                    table="outreach_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_schemeevent" ("for_whom", "how_much", "id", "link", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "updated_at", "updated_by_id", "valid_from", "valid_until", "version", "what") VALUES (NEW."for_whom", NEW."how_much", NEW."id", NEW."link", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."updated_at", NEW."updated_by_id", NEW."valid_from", NEW."valid_until", NEW."version", NEW."what"); RETURN NULL;',
                    hash="3bc4e2b47e3326cff0b7a6e0f79eb9d2d1703d62",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_df2b5",
                    table="outreach_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_schemeevent" ("for_whom", "how_much", "id", "link", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "updated_at", "updated_by_id", "valid_from", "valid_until", "version", "what") VALUES (NEW."for_whom", NEW."how_much", NEW."id", NEW."link", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."updated_at", NEW."updated_by_id", NEW."valid_from", NEW."valid_until", NEW."version", NEW."what"); RETURN NULL;',
                    hash="3672fdef61c9519b9a46a63014513b0e01ee80c8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_81ccf",
                    table="outreach_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectorsheet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_sectorsheetevent" ("address_form", "culture", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id", "theme", "theme_until", "updated_at", "updated_by_id", "version", "works", "zzp_note") VALUES (NEW."address_form", NEW."culture", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sector_id", NEW."theme", NEW."theme_until", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."works", NEW."zzp_note"); RETURN NULL;',
                    hash="66979fb6dec81e1514efb26562e2339241faf9b9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b15f",
                    table="outreach_sectorsheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectorsheet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_sectorsheetevent" ("address_form", "culture", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id", "theme", "theme_until", "updated_at", "updated_by_id", "version", "works", "zzp_note") VALUES (NEW."address_form", NEW."culture", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sector_id", NEW."theme", NEW."theme_until", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."works", NEW."zzp_note"); RETURN NULL;',
                    hash="95d5b3153034d24b2d3b9841b55ed6385a5c28e3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1dff7",
                    table="outreach_sectorsheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportneed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "outreach_supportneedevent" ("action", "adviser_id", "contact_moment_id", "due_on", "employer_id", "ended_on", "follow_up_id", "id", "kind", "noted_by_id", "noted_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "status", "updated_by_id", "variant", "version", "words") VALUES (NEW."action", NEW."adviser_id", NEW."contact_moment_id", NEW."due_on", NEW."employer_id", NEW."ended_on", NEW."follow_up_id", NEW."id", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."status", NEW."updated_by_id", NEW."variant", NEW."version", NEW."words"); RETURN NULL;',
                    hash="a866f83c80d7a9bd02aac5701309bb27cd167598",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4c493",
                    table="outreach_supportneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportneed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "outreach_supportneedevent" ("action", "adviser_id", "contact_moment_id", "due_on", "employer_id", "ended_on", "follow_up_id", "id", "kind", "noted_by_id", "noted_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "status", "updated_by_id", "variant", "version", "words") VALUES (NEW."action", NEW."adviser_id", NEW."contact_moment_id", NEW."due_on", NEW."employer_id", NEW."ended_on", NEW."follow_up_id", NEW."id", NEW."kind", NEW."noted_by_id", NEW."noted_on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."status", NEW."updated_by_id", NEW."variant", NEW."version", NEW."words"); RETURN NULL;',
                    hash="c4cc179f1bff65e89a33eedc8273f350a7cc3f1f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_22eb4",
                    table="outreach_supportneed",
                    when="AFTER",
                ),
            ),
        ),
    ]
