from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_voter_record"),
    ]
    operations = [
        migrations.AlterField(model_name="voterrecord", name="voter_id", field=models.CharField(max_length=20, unique=True)),
    ]
