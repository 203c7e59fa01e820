"""Say which pinned packages are known to be at fault: `make advisories`.

Ends with 1 where one is, and with 0 and a note where nobody can be asked, as on a server without internet.
"""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PINNED = ("requirements.txt", "requirements-lake.txt", "requirements-spark.txt")
NOT_ASKED = "could not be audited"
NOT_REACHED = ("ConnectionError", "connection", "resolve", "Max retries", "timed out", "Timeout", "Service")


def verdict(code: int, output: str) -> tuple[int, str]:
    """Return the exit code and the sentence for what the tool left; *output* is what it wrote."""
    if unasked := output.count(NOT_ASKED):
        return min(code, 1), f"DILEWATI: tentang {unasked} pustaka tidak ada jawaban; jalankan di tempat lain."
    if code == 0:
        return 0, "Tidak ada pustaka yang diketahui bercelah."
    if "known vulnerabilit" in output:
        return 1, "Ada pustaka yang diketahui bercelah: perbarui pinnya di pyproject.toml, lalu jalankan ujinya."
    if any(sign in output for sign in NOT_REACHED):
        return 0, "DILEWATI: sumber peringatan celah tidak terjangkau dari sini; jalankan di komputer yang berinternet."
    return 1, "Pemeriksaan celah gagal; lihat pesannya di atas."


def main() -> int:
    """Ask about what is pinned, by its hashes, without installing anything."""
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    for name in PINNED:
        command += ["-r", str(PROJECT / name)]
    audit = subprocess.run(command, check=False, capture_output=True, text=True)
    print(audit.stdout, end="")
    print(audit.stderr, end="", file=sys.stderr)
    code, sentence = verdict(audit.returncode, audit.stdout + audit.stderr)
    print(sentence)
    return code


if __name__ == "__main__":
    sys.exit(main())
