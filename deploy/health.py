"""Ask the dashboard of this very machine whether it lives and whether its data answer: 0 where both do.

`/_stcore/health` is Streamlit's own; `/_smartcity/health` asks the warehouse a question. The second is skipped with
`--alive`, for whoever only wants to know whether to start the process again.
"""

import http.client
import os
import sys

ADDRESSES = ("/_stcore/health", "/_smartcity/health")
SECONDS = 8


def answers(path: str, port: int) -> bool:
    """Say whether an address answers with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def main() -> int:
    """Ask, and say which address did not answer."""
    port = int(os.environ.get("SMARTCITY_PORT", "8501"))
    asked = ADDRESSES[:1] if "--alive" in sys.argv else ADDRESSES
    silent = [path for path in asked if not answers(path, port)]
    print("ok" if not silent else "tidak menjawab: " + " ".join(silent))
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
