from django import template
from django.contrib.staticfiles import finders

register = template.Library()


@register.filter
def can(user, right):
    """`{% if user|can:"trainings.plan" %}`"""
    return user.is_authenticated and user.has_perm(right)
