from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_contact_index"),
    ]
    operations = [
        migrations.AddConstraint(
            model_name="voterrecord",
            constraint=models.CheckConstraint(
                check=models.Q(status__in=["active", "inactive", "pending"]), name="voter_status_known"
            ),
        ),
    ]
