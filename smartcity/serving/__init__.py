"""What stands between the network and the dashboard: who may ask at all, what every answer carries, how it is packed.

Takes requests (ASGI) and gives them on, or refuses them before anything of the dashboard has seen them. Must not know
pages, data or Streamlit; `serve.py` puts these layers around the app.
"""

from smartcity.serving.callers import OwnMachine, is_from_here
from smartcity.serving.documents import Documents
from smartcity.serving.gate import Closed, Keeper, SignedIn
from smartcity.serving.headers import Headers
from smartcity.serving.logs import as_json
from smartcity.serving.offers import Files, Offer, Offers, Withheld
from smartcity.serving.origins import OwnHost, OwnOrigin
from smartcity.serving.packing import Packed
from smartcity.serving.probes import Figure, Probes
from smartcity.serving.scripts import needed
from smartcity.serving.uploads import Room, Uploads
from smartcity.serving.visitors import COOKIE, Visitors

__all__ = [
    "COOKIE",
    "Closed",
    "Documents",
    "Figure",
    "Files",
    "Headers",
    "Keeper",
    "Offer",
    "Offers",
    "OwnHost",
    "OwnMachine",
    "OwnOrigin",
    "Packed",
    "Probes",
    "Room",
    "SignedIn",
    "Uploads",
    "Visitors",
    "Withheld",
    "as_json",
    "is_from_here",
    "needed",
]
