"""Files that came with answers."""

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from surveys import rules
from surveys.models import AnswerFile

staff_only = permission_required("surveys.manage", raise_exception=True)


@staff_only
@require_safe
def answer_file(request, file_id):
    """The file as it came, to be kept on the reader's own computer: a browser never shows it as a page of ours."""
    file = get_object_or_404(AnswerFile.objects.readable_by(request.user), pk=file_id)
    response = FileResponse(
        file.file.open(), as_attachment=True, filename=file.name, content_type=rules.CONTENT_TYPES[file.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
