"""An analyst who loads and withdraws without end, for tests that kill the process in the middle of it."""

from pathlib import Path

from askers import analyst
from laws import is_thorough
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import DataFolder

RINA = analyst("Rina")
FEW, MANY = 2, 6


def kills() -> int:
    """Say how often the process is killed: a few times, or more often where there is time."""
    return MANY if is_thorough() else FEW


def write(root: str, catalogue: str = "") -> None:
    """Load a file, take it out again, and so on without end; with a *catalogue* into a lake."""
    folder = DataFolder(Path(root), catalogue)
    content = results([result_row(1, HOME, YEAR, 3.41)])
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        for line in intake.active(folder):
            intake.withdraw(folder, [line.id], RINA, "lagi", warehouse)
        while True:
            line, _ = intake.commit(folder, content, "hasil.xlsx", RINA, Options(), warehouse)
            intake.withdraw(folder, [line.id], RINA, "lagi", warehouse)
