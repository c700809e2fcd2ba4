from django.conf import settings
from django.db import models


class PasswordHistory(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    password_hash = models.CharField(max_length=128)
    created_at = models.DateTimeField(db_index=True)
    reason = models.CharField(max_length=40, default="changed")
