"""The way in as pages of their own, outside Streamlit: the form, the identity provider, one's own account, the way out.

Takes requests and gives documents, cookies and redirects; who comes in the entrance decides (`smartcity.access`). Must
not know the dashboard's pages or data; `serve.py` puts its routes beside the app.
"""

from smartcity.signing.forms import in_language
from smartcity.signing.routes import Signing, signing_for

__all__ = ["Signing", "in_language", "signing_for"]
