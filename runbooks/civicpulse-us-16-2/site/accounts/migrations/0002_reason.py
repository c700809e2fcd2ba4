from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_password_history"),
    ]
    operations = [
        migrations.AddField(model_name="passwordhistory", name="reason", field=models.CharField(default="changed", max_length=40)),
    ]
