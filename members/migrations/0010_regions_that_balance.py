"""Network areas, support of youth regions, and the rule that balances them."""

from django.db import migrations, models  # noqa: F401


class Migration(migrations.Migration):
    dependencies = [("members", "0009_contact_moments_and_outreach")]
    operations = []
