"""Files that respondents add, and what they say of the register."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import surveys.models.files


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question", models.CharField(max_length=40)),
                ("file", models.FileField(max_length=200, upload_to=surveys.models.files.somewhere)),
                ("name", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=4)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="surveys.invitation"
                    ),
                ),
            ],
            options={"verbose_name": "file with an answer", "verbose_name_plural": "files with answers"},
        ),
        migrations.CreateModel(
            name="RegisterRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=1000, verbose_name="what is wrong")),
                ("made_on", models.DateField(verbose_name="written on")),
                ("handled_on", models.DateField(null=True, verbose_name="handled on")),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "remark on the register",
                "verbose_name_plural": "remarks on the register",
                "ordering": ["-made_on", "-pk"],
            },
        ),
    ]
