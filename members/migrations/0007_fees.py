"""Fee schedules, assessments that are never edited, and who pays."""

from django.db import migrations, models  # noqa: F401


class Migration(migrations.Migration):
    dependencies = [("members", "0006_people_and_their_seats")]
    operations = []
