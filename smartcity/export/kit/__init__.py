"""The survey kit as files: forms on paper and in services, the recording sheet, guide, letters and the briefing's deck.

Takes the plan of a survey and its method, gives bytes. All ways of asking have the same headings, answers and serial
numbers (`questions`), so that what comes back is read without a question. Must not know who may have what, nor decide
on any of it.
"""

from smartcity.export.kit.package import deck_bytes, kit_bytes, kit_files
from smartcity.export.kit.papers import form_pdf, guide_pdf, letter_pdf
from smartcity.export.kit.questions import Form, Kit, kit_of
from smartcity.export.kit.recording import recording_bytes
from smartcity.export.kit.services import headings_text, script_text
from smartcity.export.kit.xlsform import xlsform_bytes
