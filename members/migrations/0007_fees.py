"""Fee schedules, assessments that are never edited, and who pays."""

import django.core.validators
import django.db.models.deletion
import members.models.billing
from django.conf import settings
from django.db import migrations, models

LOCKED_YEAR = "(SELECT state FROM members_feeschedule WHERE id = {row}.schedule_id) = 'locked'"
FROZEN = {  # what is frozen: from when on, and the columns that may still change
    "FeeAssessment": ("OLD.state <> 'draft'", ("state", "invoiced_on", "paid_on"), " OR NEW.state = 'draft'"),
    "FeeSchedule": ("OLD.state = 'locked'", ("turn",), ""),
    "FeeBand": (LOCKED_YEAR.format(row="OLD"), (), ""),
}
REFUSAL = "what is locked stays as it is: write a correction"


def refused(apps, unlike):
    """Which deeds the database refuses: (table, what is done, deed, condition)."""
    for name, (locked, free, also) in FROZEN.items():
        meta = apps.get_model("members", name)._meta
        columns = [field.column for field in meta.local_concrete_fields if field.column not in free]
        changes = " OR ".join(f"NEW.{column} {unlike} OLD.{column}" for column in columns)
        yield meta.db_table, "changed", "UPDATE", f"{locked} AND ({changes}{also})"
        yield meta.db_table, "deleted", "DELETE", locked
    yield "members_feeband", "added", "INSERT", LOCKED_YEAR.format(row="NEW")


def guard(apps, schema_editor):
    """Let the database itself refuse to change or delete what is locked."""
    if schema_editor.connection.vendor == "sqlite":
        for table, done, deed, condition in refused(apps, "IS NOT"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_locked_is_never_{done} BEFORE {deed} ON {table} "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    for table, done, deed, condition in refused(apps, "IS DISTINCT FROM"):
        row = "OLD" if deed == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {table}_refuses_to_be_{done}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {condition} THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN {row}; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_locked_is_never_{done} BEFORE {deed} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuses_to_be_{done}()"
        )


def let_go(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor != "sqlite"
    for table, done, _deed, _condition in refused(apps, "IS NOT"):
        schema_editor.execute(f"DROP TRIGGER {table}_locked_is_never_{done}" + f" ON {table}" * on_postgresql)
        if on_postgresql:
            schema_editor.execute(f"DROP FUNCTION {table}_refuses_to_be_{done}()")


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0006_people_and_their_seats'),
    ]

    operations = [
        migrations.CreateModel(
            name='BillingDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_number', models.CharField(blank=True, max_length=10, validators=[members.models.billing.check_company_number], verbose_name='company number (KBO)')),
                ('peppol_id', models.CharField(blank=True, max_length=60, validators=[members.models.billing.check_peppol_id], verbose_name='Peppol address')),
                ('invoice_email', models.EmailField(blank=True, max_length=254, verbose_name='mail for invoices')),
                ('attention', models.CharField(blank=True, max_length=120, verbose_name='for the attention of')),
                ('needs_purchase_order', models.BooleanField(default=False, verbose_name='wants a purchase-order number on invoices')),
                ('officers_see_amounts', models.BooleanField(default=True, verbose_name='youth officers see the amounts')),
            ],
            options={
                'verbose_name': 'billing details',
                'verbose_name_plural': 'billing details',
            },
        ),
        migrations.CreateModel(
            name='FeeAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('assessment', 'assessment'), ('credit', 'credit note')], default='assessment', max_length=10, verbose_name='kind')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('assessed', 'To be invoiced'), ('invoiced', 'Invoiced'), ('paid', 'Paid'), ('credited', 'Credited')], default='draft', max_length=8, verbose_name='state')),
                ('population', models.PositiveIntegerField(null=True, verbose_name='inhabitants')),
                ('population_on', models.DateField(null=True, verbose_name='inhabitants on')),
                ('band_from', models.PositiveIntegerField(null=True)),
                ('band_up_to', models.PositiveIntegerField(null=True)),
                ('computed', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='by the rule')),
                ('old_sum', models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name='sum of the old fees')),
                ('correction', models.DecimalField(decimal_places=2, default=0, max_digits=9, verbose_name='correction')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='amount')),
                ('explanation', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('made_at', models.DateTimeField()),
                ('invoiced_on', models.DateField(null=True, verbose_name='invoiced on')),
                ('paid_on', models.DateField(null=True, verbose_name='paid on')),
            ],
            options={
                'verbose_name': 'fee assessment',
                'verbose_name_plural': 'fee assessments',
                'ordering': ['-schedule__year', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FeeBand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.PositiveIntegerField(verbose_name='from')),
                ('up_to', models.PositiveIntegerField(blank=True, null=True, verbose_name='up to and including')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
            ],
            options={
                'verbose_name': 'fee band',
                'verbose_name_plural': 'fee bands',
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='FeeSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='fee year')),
                ('rule', models.CharField(choices=[('bands', 'An amount for each band of inhabitants'), ('base', 'A base, and an amount for each inhabitant'), ('flat', 'One amount for everybody')], default='bands', max_length=5, verbose_name='rule')),
                ('population_on', models.DateField(verbose_name='inhabitants on')),
                ('base', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='base, or the one amount')),
                ('per_inhabitant', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True, verbose_name='for each inhabitant')),
                ('minimum', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='at least')),
                ('maximum', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='at most')),
                ('index_factor', models.DecimalField(decimal_places=4, default=1, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='index')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided by the general assembly on')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('asked', 'Lock asked'), ('locked', 'Locked')], default='draft', max_length=6, verbose_name='state')),
                ('asked_at', models.DateTimeField(null=True)),
                ('locked_at', models.DateTimeField(null=True)),
                ('turn', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'fee schedule',
                'verbose_name_plural': 'fee schedules',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='FeeTransition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('at-once', 'The new rule at once'), ('old-sum', 'The sum of the old fees, for a number of years'), ('gradual', 'From the sum of the old fees to the new rule, step by step')], default='gradual', max_length=7, verbose_name='transition')),
                ('percent', models.DecimalField(decimal_places=2, default=50, max_digits=5, verbose_name='percentage of the difference that goes each year')),
                ('years', models.PositiveSmallIntegerField(default=2, verbose_name='number of years at the sum of the old fees')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
            options={
                'verbose_name': 'fee transition',
                'verbose_name_plural': 'fee transitions',
            },
        ),
        migrations.CreateModel(
            name='PurchaseOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='fee year')),
                ('number', models.CharField(max_length=50, verbose_name='purchase-order number')),
            ],
            options={
                'verbose_name': 'purchase order',
                'verbose_name_plural': 'purchase orders',
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='cancel_requested_on',
            field=models.DateField(blank=True, null=True, verbose_name='asked to leave on'),
        ),
        migrations.AddField(
            model_name='membership',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('merger', 'merged into another municipality'), ('budget', 'no budget for it'), ('offer', 'our offer does not fit'), ('other', 'another reason')], max_length=10, verbose_name='why it ends'),
        ),
        migrations.AddField(
            model_name='membership',
            name='note',
            field=models.CharField(blank=True, max_length=300, verbose_name='note'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('end_reason', ''), ('ends_on__isnull', False), _connector='OR'), name='only_a_membership_that_ends_says_why'),
        ),
        migrations.AddField(
            model_name='billingdetails',
            name='municipality',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='billing', to='members.municipality'),
        ),
        migrations.AddField(
            model_name='feeassessment',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='feeassessment',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='members.membership'),
        ),
        migrations.AddField(
            model_name='feeassessment',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_assessments', to='members.municipality'),
        ),
        migrations.AddField(
            model_name='feeassessment',
            name='replaces',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='members.feeassessment'),
        ),
        migrations.AddField(
            model_name='feeschedule',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='feeschedule',
            name='locked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='feeband',
            name='schedule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='members.feeschedule'),
        ),
        migrations.AddField(
            model_name='feeassessment',
            name='schedule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='members.feeschedule'),
        ),
        migrations.AddField(
            model_name='feetransition',
            name='event',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='fee_transition', to='members.territorialevent'),
        ),
        migrations.AddField(
            model_name='purchaseorder',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='purchase_orders', to='members.municipality'),
        ),
        migrations.AddConstraint(
            model_name='feeschedule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'locked'), _negated=True), models.Q(('asked_by__isnull', False), ('locked_at__isnull', False), ('locked_by__isnull', False)), _connector='OR'), name='a_locked_fee_year_says_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='feeschedule',
            constraint=models.CheckConstraint(condition=models.Q(('locked_by__isnull', True), models.Q(('locked_by', models.F('asked_by')), _negated=True), _connector='OR'), name='two_people_lock_a_fee_year'),
        ),
        migrations.AddConstraint(
            model_name='feeschedule',
            constraint=models.CheckConstraint(condition=models.Q(('minimum__isnull', True), ('maximum__isnull', True), ('maximum__gte', models.F('minimum')), _connector='OR'), name='the_highest_fee_is_not_below_the_lowest'),
        ),
        migrations.AddConstraint(
            model_name='feeband',
            constraint=models.UniqueConstraint(fields=('schedule', 'starts_at'), name='one_fee_band_a_start'),
        ),
        migrations.AddConstraint(
            model_name='feeband',
            constraint=models.CheckConstraint(condition=models.Q(('up_to__isnull', True), ('up_to__gte', models.F('starts_at')), _connector='OR'), name='fee_band_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='feeassessment',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'assessment'), models.Q(('state', 'credited'), _negated=True)), fields=('schedule', 'municipality'), name='one_standing_assessment_a_member_and_year'),
        ),
        migrations.AddConstraint(
            model_name='feeassessment',
            constraint=models.UniqueConstraint(fields=('replaces', 'kind'), name='an_assessment_is_replaced_once'),
        ),
        migrations.AddConstraint(
            model_name='feeassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 0), ('kind', 'assessment')), models.Q(('amount__lte', 0), ('kind', 'credit'), ('replaces__isnull', False)), _connector='OR'), name='a_credit_note_takes_an_assessment_back'),
        ),
        migrations.AddConstraint(
            model_name='feeassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('correction', 0), ('replaces__isnull', True)), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='feetransition',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('percent__lte', 100)), name='a_fee_transition_gets_there'),
        ),
        migrations.AddConstraint(
            model_name='purchaseorder',
            constraint=models.UniqueConstraint(fields=('municipality', 'year'), name='one_purchase_order_a_year'),
        ),
        migrations.RunPython(guard, let_go),
    ]
