from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Dresses `{{ form }}` and its fields in the house style."""

    form_template_name = "housestyle/form.html"
    field_template_name = "housestyle/field.html"
