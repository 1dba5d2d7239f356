import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import perspektiv.records.access.vault
import perspektiv.records.feedback.models.survey


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_initials_in_feeds"),
        ("appointments", "0010_proposals_end_with_the_participation"),
        ("cases", "0010_reasons_for_work"),
        ("letters", "0005_questions_and_their_opt_out"),
        ("people", "0005_links_that_were_ended"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.SlugField(max_length=60)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("session", "session feedback"),
                            ("quality", "quality of the counselling"),
                            ("improvement", "what has improved"),
                            ("satisfaction", "satisfaction"),
                            ("self_evaluation", "self-evaluation"),
                            ("employer", "rating by employers"),
                        ],
                        max_length=20,
                    ),
                ),
                ("anonymous", models.BooleanField(default=False)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
            ],
            options={
                "ordering": ("purpose", "key"),
            },
        ),
        migrations.CreateModel(
            name="CollectionRule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("line", models.UUIDField(db_index=True, default=uuid.uuid4)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("after_session", "after an appointment"),
                            ("at_start", "when a participation begins"),
                            ("before_closing", "before the closing talk"),
                            ("after_closing", "after the closing talk"),
                            ("at_end", "when a participation ends"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("single", "once"),
                            ("before", "before"),
                            ("then", "looking back at the beginning"),
                            ("after", "afterwards"),
                        ],
                        default="single",
                        max_length=10,
                    ),
                ),
                ("every", models.PositiveSmallIntegerField(default=1)),
                ("days", models.SmallIntegerField(default=0)),
                ("open_days", models.PositiveSmallIntegerField(default=14)),
                ("remind_after", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("starts_on", models.DateField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                ("segments", models.ManyToManyField(blank=True, related_name="+", to="cases.segment")),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="feedback.instrument"
                    ),
                ),
            ],
            options={
                "ordering": ("step", "created_at"),
            },
        ),
        migrations.CreateModel(
            name="InstrumentVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.JSONField(default=dict)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="feedback.instrument"
                    ),
                ),
            ],
            options={
                "ordering": ("instrument", "-number"),
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed", perspektiv.records.feedback.models.survey.SealField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="feedback.instrumentversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnonymousResponse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.DateField()),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anonymous_responses",
                        to="feedback.instrumentversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("single", "once"),
                            ("before", "before"),
                            ("then", "looking back at the beginning"),
                            ("after", "afterwards"),
                        ],
                        default="single",
                        max_length=10,
                    ),
                ),
                ("occasion", models.CharField(max_length=100)),
                ("due_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("token_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("paper_code_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("shown_code_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("earlier_code_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("earlier_code_until", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                (
                    "why_not",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("limit", "enough questions in this month"),
                            ("opted_out", "does not want to be asked"),
                            ("no_channel", "not reachable: consent or address is missing"),
                            ("ended", "the participation ended before"),
                            ("too_late", "noticed too late"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="appointments.appointment",
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.message",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="people.participant"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="cases.participation",
                    ),
                ),
                (
                    "reminder",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.message",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="feedback.collectionrule",
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="feedback.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "created_at"),
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[("rating", "rating"), ("choice", "choice"), ("number", "number"), ("text", "text")],
                        max_length=10,
                    ),
                ),
                ("reversed", models.BooleanField(default=False)),
                ("minimum", models.FloatField(blank=True, null=True)),
                ("maximum", models.FloatField(blank=True, null=True)),
                ("positive_from", models.FloatField(blank=True, null=True)),
                ("stable_from", models.FloatField(blank=True, null=True)),
                ("threshold", models.FloatField(blank=True, null=True)),
                ("required", models.BooleanField(default=False)),
                ("words", models.JSONField(default=dict)),
                ("choices", models.JSONField(blank=True, default=list)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="feedback.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ("version_of", "position"),
            },
        ),
        migrations.CreateModel(
            name="AnonymousText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.DateField()),
                ("words", perspektiv.records.access.vault.VaultField()),
                (
                    "state",
                    models.CharField(
                        choices=[("unchecked", "to be checked"), ("shown", "shown"), ("withheld", "not shown")],
                        default="unchecked",
                        max_length=10,
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="feedback.item"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="AnonymousAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("value", models.FloatField()),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="feedback.anonymousresponse",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="feedback.item"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("questions_a_month", models.PositiveSmallIntegerField(default=30)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("single", "once"),
                            ("before", "before"),
                            ("then", "looking back at the beginning"),
                            ("after", "afterwards"),
                        ],
                        default="single",
                        max_length=10,
                    ),
                ),
                ("submitted_on", models.DateField(default=django.utils.timezone.localdate)),
                ("language", models.CharField(blank=True, max_length=10)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="response",
                        to="feedback.invitation",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="cases.participation",
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="feedback.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ("-submitted_on", "-created_at"),
            },
        ),
        migrations.CreateModel(
            name="Discussed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("below", "an answer below its threshold"),
                            ("change", "change of a scale"),
                            ("falling", "falling after a high start"),
                        ],
                        max_length=10,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=60)),
                ("on", models.DateField(default=django.utils.timezone.localdate)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="discussed", to="feedback.response"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("value", models.FloatField(blank=True, null=True)),
                ("words", perspektiv.records.access.vault.VaultField(blank=True, default="")),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="feedback.item"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="feedback.response"
                    ),
                ),
            ],
            options={
                "ordering": ("response", "item__position"),
            },
        ),
        migrations.CreateModel(
            name="Scale",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.SlugField(max_length=60)),
                ("words", models.JSONField(default=dict)),
                (
                    "scoring",
                    models.CharField(
                        choices=[("mean", "mean of the answers"), ("sum", "sum of the answers")],
                        default="mean",
                        max_length=5,
                    ),
                ),
                ("needed", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("spread", models.FloatField(blank=True, null=True)),
                ("reliability", models.FloatField(blank=True, null=True)),
                ("mean", models.FloatField(blank=True, null=True)),
                (
                    "error_variant",
                    models.CharField(
                        choices=[
                            ("difference", "error of the difference (Jacobson and Truax)"),
                            ("prediction", "error of the prediction (McSweeny)"),
                        ],
                        default="difference",
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scales",
                        to="feedback.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ("version_of", "key"),
            },
        ),
        migrations.AddField(
            model_name="item",
            name="scale",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="feedback.scale",
            ),
        ),
        migrations.CreateModel(
            name="SurveyCode",
            fields=[
                ("code_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("quarter", models.DateField()),
                ("used", models.BooleanField(default=False)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.centre"
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="feedback.instrumentversion",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(fields=("centre", "key"), name="one_instrument_a_key"),
        ),
        migrations.AddConstraint(
            model_name="collectionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("every__gte", 1)), name="asked_after_every_first_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="collectionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("open_days__gte", 1)), name="open_for_a_day_at_least"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentversion",
            constraint=models.UniqueConstraint(fields=("instrument", "number"), name="one_version_a_number"),
        ),
        migrations.AddConstraint(
            model_name="instrumentversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at", None)), fields=("instrument",), name="one_draft_an_instrument"
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["centre", "due_on", "answered_at"], name="invitations_by_day"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("centre", "occasion"), name="one_invitation_an_occasion"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("due_on"))), name="closes_after_it_is_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at", None), models.Q(("declined_at", None), ("why_not", "")), _connector="OR"
                ),
                name="answered_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="anonymousanswer",
            constraint=models.UniqueConstraint(fields=("response", "item"), name="one_anonymous_answer_an_item"),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.UniqueConstraint(fields=("centre",), name="one_limit_a_centre"),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(fields=["participation", "submitted_on"], name="responses_by_case"),
        ),
        migrations.AddConstraint(
            model_name="discussed",
            constraint=models.UniqueConstraint(fields=("response", "kind", "about"), name="a_signal_is_discussed_once"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("response", "item"), name="one_answer_an_item"),
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.UniqueConstraint(fields=("version_of", "key"), name="one_scale_a_key"),
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.CheckConstraint(
                condition=models.Q(("spread", None), ("spread__gt", 0), _connector="OR"),
                name="a_scale_has_a_spread_above_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reliability", None), models.Q(("reliability__gte", 0), ("reliability__lt", 1)), _connector="OR"
                ),
                name="a_reliability_lies_below_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("error_variant", "prediction"), _negated=True),
                    ("mean__isnull", False),
                    ("spread", None),
                    _connector="OR",
                ),
                name="a_prediction_needs_the_mean",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("version_of", "key"), name="one_item_a_key"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "text"), ("maximum", None), ("minimum", None)),
                    models.Q(
                        models.Q(("kind", "text"), _negated=True),
                        ("maximum__isnull", False),
                        ("minimum__isnull", False),
                        ("minimum__lt", models.F("maximum")),
                    ),
                    _connector="OR",
                ),
                name="an_answer_has_a_range_unless_it_is_text",
            ),
        ),
    ]
