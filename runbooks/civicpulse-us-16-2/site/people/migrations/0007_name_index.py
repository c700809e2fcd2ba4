from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_contact_attempt"),
    ]
    operations = [
        migrations.AddIndex(model_name="person", index=models.Index(fields=["last_name", "first_name"], name="person_name_idx")),
    ]
