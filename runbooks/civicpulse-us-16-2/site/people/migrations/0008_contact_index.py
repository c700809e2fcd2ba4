from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_name_index"),
    ]
    operations = [
        migrations.AddIndex(model_name="contactattempt", index=models.Index(fields=["person", "at"], name="contact_person_at_idx")),
    ]
