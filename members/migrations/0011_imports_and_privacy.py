"""Imports with their history, erasures and how long things are kept."""

from django.db import migrations, models  # noqa: F401


class Migration(migrations.Migration):
    dependencies = [("members", "0010_regions_that_balance")]
    operations = []
