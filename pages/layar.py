"""Layar: one exhibit of a meeting at a time, for everybody in the hall."""

from smartcity.ui.frame import enter
from smartcity.ui.meeting.presenting import present


def render() -> None:
    """Draw the point that the address names."""
    present()


if __name__ == "__main__":
    enter()
