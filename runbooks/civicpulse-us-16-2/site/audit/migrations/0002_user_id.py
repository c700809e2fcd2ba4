from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_audit_log"),
    ]
    operations = [
        migrations.AddField(model_name="auditlog", name="user_id", field=models.IntegerField(null=True)),
    ]
