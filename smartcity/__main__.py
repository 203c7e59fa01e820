"""`python -m smartcity`: see `smartcity.cli`."""

import sys

from smartcity.cli import main

if __name__ == "__main__":
    sys.exit(main())
