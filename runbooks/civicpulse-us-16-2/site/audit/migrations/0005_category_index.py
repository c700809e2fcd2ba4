from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits while the index is built
    dependencies = [
        ("audit", "0004_category_and_index"),
        ("people", "0010_language_and_party"),
    ]
    operations = [
        AddIndexConcurrently(
            model_name="auditlog", index=models.Index(fields=["category", "at"], name="audit_category_at_idx")
        ),
    ]
