"""Seats, vacancies, youth services and councils, claims, confirmations and pairs of records for one human."""

from django.db import migrations, models  # noqa: F401


class Migration(migrations.Migration):
    dependencies = [("members", "0005_territory_through_time")]
    operations = []
