"""How we look: template components, the form renderer, paging.

Every template calls the tags; every list view calls `page_of`.
It leans on Django's templates and on the icons of django-lucide.
"""
