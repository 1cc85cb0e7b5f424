"""A network moment counts for a network area."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0010_regions_that_balance"), ("trainings", "0002_modules_that_alternate")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="network_area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="members.networkarea",
                verbose_name="network area",
            ),
        ),
    ]
