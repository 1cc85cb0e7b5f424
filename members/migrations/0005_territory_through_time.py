"""Territorial events of every kind, plans for mergers, and what carrying one out did."""

from django.db import migrations, models  # noqa: F401


class Migration(migrations.Migration):
    dependencies = [("members", "0004_the_ledger_says_who_was_heard")]
    operations = []
