"""Scores as the sum of stored contributions."""

from django.db import migrations, models  # noqa: F401


class Migration(migrations.Migration):
    dependencies = [("members", "0007_fees")]
    operations = []
