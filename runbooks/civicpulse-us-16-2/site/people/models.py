from django.conf import settings
from django.db import models


class Person(models.Model):
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    preferred_language = models.CharField(max_length=8, default="en")

    class Meta:
        indexes = [models.Index(fields=["last_name", "first_name"], name="person_name_idx")]


class VoterRecord(models.Model):
    person = models.OneToOneField(Person, on_delete=models.CASCADE)
    voter_id = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=12)
    party = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(check=models.Q(status__in=["active", "inactive", "pending"]), name="voter_status_known")
        ]


class ContactAttempt(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12)
    result = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="contact_person_at_idx")]
