from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_voter_status_known"),
    ]
    operations = [
        migrations.AddField(model_name="person", name="preferred_language", field=models.CharField(default="en", max_length=8)),
        migrations.AddField(model_name="voterrecord", name="party", field=models.CharField(blank=True, default="", max_length=20)),
    ]
