from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_voter_id_unique"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0003_created_at_index"),
    ]
    operations = [
        migrations.CreateModel(
            name="ContactAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.ForeignKey(on_delete=models.CASCADE, to="people.person")),
                ("made_by", models.ForeignKey(on_delete=models.PROTECT, to=settings.AUTH_USER_MODEL)),
                ("kind", models.CharField(max_length=12)),
                ("result", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
