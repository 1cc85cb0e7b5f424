from members.views.municipalities import municipality_detail, municipality_list

__all__ = ["municipality_detail", "municipality_list"]
