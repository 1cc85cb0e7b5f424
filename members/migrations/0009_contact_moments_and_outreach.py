"""Contact moments with needs and agreements, outreach campaigns, evidence of competences and interests."""

from django.db import migrations, models  # noqa: F401


class Migration(migrations.Migration):
    dependencies = [("members", "0008_engagement")]
    operations = []
