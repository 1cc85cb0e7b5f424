from django.core.paginator import Paginator

ROWS_ON_A_PAGE = 50


def page_of(request, rows, *, per_page=ROWS_ON_A_PAGE):
    """The page that `?pagina=` asks for; the nearest existing one when that makes no sense."""
    return Paginator(rows, per_page).get_page(request.GET.get("pagina"))
