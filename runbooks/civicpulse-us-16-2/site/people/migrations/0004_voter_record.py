from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_phone"),
    ]
    operations = [
        migrations.CreateModel(
            name="VoterRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.OneToOneField(on_delete=models.CASCADE, to="people.person")),
                ("voter_id", models.CharField(max_length=20)),
                ("status", models.CharField(max_length=12)),
            ],
        ),
    ]
