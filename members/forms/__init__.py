from members.forms.municipalities import MunicipalityFilterForm

__all__ = ["MunicipalityFilterForm"]
