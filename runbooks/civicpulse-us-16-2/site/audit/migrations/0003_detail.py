from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_user_id"),
    ]
    operations = [
        migrations.AddField(model_name="auditlog", name="detail", field=models.JSONField(default=dict)),
    ]
