from django.db import models


class AuditLog(models.Model):
    at = models.DateTimeField()
    action = models.CharField(max_length=12)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    user_id = models.IntegerField(null=True)
    detail = models.JSONField(default=dict)
    category = models.CharField(max_length=12, default="data")

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="audit_at_idx"),
            models.Index(fields=["category", "at"], name="audit_category_at_idx"),
        ]
