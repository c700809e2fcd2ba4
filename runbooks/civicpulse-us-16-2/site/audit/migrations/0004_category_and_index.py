from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_detail"),
    ]
    operations = [
        migrations.AddField(model_name="auditlog", name="category", field=models.CharField(default="data", max_length=12)),
        migrations.AddIndex(model_name="auditlog", index=models.Index(fields=["at"], name="audit_at_idx")),
    ]
