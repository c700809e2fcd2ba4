from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_email"),
    ]
    operations = [
        migrations.AddField(model_name="person", name="phone", field=models.CharField(blank=True, default="", max_length=20)),
    ]
