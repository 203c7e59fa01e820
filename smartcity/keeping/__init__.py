"""What survives: a data folder as one file that can be proved, the way back from it, and a look at its health.

Takes a data folder and gives a backup, a folder put back from one, or what is wrong with it as codes. Asks
`smartcity.access` who may, and `smartcity.intake` what a folder is and whether its journal and copies hold. Must not
know pages or the network, nor in which words a trouble is said.
"""

from smartcity.keeping.archive import Kept, Manifest, Unusable
from smartcity.keeping.backups import Backup, Restored, back_up, is_backup, last_backup, put_back
from smartcity.keeping.certificates import proxy_certificate, said_certificate
from smartcity.keeping.daily import Daily, due, latest, make_daily
from smartcity.keeping.doctor import FAULT, Check, examine, look_at
from smartcity.keeping.sole import FolderInUse, sole
