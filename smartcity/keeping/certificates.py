"""The certificate of the address that people type: where it stands, and when it ends."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates

from smartcity.config import open_config
from smartcity.intake.folder import PROJECT

VARIABLE = "SMARTCITY_CERTIFICATE"
"""What the environment may say in the place of `[serving]` in `config/site.toml`."""

_OF_PROXY = re.compile(r"^[ \t]*ssl_certificate[ \t]+([^;\s][^;\n]*);", re.MULTILINE)


def said_certificate(environment: Mapping[str, str]) -> Path | None:
    """Return where somebody said that the certificate stands; None where nobody did."""
    place = environment.get(VARIABLE) or open_config("site")["serving"]["certificate"]
    return Path(place) if place else None


def proxy_certificate() -> Path | None:
    """Return where the proxy of `deploy/nginx.conf` has it, where there is one on this machine."""
    configured = PROJECT / "deploy" / "nginx.conf"
    found = _OF_PROXY.search(configured.read_text("utf-8")) if configured.is_file() else None
    path = Path(found[1]) if found else None
    return path if path is not None and path.is_file() else None


def end_of(path: Path) -> datetime:
    """Return when the first of the certificates in a file ends.

    Raises:
        OSError: If it cannot be read.

        ValueError: If there is none in it.
    """
    return min(one.not_valid_after_utc for one in load_pem_x509_certificates(path.read_bytes()))
