from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_reason"),
    ]
    operations = [
        migrations.AlterField(model_name="passwordhistory", name="created_at", field=models.DateTimeField(db_index=True)),
    ]
